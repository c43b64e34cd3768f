"""Rules of what a provider tells of a mail that it took: which mail, and did it come back for good.

Pure. SES tells it in two shapes, by what it was asked: events of a configuration set bring the
mail's tags, notices of an identity do not. A notice holds the address as well, which nobody needs.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ..messaging.models import CameBack

_NOT_SPAM = "not-spam"
"""The kind of complaint that is none: somebody took a mail out of their spam."""


class UnreadableError(ValueError):
    """A notice that tells nothing which can be understood. It is not quoted."""


@dataclass(frozen=True)
class Notice:
    """A provider's notice of what became of one mail."""

    provider_id: str
    sent_at: datetime
    came_back: CameBack | None
    """None where it did not come back, or only for now."""
    tags: Mapping[str, str] = field(default_factory=dict)
    """The tags that the mail carried, where they come along."""


def notice_of(text: str) -> Notice:
    """The notice that a topic's message holds. Raises UnreadableError."""
    try:
        told = json.loads(text)
        mail = told["mail"]
        what = told.get("eventType") or told["notificationType"]
        return Notice(
            provider_id=_text(mail["messageId"]),
            sent_at=_instant(mail["timestamp"]),
            came_back=_came_back(what, told),
            tags={name: _text(values[0]) for name, values in mail.get("tags", {}).items()},
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as failure:
        raise UnreadableError("the notice can't be read") from failure


def _came_back(what: str, told: Mapping[str, Any]) -> CameBack | None:
    if what == "Bounce" and told["bounce"]["bounceType"] == "Permanent":
        return CameBack.BOUNCED
    if what == "Complaint":
        kind = told["complaint"].get("complaintFeedbackType")
        return None if kind == _NOT_SPAM else CameBack.COMPLAINED
    return None


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("no text")
    return value


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
