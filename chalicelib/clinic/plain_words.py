"""Say in a manager's words where in the clinic's file something is wrong, and what."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]

_ONE_OF = {"bays": "bay", "closures": "closure", "locations": "location", "services": "service"}
_ONE_OF |= {"pools": "pool", "templates": "template", "starts": "start", "weekdays": "weekday"}
_ONE_OF |= {"scripts": "script"}

_PATTERNS = {
    "phone": 'must be a phone number with its country code, such as "+12125550142"',
}
_SLUG_HINT = 'must be lowercase letters, digits and single hyphens, such as "new-york"'

_MESSAGES = {
    "missing": "is missing",
    "extra_forbidden": "is not a setting known here",
    "int_type": "must be a whole number, without quotes",
    "int_parsing": "must be a whole number, without quotes",
    "int_from_float": "must be a whole number",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "enum": "must be one of {expected}",
    "bool_type": "must be true or false, without quotes",
    "string_type": "must be text in quotes",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "needs at least {min_length} entry",
    "tuple_type": "must be a list in [ ]",
    "model_type": "must be a group of settings",
    "date_type": "must be a date such as 2027-07-04, without quotes",
    "date_parsing": "must be a date such as 2027-07-04",
    "date_from_datetime_parsing": "must be a date such as 2027-07-04",
    "date_from_datetime_inexact": "must be a date such as 2027-07-04, without a time",
}


def explain(details: ErrorDetails) -> str:
    """The fault and its remedy in plain words, for a complaint of pydantic's own."""
    kind = details["type"]
    if kind == "string_pattern_mismatch":
        return _PATTERNS.get(str(details["loc"][-1]), _SLUG_HINT)
    template = _MESSAGES.get(kind)
    return template.format(**details.get("ctx", {})) if template else details["msg"]


def about(path: Path, values: Mapping[str, Any]) -> str:
    """The setting a path leads to: ``location "new-york", hours, tuesday``.

    Entries of a list go by their id where the file gives one, else by their number from 1.
    """
    words: list[str] = []
    here: Any = values
    for step in path:
        here = _inside(here, step)
        if isinstance(step, str):
            words.append(step)
        elif words:
            words[-1] = f"{_ONE_OF.get(words[-1], words[-1])} {_name_of(here, step)}"
    return ", ".join(words)


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(step, str):
        return value.get(step) if isinstance(value, Mapping) else None
    is_list = isinstance(value, Sequence) and not isinstance(value, str)
    return value[step] if is_list and step < len(value) else None


def _name_of(entry: Any, number: int) -> str:
    id_ = entry.get("id") if isinstance(entry, Mapping) else None
    return f'"{id_}"' if isinstance(id_, str) else str(number + 1)
