"""The operators: each finds what it would change at one node of a module's tree."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .source import Edit, Source


@dataclass(frozen=True)
class Spot:
    """A node, and the function that it stands in."""

    source: Source
    node: ast.AST
    function: ast.FunctionDef | None = None


Operator = Callable[[Spot], Iterator[Edit]]

_EXITS = (ast.Raise, ast.Return, ast.Continue, ast.Break)

_SHIFTED: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
}
_WRITTEN: dict[type[ast.cmpop], str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.In: "in",
    ast.NotIn: "not in",
}
_SHIFTED_METHODS = {"lt": "lte", "lte": "lt", "gt": "gte", "gte": "gt", "eq": "ne", "ne": "eq"}

_CONDITIONAL_WRITES = ("Put", "Update", "Delete")
_COLLECTS = ("add", "append", "extend", "record")


def dropped_condition(spot: Spot) -> Iterator[Edit]:
    """Operand of ``&``, ``and``, ``or``; ``only_if`` of a write; a guard without ``else``.

    A guard that leaves (``if …: raise``) never does; any other lets everything pass.
    """
    source, node = spot.source, spot.node
    match node:
        case ast.BinOp(op=ast.BitAnd() | ast.BitOr()) if _joins_conditions(node):
            yield source.instead(node, source.of(node.left))
            yield source.instead(node, source.of(node.right))
        case ast.AugAssign(op=ast.BitAnd()):
            yield source.instead(node, "pass")
        case ast.BoolOp():
            yield from _without_one_operand(source, node)
        case ast.Call():
            yield from _without_only_if(source, node)
        case ast.If(orelse=[]):
            leaves = isinstance(node.body[-1], _EXITS)
            yield _decided(source, node.test, "and False" if leaves else "or True")
        case ast.comprehension():
            yield from (_decided(source, test, "or True") for test in node.ifs)
        case ast.match_case(guard=ast.expr() as guard):
            yield _decided(source, guard, "or True")


def _joins_conditions(node: ast.BinOp) -> bool:
    """An ``&`` of any kind; a ``|`` only of what an item is asked, since types have it too."""
    asked = (name_of(each.func) for each in ast.walk(node) if isinstance(each, ast.Call))
    return isinstance(node.op, ast.BitAnd) or not {"Attr", "Key"}.isdisjoint(asked)


def _decided(source: Source, test: ast.expr, word: str) -> Edit:
    """The test is still made, for the names that it gives, but decides nothing."""
    return source.instead(test, f"({source.of(test)} {word})")


def _without_one_operand(source: Source, node: ast.BoolOp) -> Iterator[Edit]:
    word = " and " if isinstance(node.op, ast.And) else " or "
    for left_out in node.values:
        others = (source.of(each) for each in node.values if each is not left_out)
        yield source.instead(node, f"({word.join(others)})")


def _without_only_if(source: Source, call: ast.Call) -> Iterator[Edit]:
    if name_of(call.func) not in _CONDITIONAL_WRITES:
        return
    given = [keyword.value for keyword in call.keywords if keyword.arg == "only_if"]
    if name_of(call.func) in ("Put", "Delete"):
        given += call.args[1:2]
    yield from (source.instead(each, "None") for each in given if not _is_none(each))


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def shifted_comparison(spot: Spot) -> Iterator[Edit]:
    """``<`` to ``<=``, ``>`` to ``>=``, ``==`` to ``!=`` and back; so for ``Attr`` and ``Key``."""
    source, node = spot.source, spot.node
    match node:
        case ast.Compare():
            for shifted, operator in enumerate(node.ops):
                if type(operator) in _SHIFTED:
                    yield source.instead(node, _compared(source, node, shifted))
        case ast.Call(func=ast.Attribute(value=ast.Call(func=ast.Name(id=kind))) as method):
            shifts = kind in ("Attr", "Key") and method.attr in _SHIFTED_METHODS
            if shifts and (kind == "Attr" or method.attr != "eq"):  # a key is always equal to
                end = source.end(method)
                other, line = _SHIFTED_METHODS[method.attr], method.end_lineno or method.lineno
                yield Edit(end - len(method.attr), end, other, line)


def _compared(source: Source, node: ast.Compare, shifted: int) -> str:
    words = [_WRITTEN[type(operator)] for operator in node.ops]
    words[shifted] = _SHIFTED[type(node.ops[shifted])]
    rest = (
        f" {word} {source.of(right)}" for word, right in zip(words, node.comparators, strict=True)
    )
    return f"({source.of(node.left)}{''.join(rest)})"


def removed_write(spot: Spot) -> Iterator[Edit]:
    """Element of a list of writes; statement that adds, appends, records or is given the work."""
    source, node = spot.source, spot.node
    match node:
        case ast.Expr(value=ast.Call() as call) if _collects(call):
            yield source.instead(node, "pass")
            yield from _each_removed(source, call.args if len(call.args) > 1 else [], call)
        case ast.Expr(value=ast.Call(func=ast.Attribute(attr="transact"), args=args)):
            yield from _from_lists(source, args)
        case ast.Return(value=ast.expr() as value) if _returns_writes(spot.function):
            yield from _from_lists(source, [value])
        case ast.Assign(targets=[target], value=value) if "writes" in name_of(target):
            yield from _from_lists(source, [value])
        case ast.AnnAssign(target=target, value=ast.expr() as value) if "writes" in name_of(target):
            yield from _from_lists(source, [value])
        case ast.AugAssign(op=ast.Add(), target=target) if "writes" in name_of(target):
            yield source.instead(node, "pass")


def _collects(call: ast.Call) -> bool:
    is_given_work = any(name_of(each) == "work" for each in call.args)
    return is_given_work or (isinstance(call.func, ast.Attribute) and call.func.attr in _COLLECTS)


def _each_removed(source: Source, elements: list[ast.expr], call: ast.Call) -> Iterator[Edit]:
    if name_of(call.func) == "add":
        yield from (source.instead(each, "*()") for each in elements)


def _returns_writes(function: ast.FunctionDef | None) -> bool:
    if function is None or function.returns is None:
        return False
    kinds = ("Write", "Put", "Update", "Delete", "Check")
    return any(name_of(each) in kinds for each in ast.walk(function.returns))


def _from_lists(source: Source, values: list[ast.expr]) -> Iterator[Edit]:
    for value in values:
        match value:
            case ast.List(elts=elements):
                yield from (source.instead(each, "*()") for each in elements)
            case ast.Tuple(elts=elements):
                yield from _from_lists(source, elements)
            case ast.IfExp():
                yield from _from_lists(source, [value.body, value.orelse])
            case ast.BinOp(op=ast.Add()):
                yield from _from_lists(source, [value.left, value.right])


def swapped_branch(spot: Spot) -> Iterator[Edit]:
    """``if`` and ``else``, also of an expression; ``and`` for ``or`` and back."""
    source, node = spot.source, spot.node
    match node:
        case ast.If() if node.orelse:
            yield source.instead(node.test, f"not {source.of(node.test)}")
        case ast.IfExp():
            test, body, otherwise = map(source.of, (node.test, node.body, node.orelse))
            yield source.instead(node, f"({otherwise} if {test} else {body})")
        case ast.BoolOp():
            word = " or " if isinstance(node.op, ast.And) else " and "
            yield source.instead(node, f"({word.join(map(source.of, node.values))})")


def name_of(node: ast.AST) -> str:
    """The last name of a dotted one; empty for anything else."""
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


OPERATORS: dict[str, Operator] = {
    "dropped condition": dropped_condition,
    "shifted comparison": shifted_comparison,
    "removed write": removed_write,
    "swapped branch": swapped_branch,
}
