"""Help for somebody in danger whose form cannot be accepted yet. Pure.

A forgotten field must not keep the crisis panel from whoever needs it, so what was sent is looked
through even when it cannot be taken in.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from ..clinic import Clinic
from ..safety.crisis import reads_as_crisis
from .models import CrisisPanel
from .rules import panel_without_receipt

_MOST = 64 * 1024
"""Characters of a text that are looked through, at most."""

_UNTICKED = {"", "none", "false", "off", "no", "n", "f", "0"}
"""Values of a box that was not ticked; all else is help asked for, if not in the right form."""


def help_beside_refusal(
    status: int, content_type: str, body: bytes, clinic: Clinic
) -> dict[str, Any]:
    """``{"crisis": the panel}`` if a form that got no receipt reads as a crisis, else nothing."""
    panel = panel_beside_refusal(status, content_type, body, clinic)
    return {"crisis": panel.model_dump()} if panel else {}


def panel_beside_refusal(
    status: int, content_type: str, body: bytes, clinic: Clinic, language: str | None = None
) -> CrisisPanel | None:
    """The panel if a form that was answered with ``status`` reads as a crisis.

    It is in the form's own language unless another is named.
    """
    typed = _typed(content_type, body)
    if not _is_in_danger(typed):
        return None
    return panel_without_receipt(
        language or str(typed.get("language")),
        refused=_is_surely_not_stored(status),
        location_id=str(typed.get("location_id")),
        clinic=clinic,
    )


def _is_in_danger(typed: Mapping[str, Any]) -> bool:
    """True for a box that was ticked in whatever way, and for words that read so."""
    ticked = str(typed.get("thinking_of_self_harm", "")).strip().lower() not in _UNTICKED
    written = (typed.get("message"), typed.get("current_medication"))
    return ticked or any(reads_as_crisis(text[:_MOST]) for text in written if isinstance(text, str))


def _is_surely_not_stored(status: int) -> bool:
    """False after a failure, whose write may have been carried out, and after a conflict.

    A conflict says that an earlier version is stored, though not this one.
    """
    return status < 500 and status != 409


def _typed(content_type: str, body: bytes) -> Mapping[str, Any]:
    text = body.decode(errors="replace")
    if content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl(text))
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {"message": text}  # broken, but perhaps still to be understood
    return read if isinstance(read, dict) else {}
