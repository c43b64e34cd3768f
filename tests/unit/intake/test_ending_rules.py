"""Which words may stand beside an answer to a form: success only where it is known."""

import pytest

from chalicelib.intake.ending_rules import Ending, ending_of
from chalicelib.platform.http import Problem
from chalicelib.platform.languages import words_of
from chalicelib.web.notices import notice_for

ENGLISH = words_of("en")

ANSWERS = [
    (200, Ending.KEPT),
    (201, Ending.KEPT),
    (400, Ending.REFUSED),
    (403, Ending.REFUSED),
    (409, Ending.EARLIER),
    (413, Ending.REFUSED),
    (415, Ending.REFUSED),
    (422, Ending.REFUSED),
    (429, Ending.REFUSED),
    (500, Ending.UNKNOWN),
    (502, Ending.UNKNOWN),
    (503, Ending.UNKNOWN),
    (504, Ending.UNKNOWN),
    (302, Ending.UNKNOWN),
]

KINDS = [
    *((422, "invalid-input"), (409, "idempotency-conflict"), (413, "body-too-large")),
    *((429, "too-many-requests"), (503, "unavailable"), (500, "internal-error")),
    *((400, "bad-request"), (403, "not-allowed"), (415, "unsupported-media-type")),
    *((504, "timed-out"), (409, "some-conflict")),
]

SENT_NOTHING = "hasn't been sent yet"
UNSURE = "We can't tell if your request reached us"


def a_problem(status: int, kind: str) -> Problem:
    return Problem(type=f"urn:frontdesk:problem:{kind}", title="", status=status, detail="")


@pytest.mark.parametrize(("status", "ending"), ANSWERS)
def test_an_answer_tells_how_it_ended(status: int, ending: Ending) -> None:
    assert ending_of(status) is ending


@pytest.mark.parametrize(("status", "ending"), ANSWERS)
def test_after_a_try_that_may_have_arrived_a_refusal_leaves_it_open(
    status: int, ending: Ending
) -> None:
    after = Ending.UNKNOWN if ending is Ending.REFUSED else ending
    assert ending_of(status, unsure_before=True) is after


@pytest.mark.parametrize(("status", "kind"), KINDS)
def test_the_notice_says_no_more_than_is_known(status: int, kind: str) -> None:
    said = " ".join(notice_for(ENGLISH, a_problem(status, kind)))
    match ending_of(status):
        case Ending.REFUSED:
            assert SENT_NOTHING in said
            assert UNSURE not in said
        case Ending.EARLIER:
            assert "We already have an earlier version" in said
        case _:
            assert UNSURE in said
            assert SENT_NOTHING not in said


@pytest.mark.parametrize(("status", "kind"), KINDS)
def test_the_notice_after_a_try_that_may_have_arrived_never_says_that_nothing_did(
    status: int, kind: str
) -> None:
    ending = ending_of(status, unsure_before=True)
    said = " ".join(notice_for(ENGLISH, a_problem(status, kind), ending))
    assert "Your request hasn't been sent" not in said
    if ending is Ending.UNKNOWN:
        assert UNSURE in said or "What you sent before may have reached us" in said
