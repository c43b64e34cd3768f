"""Notices for a visitor whose request could not be taken: by kind of problem, in plain words."""

from typing import NamedTuple

from ..intake.ending_rules import Ending, ending_of
from ..platform.http import Problem
from ..platform.http.problems import ProblemField
from ..platform.languages import Words

_UNNAMED = {
    Ending.REFUSED: "refused",
    Ending.EARLIER: "idempotency-conflict",
    Ending.UNKNOWN: "other",
    Ending.KEPT: "other",
}
"""The words for a kind of problem that has none of its own: only as much as is known."""


_TELLS_WHAT_TO_MEND = ("invalid-input", "body-too-large")
"""Kinds whose title stays true, however a try before ended."""


class Notice(NamedTuple):
    """A notice above the form."""

    title: str
    text: str


def kind_of(problem: Problem) -> str:
    """The last part of the problem's type: ``invalid-input``."""
    return problem.type.rpartition(":")[2]


def notice_for(words: Words, problem: Problem, ending: Ending | None = None) -> Notice:
    """The notice above the form for this problem, which ended like this as far as anybody knows."""
    kind, status = kind_of(problem), ending_of(problem.status)
    known = kind if f"notice.{kind}.title" in words.texts else _UNNAMED[status]
    title, text = f"notice.{known}.title", f"notice.{known}.text"
    if status is Ending.REFUSED and ending is Ending.UNKNOWN:  # a try before may have arrived
        text = "perhaps.text"
        title = title if known in _TELLS_WHAT_TO_MEND else "perhaps.title"
    return Notice(words.said(title), words.said(text))


def errors_by_field(words: Words, problem: Problem) -> dict[str, str]:
    """For each field of the form that has to change, what to change; the first finding counts."""
    found: dict[str, str] = {}
    for error in problem.errors or ():
        field = error.field.partition(".")[0]
        found.setdefault(field, _said(words, field, error))
    return found


def _said(words: Words, field: str, error: ProblemField) -> str:
    """In the field's own words, else in those of the kind of finding. The script does the same."""
    for key in (f"error.{field}.{error.code}", f"error.{error.code}", "error.invalid"):
        if key in words.texts:
            return words.said(key, limit=error.limit or 0)
    return error.message
