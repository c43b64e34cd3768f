"""What makes moto quick at updates of the plainest kind, and changes nothing of what they come to.

Moto copies the tree of an update's expression and goes through it ten times, to see whether it is
sound and to put names and values in. Most updates set some attributes of the item itself to values,
count some on, and take some away: ``SET #a = :a, #b = :b ADD #c :c REMOVE #d``. Here these are seen
to be of this kind, and are carried out. Anything else goes the long way, and so does each that moto
would refuse: of a key, with a name or a value that is missing, or with a name that is there twice.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from moto.dynamodb import models
from moto.dynamodb.exceptions import ItemSizeTooLarge
from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table
from moto.dynamodb.parsing.expressions import UpdateExpressionParser

_SET = r"#\w+ = :\w+"
_ADD = r"#\w+ :\w+"
_PLAINEST = re.compile(
    rf"(?:SET (?P<sets>{_SET}(?:, {_SET})*))?"
    rf"(?:(?:^| )ADD (?P<adds>{_ADD}(?:, {_ADD})*))?"
    r"(?:(?:^| )REMOVE (?P<removes>#\w+(?:, #\w+)*))?"
)
_MOST_BYTES = 405_000
"""Of an item, as moto has it."""

_parse = UpdateExpressionParser.make
_validator = models.UpdateExpressionValidator
_executor = models.UpdateExpressionExecutor


@dataclass(frozen=True)
class _Steps:
    """What an expression says, in placeholders."""

    sets: list[tuple[str, str]]
    adds: list[tuple[str, str]]
    removes: list[str]

    @property
    def names(self) -> list[str]:
        return [*(name for name, _ in (*self.sets, *self.adds)), *self.removes]


@dataclass
class _Plan:
    """An update that is sound, to be carried out on its item."""

    item: Item
    put: dict[str, DynamoType] = field(default_factory=dict)
    take: list[str] = field(default_factory=list)

    def validate(self) -> "_Plan":
        """Stand for the tree that moto would make."""
        return self

    def normalize(self) -> None:
        """Leave it as it is."""

    def execute(self) -> None:
        """Carry it out, or leave the item as it is. Raises ItemSizeTooLarge as moto does."""
        attrs: dict[str, Any] = self.item.attrs
        before = dict(attrs)
        dict.update(attrs, self.put)
        for name in self.take:
            attrs.pop(name, None)
        if self.item.size() > _MOST_BYTES:
            attrs.clear()
            dict.update(attrs, before)
            raise ItemSizeTooLarge


@contextmanager
def quick_updates() -> Iterator[None]:
    """While the block runs, moto carries the plainest updates out at once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(models, "UpdateExpressionValidator", _checked)
        patch.setattr(models, "UpdateExpressionExecutor", _carried_out)
        patch.setattr(UpdateExpressionParser, "make", staticmethod(_with_steps))
        yield


@cache
def _with_steps(expression: str) -> Any:
    """The tree of an update, and what it says where it is of the plainest kind."""
    tree: Any = _parse(expression)
    tree.steps = _steps(expression)
    tree.held_together = set()
    return tree


def _steps(expression: str) -> _Steps | None:
    found = _PLAINEST.fullmatch(expression)
    if not found:
        return None
    sets, adds, removes = (
        text.split(", ") if text else [] for text in found.group("sets", "adds", "removes")
    )
    return _Steps(
        [(name, value) for name, value in (each.split(" = ") for each in sets)],
        [(name, value) for name, value in (each.split(" ") for each in adds)],
        removes,
    )


def _checked(
    tree: Any,
    *,
    expression_attribute_names: dict[str, str],
    expression_attribute_values: dict[str, Any],
    item: Item,
    table: Table,
) -> Any:
    named, given = expression_attribute_names or {}, expression_attribute_values or {}
    return _planned(tree.steps, named, given, item, table) or _validator(
        tree,
        expression_attribute_names=expression_attribute_names,
        expression_attribute_values=expression_attribute_values,
        item=item,
        table=table,
    )


def _planned(
    steps: _Steps | None, named: dict[str, str], given: dict[str, Any], item: Item, table: Table
) -> _Plan | None:
    """What is to be done, or nothing for what moto is to see for itself."""
    if steps is None or not all(name in named for name in steps.names):
        return None
    if not all(value in given for _, value in (*steps.sets, *steps.adds)):
        return None
    names = [named[name] for name in steps.names]
    if len(set(names)) < len(names) or not set(table.table_key_attrs).isdisjoint(names):
        return None
    put = {named[name]: DynamoType(given[value]) for name, value in steps.sets}
    for name, value in steps.adds:
        more, before = DynamoType(given[value]), item.attrs.get(named[name])
        if more.type != "N" or (before and before.type != "N"):
            return None
        put[named[name]] = (before or DynamoType({"N": "0"})) + more
    if not all(_is_text(put[key]) for key in table.attribute_keys if key in put):
        return None
    return _Plan(item, put, [named[name] for name in steps.removes])


def _is_text(value: DynamoType) -> bool:
    """True for what an index finds items by."""
    return value.type == "S" and bool(value.value)


def _carried_out(tree: Any, item: Item, names: dict[str, str]) -> Any:
    return tree if isinstance(tree, _Plan) else _executor(tree, item, names)
