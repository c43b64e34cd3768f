"""From the error tree to RFC 9457 problem documents: one shape for everything that goes wrong.

``type`` is a URN made of the error's own class name, so each kind of error has one and keeps it.
"""

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from pydantic import ConfigDict, Field

from ..errors import (
    INVALID,
    ConflictError,
    FieldProblem,
    FindingError,
    FrontdeskError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    PreconditionError,
    TokenError,
    TooManyError,
    UnavailableError,
)
from ..model import Model

PROBLEM_MEDIA_TYPE = "application/problem+json"
_URN = "urn:frontdesk:problem:"


_MOST_FIELDS = 100
"""No more are told of than this: a body can hold so many that the answer would outgrow Lambda."""


class BadRequestError(FrontdeskError):
    """The call itself cannot be read."""


class BodyTooLargeError(FrontdeskError):
    """The body is larger than a form that a person fills in."""


class UnsupportedMediaTypeError(FrontdeskError):
    """The body is of a kind that this route does not read."""


_STATUSES: dict[type[FrontdeskError], int] = {
    BadRequestError: 400,
    NotSignedInError: 401,
    NotAllowedError: 403,
    NotFoundError: 404,
    ConflictError: 409,
    PreconditionError: 412,
    BodyTooLargeError: 413,
    UnsupportedMediaTypeError: 415,
    InvalidInputError: 422,
    TooManyError: 429,
    TokenError: 422,
    UnavailableError: 503,
}


class ProblemField(Model):
    """One field that has to change."""

    field: str = Field(description="The field's name; parts of a nested one are joined by dots.")
    pointer: str = Field(description="A JSON pointer to it, as a URI fragment.")
    message: str = Field(description="What to change, in plain words.")
    code: str = Field(INVALID, description="The kind of finding; it never changes.")
    limit: int | None = Field(None, description="The number in the message, if it names one.")


class Problem(Model):
    """A problem (RFC 9457). Some routes say more beside it: its extension members."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(description="A URN that names this kind of problem and never changes.")
    title: str = Field(description="The kind of problem, in a few words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What happened this time. Never holds what was typed.")
    instance: str | None = Field(None, description="Names this occurrence; tell it to support.")
    errors: list[ProblemField] | None = Field(None, description="The fields that have to change.")


def status_of(kind: type[FrontdeskError]) -> int:
    """The HTTP status of an error: that of its nearest base that has one, else 500."""
    return next((_STATUSES[base] for base in kind.__mro__ if base in _STATUSES), 500)


def slug_of(kind: type[Exception]) -> str:
    """``ClaimLostError`` → ``claim-lost``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", kind.__name__.removesuffix("Error")).lower()


def problem_from(failure: Exception, request_id: str) -> Problem:
    """The document for ``failure``.

    What is not in the tree, or is an error that a room should have turned into one with a status,
    is our own fault: the document tells nothing of it.
    """
    instance = f"urn:frontdesk:request:{request_id}" if request_id else None
    if not isinstance(failure, FrontdeskError) or status_of(type(failure)) == 500:
        return Problem(
            type=f"{_URN}internal",
            title="Internal error",
            status=500,
            detail="Something went wrong on our end. It wasn't anything you sent.",
            instance=instance,
        )
    slug = slug_of(type(failure))
    fields = failure.problems if isinstance(failure, InvalidInputError) else ()
    problem = Problem(
        type=_URN + slug,
        title=slug.replace("-", " ").capitalize(),
        status=status_of(type(failure)),
        detail=str(failure),
        instance=instance,
        errors=[_field(problem) for problem in fields] or None,
    )
    return Problem.model_validate({**failure.beside, **dict(problem)})


def problem_headers(failure: Exception) -> Mapping[str, str]:
    """Headers that belong to the failure: when to come back, how to sign in."""
    if isinstance(failure, UnavailableError):
        return {"Retry-After": "2"}
    if isinstance(failure, NotSignedInError):
        return {"WWW-Authenticate": "Bearer"}
    return {}


def _field(problem: FieldProblem) -> ProblemField:
    parts = [str(part) for part in problem.path]
    steps = (part.replace("~", "~0").replace("/", "~1") for part in parts)
    pointer = "".join("/" + quote(step, safe="") for step in steps)
    return ProblemField(
        field=".".join(parts),
        pointer=f"#{pointer}",
        message=problem.message,
        code=problem.code,
        limit=problem.limit,
    )


def field_problems(details: list[Any], prefix: tuple[str, ...] = ()) -> tuple[FieldProblem, ...]:
    """Pydantic's findings as ours: the field, and plain words for what to change."""
    told = details[:_MOST_FIELDS]
    return tuple(
        FieldProblem((*prefix, *detail["loc"]), _plain_words(detail), *_coded(detail))
        for detail in told
    )


def _coded(detail: Mapping[str, Any]) -> tuple[str, int | None]:
    """The finding's code, and the limit that its words name."""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return "missing", None
        case "string_too_short" if context["min_length"] == 1:
            return "missing", None
        case "string_too_long":
            return "too-long", context["max_length"]
        case "value_error" if isinstance(found := context.get("error"), FindingError):
            return found.code, found.limit
        case _:
            return INVALID, None


def _plain_words(detail: Mapping[str, Any]) -> str:
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return "This is required."
        case "extra_forbidden":
            return "There is no field with this name."
        case "value_error":
            return str(context.get("error", "Please check this."))
        case "string_too_long":
            return f"This is too long. Please use {context['max_length']} characters or fewer."
        case "string_too_short":
            return "This is required." if context["min_length"] == 1 else "This is too short."
        case "string_pattern_mismatch":
            return "This isn't in the expected format."
        case "enum" | "literal_error":
            return f"This needs to be one of: {context['expected']}."
        case _:
            return f"{detail['msg']}."
