"""What a visitor is told when a request could not be taken: by kind of problem, in plain words."""

from collections.abc import Mapping
from typing import NamedTuple

from ..core.http import Problem


class Notice(NamedTuple):
    """What stands above the form."""

    title: str
    text: str


_SEND = "press “Send my request” again"

OTHER = "other"

NOTICES: Mapping[str, Notice] = {
    "invalid-input": Notice(
        "Please check what is marked below", "Your request has not been sent yet."
    ),
    "idempotency-conflict": Notice(
        "An earlier version of this has reached us already",
        f"If we should have this one as well, {_SEND}.",
    ),
    "body-too-large": Notice(
        "This is more than we can take in at once",
        "Your request has not been sent yet. Please shorten your message; the rest can wait until "
        "we talk.",
    ),
    "unavailable": Notice(
        "Your request has not been sent yet",
        f"Our system is busy. Nothing you typed is lost: please wait a moment, then {_SEND}.",
    ),
    "too-many-requests": Notice(
        "Your request has not been sent yet",
        f"Many people are writing to us. Nothing you typed is lost: please wait a moment, then "
        f"{_SEND}.",
    ),
    "unreached": Notice(
        "Your request was not sent",
        "We could not reach the clinic. Nothing you typed is lost: please check your connection, "
        f"then {_SEND}. It will not arrive twice.",
    ),
    OTHER: Notice(
        "Something went wrong on our side",
        "We cannot tell whether your request reached us. Nothing you typed is lost: please "
        f"{_SEND}. It will not arrive twice.",
    ),
}
"""By the last part of the problem's type; ``unreached`` is for the script, when no answer came."""

NEEDED: Mapping[str, str] = {
    "location_id": "Choose a location.",
    "service_id": "Choose what this is about.",
    "name": "Tell us your name.",
    "consent": "Tick this box, so that we may contact you.",
}
"""What a field says when it was left empty."""

SUBJECTS: Mapping[str, str] = {
    "name": "Your name",
    "message": "Your message",
    "current_medication": "Your list of medication",
}
"""What "This" means in a field's error, where the error alone would not tell."""

_LEFT_EMPTY = "This is needed."


def kind_of(problem: Problem) -> str:
    """The last part of the problem's type: ``invalid-input``."""
    return problem.type.rpartition(":")[2]


def notice_for(problem: Problem) -> Notice:
    """What stands above the form for this problem."""
    return NOTICES.get(kind_of(problem), NOTICES[OTHER])


def errors_by_field(problem: Problem) -> dict[str, str]:
    """For each field of the form that has to change, what to change; the first finding counts."""
    found: dict[str, str] = {}
    for error in problem.errors or ():
        field = error.field.partition(".")[0]
        found.setdefault(field, _said(field, error.message))
    return found


def _said(field: str, message: str) -> str:
    if message == _LEFT_EMPTY:
        return NEEDED.get(field, message)
    subject = SUBJECTS.get(field)
    return f"{subject} {message.removeprefix('This ')}" if subject else message
