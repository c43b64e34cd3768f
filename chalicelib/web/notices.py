"""Notices for a visitor whose request could not be taken: by kind of problem, in plain words."""

from typing import NamedTuple

from ..platform.http import Problem
from ..platform.http.problems import ProblemField
from ..platform.languages import Words


class Notice(NamedTuple):
    """A notice above the form."""

    title: str
    text: str


def kind_of(problem: Problem) -> str:
    """The last part of the problem's type: ``invalid-input``."""
    return problem.type.rpartition(":")[2]


def notice_for(words: Words, problem: Problem) -> Notice:
    """The notice above the form for this problem."""
    kind = kind_of(problem)
    known = kind if f"notice.{kind}.title" in words.texts else "other"
    return Notice(words.said(f"notice.{known}.title"), words.said(f"notice.{known}.text"))


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
