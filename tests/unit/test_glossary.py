"""One word, one meaning: names in the code are the glossary's, and docstrings say what is so."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.parsed import nodes_of

ROOT = Path(__file__).parents[2]
CODE = [ROOT / "app.py", *sorted((ROOT / "chalicelib").rglob("*.py"))]
TOOLS = [
    path for folder in ("infra", "benchmarks") for path in sorted((ROOT / folder).rglob("*.py"))
]

BANNED_WORDS = {
    "visit": "appointment: a visit is also what a browser does",
    "visits": "appointments",
    "chair": "bay, or slot where a time in it is meant; only pages say chair",
    "chairs": "bays, or slots",
    "aside": "spam: what is set aside, and kept",
    "place": "position (in the queue), waitlist_position, hold_number, start_and_bay or location",
    "places": "as for place",
}
"""Parts of a name, between underscores or capitals, and what the glossary has for each."""

BANNED_NAMES = {
    "also": "a unit of work collects what else is written",
    "booked_writes": "a unit of work collects what is written",
    "contact_ahead": "Ahead, from people/commitments.py",
    "freeing": "free, release, or give up a slot, by what is done",
    "is_offered_at": "is_available_at: an offer is a freed slot held for a waitlist entry",
    "lapsing": "expire",
    "late": "import_at_first_use, or what is late",
    "NearestOffer": "NearestPlan: an offer is a freed slot held for a waitlist entry",
    "offering": "an offer is a freed slot held for a waitlist entry",
    "owing": "owe, or open a callback",
    "passing_on": "offer_freed_slot",
    "staff_from_claims": "staff_from_token",
    "TimeNotOfferedError": "TimeNotBookableError",
    "wait": "commitment, or an entry of the waitlist",
    "Wait": "HeldBackBy of a callback, WaitlistCommitment of a contact",
    "Waiting": "WaitlistEntry",
    "waits_for": "held_back_by",
}
"""Whole names, with what to say in their stead."""

OFFERS_ARE_MADE_IN = (
    "chalicelib/scheduling/",
    "chalicelib/people/commitments",
    "chalicelib/clinic/settings.py",
    "chalicelib/messaging/models.py",
    "chalicelib/web/job_registry.py",
)
NO_OFFER_IN = ("chalicelib/scheduling/series/", "chalicelib/scheduling/reports/")
CLAIMS_ARE_MADE_IN = (
    "chalicelib/callbacks/",
    "chalicelib/intake/api.py",
    "chalicelib/intake/take_call.py",
    "chalicelib/web/job_registry.py",
)

NO_BEGINNING = {
    *("are", "can", "could", "did", "does", "had", "has", "is", "may", "must", "shall", "should"),
    *("was", "were", "whether", "will", "would", "it"),
}
"""First words of a question, or of an answer to one that nobody sees."""


@cache
def words_of(name: str) -> set[str]:
    """``VisitAhead``, ``visit_put`` and ``ALL_VISITS`` have the word, ``visitor`` has not."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


def names_in(path: Path) -> Iterator[tuple[int, str]]:
    """Every name that a module binds, reads, asks for or passes, with its line."""
    for node in nodes_of(path):
        line = getattr(node, "lineno", 1)
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name):
                yield line, name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                yield line, name
            case ast.ClassDef(name=name) | ast.ExceptHandler(name=str(name)):
                yield line, name
            case ast.keyword(arg=str(name)) | ast.MatchAs(name=str(name)):
                yield line, name
            case ast.alias(name=name, asname=asname):
                yield from ((line, part) for part in name.split("."))
                yield line, asname or name


def named(path: Path) -> Iterator[tuple[str, str]]:
    """The names of a file, its own among them, each with where it stands."""
    file = path.relative_to(ROOT).as_posix()
    yield file, path.stem
    for line, name in names_in(path):
        yield f"{file}:{line}", name


@cache
def all_names() -> list[tuple[str, str]]:
    """The names in all of the code. It is read once for all the words."""
    return [each for path in CODE for each in named(path)]


@pytest.mark.parametrize("word", BANNED_WORDS)
def test_a_synonym_stands_in_no_name(word: str) -> None:
    found = [f"{where} {name}" for where, name in all_names() if word in words_of(name)]
    assert not found, f"say {BANNED_WORDS[word]}"


@pytest.mark.parametrize("banned", BANNED_NAMES)
def test_a_name_that_says_two_things_is_not_used(banned: str) -> None:
    found = [where for where, name in all_names() if name == banned]
    assert not found, f"say {BANNED_NAMES[banned]}"


def test_only_a_freed_slot_that_is_held_for_a_waitlist_entry_is_an_offer() -> None:
    offers = {"offer", "offers", "offered", "offering"}
    found = [
        f"{where} {name}"
        for where, name in all_names()
        if words_of(name) & offers
        and (not where.startswith(OFFERS_ARE_MADE_IN) or where.startswith(NO_OFFER_IN))
    ]
    assert found == []


def test_only_a_lease_on_a_callback_is_a_claim() -> None:
    found = [
        f"{where} {name}"
        for where, name in all_names()
        if words_of(name) & {"claim", "claims", "claimed"}
        and not where.startswith(CLAIMS_ARE_MADE_IN)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["VisitAhead", "visit_put", "ALL_VISITS", "_by_visit", "Visits"])
def test_a_word_is_found_however_a_name_is_made(name: str) -> None:
    assert words_of(name) & {"visit", "visits"}


@pytest.mark.parametrize("name", ["visitor", "Visitor", "replace", "placeholder", "chairman"])
def test_a_word_that_only_begins_alike_is_another_one(name: str) -> None:
    assert not words_of(name) & BANNED_WORDS.keys()


@cache
def all_summaries() -> list[tuple[str, str]]:
    """The first paragraph of every docstring, with where it stands."""
    return [each for path in [*CODE, *TOOLS] for each in summaries_of(path)]


def summaries_of(path: Path) -> Iterator[tuple[str, str]]:
    documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    for node in nodes_of(path):
        if isinstance(node, documented) and (said := ast.get_docstring(node)):
            where = f"{path.relative_to(ROOT).as_posix()}:{getattr(node, 'lineno', 1)}"
            yield where, said.split("\n\n")[0]


def test_no_docstring_asks() -> None:
    assert [f"{where} {said}" for where, said in all_summaries() if "?" in said] == []


def test_docstrings_begin_with_a_verb_or_with_what_they_describe() -> None:
    found = [
        f"{where} {said}"
        for where, said in all_summaries()
        if re.findall(r"\w+", said)[0].lower() in NO_BEGINNING
    ]
    assert found == []
