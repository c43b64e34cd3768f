"""Help for somebody in danger whose form cannot be accepted yet. Pure.

A forgotten field must not keep the crisis panel from whoever needs it, so what was sent is looked
through even when it cannot be taken in.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from .crisis import reads_as_crisis
from .rules import crisis_panel

_MOST = 64 * 1024
"""Bytes that are looked through, at most."""


def help_beside_refusal(content_type: str, body: bytes) -> dict[str, Any]:
    """``{"crisis": the panel}`` if a form that was refused reads as a crisis, else nothing."""
    typed = _typed(content_type, body[:_MOST])
    ticked = str(typed.get("thinking_of_self_harm", "")).lower() in ("true", "on", "1")
    written = (typed.get("message"), typed.get("current_medication"))
    if ticked or any(reads_as_crisis(text) for text in written if isinstance(text, str)):
        return {"crisis": crisis_panel(str(typed.get("language"))).model_dump()}
    return {}


def _typed(content_type: str, body: bytes) -> Mapping[str, Any]:
    text = body.decode(errors="replace")
    if content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl(text))
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {"message": text}  # broken, but perhaps still to be understood
    return read if isinstance(read, dict) else {}
