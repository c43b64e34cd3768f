"""The indexes of a stage's table by DynamoDB's documentation, as CloudFormation changes them.

One index is made or dropped at a time, none while another is being filled, and none is changed.
CloudFormation goes on while DynamoDB fills one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from infra.deploy.index_rules import shape_of

Template = dict[str, Any]

_LOOKS = 3
"""Looks at the table that it takes to fill or to drop an index."""


@dataclass
class ScriptedIndexes:
    """A table whose stack has this ``template`` now."""

    template: Callable[[], Template]
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    under_way: dict[str, int] = field(default_factory=dict)
    """Looks that are left until an index is filled, or gone."""
    maxima: dict[str, dict[str, int]] = field(default_factory=dict)
    """By index, what a second may cost at most where somebody raised that by hand."""
    lived: list[str] = field(default_factory=list)
    """What became of indexes, in order: ``+due-2`` was filled, ``-due`` is gone."""

    def describe_table(self, TableName: str) -> dict[str, Any]:  # noqa: N803
        wanted = _indexes(self.template())
        first = not self.known
        for name in (wanted.keys() | self.known.keys()) if not first else ():
            if (name in wanted) != (name in self.known) and name not in self.under_way:
                self.under_way[name] = _LOOKS
        self.known = {**self.known, **wanted}
        for name in list(self.under_way):
            self._pass_time(name, made=name in wanted)
        by_hand = {name: {"OnDemandThroughput": most} for name, most in self.maxima.items()}
        found = [
            {**index, **by_hand.get(name, {}), "IndexStatus": self._status(name, wanted)}
            for name, index in self.known.items()
        ]
        return {"Table": {"TableStatus": "ACTIVE", "GlobalSecondaryIndexes": found}}

    def get_paginator(self, call: str) -> SimpleNamespace:
        """The account's tables: none that a restore has brought up."""
        assert call == "list_tables"
        return SimpleNamespace(paginate=lambda: iter([{"TableNames": ["value-of-SettingTable"]}]))

    def refuses(self, before: Template, after: Template) -> str:
        """Why DynamoDB takes no such change, if it doesn't."""
        old, new = _indexes(before), _indexes(after)
        self.known = self.known or old
        if any(shape_of(old[name]) != shape_of(new[name]) for name in old.keys() & new.keys()):
            return "an index can't be changed"
        changed = old.keys() ^ new.keys()
        if len(changed) > 1:
            return "Cannot perform more than one GSI creation or deletion in a single update"
        if changed and (self.under_way or old.keys() ^ self.known.keys()):
            return "Attempt to change a resource which is still in use"
        used = {
            key["AttributeName"]
            for schema in (_properties(after)["KeySchema"], *(i["KeySchema"] for i in new.values()))
            for key in schema
        }
        defined = {each["AttributeName"] for each in _properties(after)["AttributeDefinitions"]}
        return "" if used == defined else "Some AttributeDefinitions are not used"

    def _pass_time(self, name: str, *, made: bool) -> None:
        self.under_way[name] -= 1
        if self.under_way[name]:
            return
        del self.under_way[name]
        self.lived.append(f"{'+' if made else '-'}{name}")
        if not made:
            del self.known[name]

    def _status(self, name: str, wanted: dict[str, Any]) -> str:
        if name not in self.under_way:
            return "ACTIVE"
        return "CREATING" if name in wanted else "DELETING"


def _properties(template: Template) -> dict[str, Any]:
    properties: dict[str, Any] = template["Resources"]["Table"]["Properties"]
    return properties


def _indexes(template: Template) -> dict[str, dict[str, Any]]:
    listed = _properties(template)["GlobalSecondaryIndexes"] if "Resources" in template else []
    return {each["IndexName"]: each for each in listed}
