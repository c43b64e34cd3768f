"""Whatever happens while the job erases somebody, nothing is lost and nothing is left."""

from functools import partial
from typing import Any

import pytest

from .conftest import attempt, claim_next
from .on_record import World
from .on_record import world as world
from .whole_table import by_key


@pytest.mark.timeout(120)
@pytest.mark.parametrize("minutes", [5, 0])
def test_a_form_that_comes_in_while_the_job_runs_leaves_somebody_whom_staff_can_open(
    world: World, minutes: int
) -> None:
    """Whichever of the job's calls it comes in before; also at the instant of the confirmation."""
    person_id = world.answered()
    world.clock.forward(hours=1)
    world.confirm(person_id)
    world.clock.forward(minutes=minutes)
    for at in world.whenever(world.submit, more_than=5):
        card = claim_next(world.desk)
        assert world.desk.get(f"/people/{card['person_id']}").status == 200, at
        assert world.found() == [card["person_id"]], at


@pytest.mark.timeout(120)
def test_what_was_checked_on_a_form_that_comes_in_meanwhile_stays_in_sight(world: World) -> None:
    """Whichever of the job's calls it comes in before; what is kept takes several transactions."""
    person_id = world.answered(screening=["substance-use"])
    world.many_notes(person_id)
    world.clock.forward(hours=1)
    world.confirm(person_id)
    world.clock.forward(minutes=5)
    for at in world.whenever(lambda: world.submit(screening=["pregnancy"]), more_than=5):
        flags = world.card_of(person_id)["flags"]
        assert "pregnancy" in [each["flag"] for each in flags], at


@pytest.mark.timeout(240)
@pytest.mark.parametrize("trap", [None, "x"])
def test_what_staff_discuss_meanwhile_with_somebody_who_came_back_stays_discussed(
    world: World, trap: str | None
) -> None:
    """Whichever of the job's calls it comes in before; also of a form that was set aside."""
    aside = {"leave_blank": trap} if trap else {}
    person_id = world.answered()
    world.submit(screening=["substance-use"], **aside)
    if not trap:
        attempt(world.desk, claim_next(world.desk), "reached")
    world.clock.forward(hours=1)
    world.confirm(person_id)
    world.clock.forward(minutes=5)
    world.submit()
    of = world.submit(screening=["pregnancy"], **aside)["request_id"]
    flag = {"flag": "pregnancy", "of": of}
    discuss = partial(world.desk.post, f"/people/{person_id}/flags/discuss", flag)
    answers: list[Any] = []
    for at in world.whenever(lambda: answers.append(discuss()), more_than=5):
        assert answers.pop().status == 200, at
        (left,) = world.card_of(person_id)["flags"]
        assert (left["of"], left.get("discussed_by")) == (of, "staff-ana"), at


@pytest.mark.timeout(240)
def test_what_was_checked_on_a_form_that_is_set_aside_meanwhile_stays_in_sight(
    world: World,
) -> None:
    """Whichever of the job's calls it comes in before, at the instant of another one, too."""
    person_id = world.answered()
    world.submit(leave_blank="x", screening=["substance-use"])
    world.clock.forward(hours=1)
    world.confirm(person_id)
    world.clock.forward(minutes=5)
    world.submit()
    world.submit(leave_blank="x", screening=["history-of-psychosis"])
    for at in world.whenever(
        lambda: world.submit(leave_blank="x", screening=["pregnancy"]), more_than=5
    ):
        flags = world.card_of(person_id)["flags"]
        assert {each["flag"] for each in flags} == {"pregnancy", "history-of-psychosis"}, at


@pytest.mark.timeout(240)
@pytest.mark.parametrize("after", [False, True])
def test_killed_anywhere_the_next_run_finishes(world: World, *, after: bool) -> None:
    """However often and wherever it is killed, the end is that of a run that was not."""
    world.publish()
    person_id = world.answered(email="robin@example.com", screening=["pregnancy"])
    world.cancel(world.book(email="robin@example.com"))
    code = {"location_id": "new-york", "email": "robin@example.com", "name": "Robin Example"}
    assert world.desk.post("/proofs", code).status < 300
    world.clock.forward(hours=1)
    world.confirm(person_id)
    start = world.backup()
    world.work_off()
    ended = by_key(world.run)
    assert "obin" not in world.told()
    world.restore(start)
    for at in world.killed(after=after, each_until=6, more_than=10):
        assert by_key(world.run) == ended, at


@pytest.mark.timeout(120)
def test_two_runs_at_once_end_as_one_does_and_neither_leaves_it_to_the_next(world: World) -> None:
    """Whichever of the first's calls the second comes in before; each takes some transactions."""
    person_id = world.answered(screening=["pregnancy"])
    world.many_notes(person_id)
    world.clock.forward(hours=1)
    world.confirm(person_id)
    start = world.backup()
    world.work_off()
    ended = by_key(world.run)
    world.restore(start)
    for at in world.whenever(world.work_off, more_than=5):
        assert by_key(world.run) == ended, at
    assert {(each.failed, each.skipped) for each in world.reports} == {(0, 0)}
