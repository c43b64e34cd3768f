"""Metric math: the part of it that the alarms use. What has no data makes none."""

import ast
import operator
from collections.abc import Callable, Mapping

Value = float | None

_ARITHMETIC: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}
_COMPARED: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
}


def value_of(expression: str, values: Mapping[str, Value]) -> Value:
    """The value of an expression in one period, by the ids of the metrics in it.

    Raises ValueError for what is not known of metric math here, KeyError for an id that is none.
    """
    return _value(ast.parse(expression.strip(), mode="eval").body, values)


def _value(node: ast.expr, values: Mapping[str, Value]) -> Value:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return values[name]
        case ast.BinOp(left=left, op=op, right=right):
            return _reckoned(op, _value(left, values), _value(right, values))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            one, other = _value(left, values), _value(right, values)
            return None if one is None or other is None else float(_COMPARED[type(op)](one, other))
        case ast.Call(func=ast.Name(id="FILL"), args=[filled, instead]):
            found = _value(filled, values)
            return _value(instead, values) if found is None else found
        case ast.Call(func=ast.Name(id="IF"), args=[condition, then, otherwise]):
            found = _value(condition, values)
            return None if found is None else _value(then if found else otherwise, values)
    raise ValueError(f"{ast.unparse(node)} is new in metric math")


def _reckoned(op: ast.operator, one: Value, other: Value) -> Value:
    if one is None or other is None or (isinstance(op, ast.Div) and other == 0):
        return None
    return _ARITHMETIC[type(op)](one, other)
