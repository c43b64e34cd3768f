"""Answers that a caller who has them already need not be sent again (RFC 9110, 13.1.2)."""

import base64
import hashlib
from typing import TypeVar

from pydantic import BaseModel

from .answers import Answer, as_told

NOT_KEPT = "no-store"
"""Keeps out of every cache what tells of people: whoever asks again sends the tag themselves."""

Model = TypeVar("Model", bound=BaseModel)


def etag_of(content: BaseModel) -> str:
    """A strong tag of what is sent: the same content has the same one."""
    return etag_of_text(as_told(content))


def etag_of_text(text: str) -> str:
    """The tag of what is sent as text."""
    return f'"{base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()[:12]).decode()}"'


def is_known(if_none_match: str | None, etag: str) -> bool:
    """True if the header of a request names this tag; weak tags are compared by name alone."""
    if if_none_match is None:
        return False
    named = [tag.strip().removeprefix("W/") for tag in if_none_match.split(",")]
    return etag in named or "*" in named


def unless_known(
    content: Model, if_none_match: str | None, cache_control: str = NOT_KEPT
) -> Answer[Model]:
    """``content`` with its tag, or 304 and nothing for a caller who has it already."""
    headers = {"ETag": etag_of(content), "Cache-Control": cache_control}
    if is_known(if_none_match, headers["ETag"]):
        return Answer(None, status=304, headers=headers)  # type: ignore[arg-type]  # nothing
    return Answer(content, headers=headers)


def text_unless_known(
    text: str, content_type: str, if_none_match: str | None, cache_control: str
) -> Answer[str]:
    """The same for a document that is sent as text."""
    headers = {"ETag": etag_of_text(text), "Cache-Control": cache_control}
    if is_known(if_none_match, headers["ETag"]):
        return Answer(None, status=304, headers=headers)  # type: ignore[arg-type]  # nothing
    return Answer(text, content_type=content_type, headers=headers)
