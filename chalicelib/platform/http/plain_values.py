"""Reads the text of a query where a number, or yes or no, is asked for."""

import re
from collections.abc import Mapping
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel

_YES_OR_NO = {"true": True, "false": False}
_WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")


def as_plain(model: type[BaseModel], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a query as JSON has them: numbers, true and false where ``model`` has those.

    There is one way to write each. Text that is written otherwise stays text, and is refused.
    """
    kinds = {
        field.alias or name: _kinds_of(field.annotation)
        for name, field in model.model_fields.items()
    }
    return {name: _plain(value, kinds.get(name, ())) for name, value in fields.items()}


def _kinds_of(annotation: Any) -> tuple[Any, ...]:
    is_union = get_origin(annotation) in (UnionType, Union)
    return get_args(annotation) if is_union else (annotation,)


def _plain(value: Any, kinds: tuple[Any, ...]) -> Any:
    if not isinstance(value, str):
        return value
    if bool in kinds and value in _YES_OR_NO:
        return _YES_OR_NO[value]
    if int in kinds and _WHOLE.fullmatch(value):
        return int(value)
    return value
