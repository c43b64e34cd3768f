"""What makes moto quick at expressions, and changes nothing that they come to.

A transaction of Frontdesk's has up to twenty of them, each of a few kinds. Moto takes each apart
anew, three times on its way; here each text is taken apart once, and made into a condition once for
the same values. The tree of an update it copies in full depth and goes through ten times, and asks
at each node anew which of its kinds it is to be treated as; here a kind is looked up once each time
through. And two of the ten ask only whether the text holds together, under the names that it uses:
it is asked once.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from moto.dynamodb.comparisons import ConditionExpressionParser
from moto.dynamodb.parsing.ast_nodes import DepthFirstTraverser, Node
from moto.dynamodb.parsing.validators import ActionCountValidator, OverlappingPathsValidator

_LOOK_AHEAD = DepthFirstTraverser.pre_processing_of_child
"""Does nothing, in most traversers, before each child."""
_lex = ConditionExpressionParser._lex_condition_expression
_parse = ConditionExpressionParser.parse
_MOST_KEPT = 1000

_parsed: dict[str, "_Parsed"] = {}
"""What conditions come to, by their text with its names and values."""


@dataclass(frozen=True)
class _Parsed:
    """What a condition comes to, and the names and the values that it uses."""

    asks: Any
    names: list[str]
    values: list[str]


@contextmanager
def quick_expressions() -> Iterator[None]:
    """While the block runs, moto reads expressions with less."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ConditionExpressionParser, "_lex_condition_expression", _lexed_once)
        patch.setattr(ConditionExpressionParser, "parse", _parsed_once)
        patch.setattr(Node, "__deepcopy__", _copied, raising=False)
        patch.setattr(DepthFirstTraverser, "traverse", _gone_through)
        yield


def _parsed_once(parser: ConditionExpressionParser) -> Any:
    text = parser.condition_expression
    asked = repr((text, parser.expression_attribute_names, parser.expression_attribute_values))
    known = _parsed.get(asked)
    if known:
        parser.expr_attr_names_found.extend(known.names)
        parser.expr_attr_values_found.extend(known.values)
        return known.asks
    asks = _parse(parser)
    if len(_parsed) >= _MOST_KEPT:
        _parsed.clear()
    used = list(parser.expr_attr_names_found), list(parser.expr_attr_values_found)
    _parsed[asked] = _Parsed(asks, *used)
    return asks


def _lexed_once(parser: ConditionExpressionParser) -> deque[Any]:
    return deque(_lexed(parser.condition_expression))


@cache
def _lexed(condition: str) -> tuple[Any, ...]:
    """The words of a condition; none of them knows of the names and the values that it is for."""
    return tuple(_lex(ConditionExpressionParser(condition, {}, {})))


def _copied(node: Any, _memo: dict[int, Any]) -> Any:
    """A copy of a tree as it was parsed: nodes, with texts and numbers for leaves."""
    copied = node.__class__.__new__(node.__class__)
    vars(copied).update(vars(node))
    if node.children is not None:
        copied.children = [
            _copied(child, _memo) if hasattr(child, "children") else child
            for child in node.children
        ]
        for child in copied.children:
            if hasattr(child, "children"):
                child.parent = copied
    return copied


def _gone_through(traverser: Any, root: Any) -> Any:
    """The same tree, with what the traverser makes of each of its nodes, children first."""
    if not isinstance(traverser, ActionCountValidator | OverlappingPathsValidator):
        return _gone_through_anew(traverser, root)
    names = getattr(traverser, "expression_attribute_names", None) or {}
    asked = type(traverser), tuple(names.items())
    if asked not in root.held_together:
        _gone_through_anew(traverser, root)
        root.held_together.add(asked)
    return root


def _gone_through_anew(traverser: Any, root: Any) -> Any:
    to_be_processed = traverser.nodes_to_be_processed()
    treated: dict[type, bool] = {}
    looks_ahead = type(traverser).pre_processing_of_child is not _LOOK_AHEAD

    def go(node: Any, child_id: int) -> Any:
        parent = node.parent
        for number, child in enumerate(node.children or ()):
            if looks_ahead:
                traverser.pre_processing_of_child(node, number)
            if hasattr(child, "children"):
                go(child, number)
        kind = type(node)
        if kind not in treated:
            treated[kind] = issubclass(kind, to_be_processed)
        if treated[kind]:
            node = traverser.process(node)
            node.parent = parent
            if parent:
                parent.children[child_id] = node
        return node

    return go(root, -1)
