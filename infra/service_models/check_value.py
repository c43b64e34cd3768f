"""A value against a shape of a service's model: the limits of its texts, numbers and lists."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from infra.service_models.intrinsics import ABSENT, UNKNOWN, Known

_NUMBERS = {"integer", "long", "float", "double"}
_NOT_LOOKED_INTO = {"blob", "timestamp"}
_BOOLEANS = {"true", "false"}


@dataclass(frozen=True)
class Checker:
    """Finds what a shape does not take, as sentences that begin with the place."""

    known: Known
    renamed: Mapping[str, str] = field(default_factory=dict)
    """By a property's path in the resource, the name of the member that it becomes."""
    own: Collection[str] = ()
    """The paths of properties that become no member."""

    def findings(self, shape: Any, value: Any, path: str) -> Iterator[str]:
        """What ``shape`` does not take of ``value``, whatever its functions make of it."""
        for alternative in self.known.alternatives(value):
            if alternative is not UNKNOWN and alternative is not ABSENT:
                yield from self._of_plain(shape, alternative, path)

    def members(
        self, shape: Any, given: Mapping[str, Any], path: str, *, made: frozenset[str]
    ) -> Iterator[str]:
        """As ``findings``, of a structure; ``made`` are members that CloudFormation fills in."""
        taken = set(made)
        for name, value in given.items():
            place = f"{path}.{name}" if path else name
            if place in self.own:
                continue
            member = self._member_of(shape, name, place)
            if member is None:
                yield f"{place}: {shape.name} has no such member"
                continue
            taken.add(member)
            yield from self.findings(shape.members[member], value, place)
        for missing in sorted(set(shape.required_members) - taken):
            yield f"{path or 'Properties'}: {shape.name} requires {missing}"

    def _member_of(self, shape: Any, name: str, place: str) -> str | None:
        wanted = self.renamed.get(place, name)
        spellings = (wanted, wanted[:1].lower() + wanted[1:])
        return next((spelling for spelling in spellings if spelling in shape.members), None)

    def _of_plain(self, shape: Any, value: Any, path: str) -> Iterator[str]:
        kind = shape.type_name
        if kind == "structure" and isinstance(value, dict):
            yield from self.members(shape, value, path, made=frozenset())
        elif kind == "list" and isinstance(value, list):
            yield from self._of_list(shape, value, path)
        elif kind == "map" and isinstance(value, dict):
            for key, each in value.items():
                yield from self.findings(shape.key, str(key), f"{path}.{key}")
                yield from self.findings(shape.value, each, f"{path}.{key}")
        elif kind == "string" and not isinstance(value, list):
            yield from self._of_text(shape, value, path)
        elif kind in _NUMBERS and _is_number(value):
            yield from _of_size(shape, float(value), path, "is")
        elif kind == "boolean" and _written(value) in _BOOLEANS:
            return
        elif kind not in _NOT_LOOKED_INTO:
            yield f"{path}: {value!r} is no {kind}, as {shape.name} is"

    def _of_list(self, shape: Any, values: list[Any], path: str) -> Iterator[str]:
        there = [v for v in values if ABSENT not in list(self.known.alternatives(v))]
        yield from _of_size(shape, len(there), path, "has this many entries:")
        for value in values:
            yield from self.findings(shape.member, value, path)

    def _of_text(self, shape: Any, value: Any, path: str) -> Iterator[str]:
        """A text, or a document (a policy) that is sent as one; of that, its length alone."""
        if isinstance(value, dict):
            yield from _of_size(shape, len(json.dumps(value)), path, "has this many characters:")
            return
        text = _written(value)
        yield from _of_size(shape, len(text), path, "has this many characters:")
        if shape.enum and text not in shape.enum:
            yield f"{path}: {text!r} is none of {shape.name}'s {', '.join(shape.enum)}"
        pattern = shape.metadata.get("pattern")
        if pattern and not re.fullmatch(python_pattern(pattern), text):
            yield f"{path}: {text!r} does not match {shape.name}'s {pattern}"


def python_pattern(pattern: str) -> str:
    r"""A model's pattern as Python reads it: ``\p{L}`` written out, for Latin letters alone.

    What holds for all of it (``(?i)``) stands at its beginning, where Python has it.
    """
    flags = "".join(re.findall(r"\(\?[a-z]+\)", pattern))
    pattern = flags + re.sub(r"\(\?[a-z]+\)", "", pattern)
    return re.sub(r"\\p\{(?:Is)?(\w)\w*\}", lambda match: _CATEGORIES[match[1]], pattern)


def _of_category(initial: str) -> str:
    letters = (chr(code) for code in range(0x250))
    return "".join(re.escape(c) for c in letters if unicodedata.category(c)[0] == initial)


_CATEGORIES = {initial: _of_category(initial) for initial in "LMNPSZC"}


def _of_size(shape: Any, size: float, path: str, what: str) -> Iterator[str]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if least is not None and size < least:
        yield f"{path}: {what} {size:g}; {shape.name} takes {least} at least"
    if most is not None and size > most:
        yield f"{path}: {what} {size:g}; {shape.name} takes {most} at most"


def _is_number(value: Any) -> bool:
    """True for what CloudFormation takes for a number; it is free with quotes."""
    return not isinstance(value, bool) and bool(re.fullmatch(r"-?\d+(\.\d+)?", str(value)))


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
