"""Help for somebody in danger whose form cannot be accepted yet. Pure.

A forgotten field must not keep the crisis panel from whoever needs it, so what was sent is looked
through even when it cannot be taken in.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from ..clinic import Clinic
from ..safety.crisis import Level, read_signs
from .ending_rules import Ending, ending_of
from .models import CrisisPanel
from .rules import panel_without_receipt

_MOST = 64 * 1024
"""Characters of what was written that are looked through, at most."""

READ_AT_ONCE = 20_000
"""Characters that are read together, more than a form that can be taken in has: what is written to
keep the rule busy costs by its length."""

_READ_TWICE = 400
"""Characters of each part that are read with the part before, too: a sign may stand across both."""

_UNTICKED = {"", "none", "false", "off", "no", "n", "f", "0"}
"""Values of a box that was not ticked; all else is help asked for, if not in the right form."""


@dataclass(frozen=True)
class WithoutReceipt:
    """A form that was answered, and with no receipt."""

    status: int
    content_type: str
    body: bytes
    unsure_before: bool = False
    """True where it was sent before, and nobody knows how that ended."""

    @property
    def ending(self) -> Ending:
        """Its ending, as far as its sender can know."""
        return ending_of(self.status, unsure_before=self.unsure_before)


def help_beside_refusal(sent: WithoutReceipt, clinic: Clinic, now: datetime) -> dict[str, Any]:
    """``{"crisis": the panel}`` if there is a sign of danger in the form, else nothing."""
    panel = panel_beside_refusal(sent, clinic, now)
    return {"crisis": panel.model_dump()} if panel else {}


def panel_beside_refusal(
    sent: WithoutReceipt, clinic: Clinic, now: datetime, language: str | None = None
) -> CrisisPanel | None:
    """The panel if there is a sign of danger in a form that got no receipt.

    It is in the form's own language unless another is named.
    """
    typed = _typed(sent.content_type, sent.body)
    if not _tells_danger(typed):
        return None
    return panel_without_receipt(
        language or str(typed.get("language")),
        sent.ending,
        location_id=str(typed.get("location_id")),
        clinic=clinic,
        now=now,
    )


def _tells_danger(typed: Mapping[str, Any]) -> bool:
    """True if a box was ticked, in whatever way, or what was written has a sign."""
    if str(typed.get("thinking_of_self_harm", "")).strip().lower() not in _UNTICKED:
        return True
    written = (typed.get("message"), typed.get("current_medication"))
    texts = sorted((text for text in written if isinstance(text, str)), key=len)
    whole = "\n".join(texts)[:_MOST]
    begins = range(0, max(1, len(whole) - _READ_TWICE), READ_AT_ONCE - _READ_TWICE)
    parts = (whole[at : at + READ_AT_ONCE] for at in begins)
    return any(read_signs(part).level is not Level.NONE for part in parts)


def _typed(content_type: str, body: bytes) -> Mapping[str, Any]:
    text = body.decode(errors="replace")
    if content_type == "application/x-www-form-urlencoded":
        return dict(parse_qsl(text))
    try:
        read = json.loads(text)
    except (ValueError, RecursionError):
        return {"message": text}  # broken, but perhaps still to be understood
    return read if isinstance(read, dict) else {}
