"""Whoever sent a request and was never reached is erased once the clinic's time for it is up."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.platform.clock import instant_text, parse_instant
from chalicelib.platform.storage.writes import Put

from .conftest import attempt, claim_next, write
from .killer import Meanwhile, killing
from .on_record import HERE, ROBIN, UNANSWERED_DAYS, World
from .on_record import world as world
from .test_reopening import reopen, undo

OTHER = {"name": "Alex Otherwise", "phone": "212-555-0177"}

Job = Callable[[str], Any]


def ids_in(erasure: Any) -> list[str]:
    return sorted(each["person_id"] for each in erasure["people"])


class TestErased:
    def test_whom_nobody_reached_after_the_days_that_are_set(self, world: World) -> None:
        world.submit(email="robin@example.com", screening=["pregnancy"])
        card, _ = world.in_vain()
        world.clock.forward(days=UNANSWERED_DAYS, minutes=-1)
        assert world.work_off().due == 0
        assert "Robin" in world.told()
        world.clock.forward(minutes=2)
        world.work_off()
        for word in ("Robin", "robin@", "5550123", "555-0123"):
            assert word not in world.told()
        assert world.manager.get(f"/people/{card['person_id']}").status == 404
        assert world.unreached() == []
        world.clock.forward(minutes=40)
        world.work_off()
        assert world.work_off().due == 0, "an idle run has nothing to look at"

    def test_is_on_record_by_the_job_with_ids_alone(self, world: World) -> None:
        world.submit()
        card, _ = world.in_vain()
        world.time_is_up()
        world.work_off()
        (erasure,) = world.erasures()
        assert (ids_in(erasure), erasure["by"]) == ([card["person_id"]], "erase-people")
        assert erasure["done_at"]
        lines = world.history_of(card["person_id"])
        (why,) = [e["details"] for e in lines if e["what"] == "erasure-confirmed"]
        assert why["reason_code"] == "never-answered"
        assert "erased" in {each["what"] for each in lines}

    def test_each_of_two_in_one_call_and_nobody_beside_them(self, world: World) -> None:
        world.submit()
        world.submit(name="Alex Otherwise")
        world.submit(name="Sam Beside")
        card = claim_next(world.desk)
        sam = next(each for each in card["people"] if each["name"] == "Sam Beside")
        attempt(world.desk, card, "reached", person_id=sam["person_id"])
        write(world.desk, card, "hand-back")
        world.clock.forward(minutes=30)
        world.in_vain()
        world.time_is_up()
        world.work_off()
        assert len(world.erasures()) == 2
        for name in ("Robin", "Alex"):
            assert name not in world.told()
        assert world.desk.get(f"/people/{sam['person_id']}").json["person"]["name"] == "Sam Beside"

    def test_both_names_that_staff_know_to_be_one(self, world: World) -> None:
        world.submit()
        one, _ = world.in_vain()
        world.submit(**OTHER)
        other, _ = world.in_vain()
        world.desk.post(f"/people/{one['person_id']}/merge", {"person_id": other["person_id"]})
        world.time_is_up()
        world.work_off()
        (erasure,) = world.erasures()
        assert ids_in(erasure) == sorted([one["person_id"], other["person_id"]])
        assert world.unreached() == []
        assert "Robin" not in world.told()
        assert "Alex" not in world.told()

    def test_done_again_after_a_restore(self, world: World) -> None:
        world.submit()
        world.in_vain()
        kept = world.backup()
        world.time_is_up()
        world.work_off()
        brought = world.erasures()
        world.restore(kept)
        assert "Robin" in world.told()
        world.bring_along(brought)
        world.work_off()
        assert "Robin" not in world.told()

    def test_by_the_leave_that_the_job_has(self, world: World, job: Job) -> None:
        world.submit()
        world.in_vain()
        world.time_is_up()
        report = job("erase-people")
        assert (report["failed"], report["skipped"]) == (0, 0)
        assert "Robin" not in world.told()


def invited(world: World, person_id: str) -> None:
    body = {"location_id": "new-york", "service_id": "ketamine-consultation"}
    reply = world.desk.post(f"/people/{person_id}/invitations", body)
    assert reply.status == 201, reply.text


def booked(world: World) -> None:
    world.publish()
    world.book()


def canceled(world: World) -> None:
    booked(world)
    (person_id,) = world.found()
    for each in world.card_of(person_id)["appointments_ahead"]:
        world.desk.post(f"/staff/appointments/{each['appointment_id']}/cancel", {})


class TestKept:
    @pytest.mark.parametrize(
        "how", ["note", "birth", "booked", "canceled", "invited", "phoned", "imported"]
    )
    def test_of_whom_anything_else_is_kept(self, world: World, how: str) -> None:
        world.submit()
        person_id = claim_next(world.desk)["person_id"]
        world.clock.forward(minutes=30)
        if how == "note":
            note = {"note": "Her sister called."}
            world.desk.post(f"/people/{person_id}/notes", note, Idempotency_Key="a")
        elif how == "birth":
            world.desk.post(f"/people/{person_id}/correct", {"date_of_birth": "1985-03-04"})
        elif how == "invited":
            invited(world, person_id)
        elif how == "imported":
            key = {"pk": f"PERSON#{person_id}", "sk": "IMPORT#a-row"}
            world.run.table.put(Put({**key, "at": instant_text(world.clock())}))
        elif how == "phoned":
            world.desk.post(f"{HERE}/incoming-calls", {**ROBIN, "reason": "about prices"})
        world.in_vain()
        if how in ("booked", "canceled"):
            closed_at, world.clock.now = world.clock.now, parse_instant("2026-11-24T15:00:00Z")
            (booked if how == "booked" else canceled)(world)
            world.clock.now = closed_at
        world.time_is_up()
        assert world.work_off().failed == 0
        assert world.erasures() == []
        assert world.unreached() == []
        assert "Robin" in world.told()

    @pytest.mark.parametrize("how", ["reached", "wish", "note on the call"])
    def test_whom_staff_spoke_with_or_wrote_of(self, world: World, how: str) -> None:
        world.submit()
        if how != "note on the call":
            said = "reached" if how == "reached" else "do-not-contact"
            attempt(world.desk, claim_next(world.desk), said)
            world.clock.forward(minutes=5)
            world.submit()
        world.in_vain(**({"note": "Voicemail is full."} if " " in how else {}))
        world.time_is_up()
        world.work_off()
        assert world.erasures() == []
        assert world.unreached() == []

    def test_who_was_in_danger(self, world: World) -> None:
        world.submit(message="I want to end my life.")
        world.clock.forward(minutes=5)
        card = claim_next(world.desk)
        done = {"done": "welfare-check", "note": "Police went."}
        write(world.desk, card, "close", reason="resolved", **done)
        world.submit()
        world.in_vain()
        world.time_is_up()
        world.work_off()
        assert world.erasures() == []

    def test_while_a_legal_hold_stands_and_no_longer(self, world: World) -> None:
        world.submit()
        card, _ = world.in_vain()
        world.hold(card["person_id"])
        world.time_is_up()
        world.work_off()
        assert world.erasures() == []
        world.lift(card["person_id"])
        assert world.work_off().due == 0
        world.clock.forward(days=30, minutes=1)
        world.work_off()
        assert len(world.erasures()) == 1
        assert "Robin" not in world.told()

    def test_while_an_erasure_of_theirs_is_held_back_none_is_added(self, world: World) -> None:
        world.submit()
        card, _ = world.in_vain()
        world.confirm(card["person_id"])
        world.hold(card["person_id"])
        world.time_is_up()
        for _ in range(3):
            assert world.work_off().skipped == 1
            assert len(world.erasures()) == 1
            assert "Robin" in world.told()
            world.clock.forward(minutes=40)
        world.lift(card["person_id"])
        world.clock.forward(days=31)
        world.work_off()
        assert len(world.erasures()) == 1
        assert world.unreached() == []
        assert "Robin" not in world.told()

    def test_who_writes_again_starts_over(self, world: World) -> None:
        world.submit()
        world.in_vain()
        world.clock.forward(days=UNANSWERED_DAYS - 100)
        world.submit(message="Once more.")
        world.clock.forward(days=100, minutes=1)
        world.work_off()
        assert world.erasures() == []
        world.in_vain()
        world.time_is_up()
        world.work_off()
        assert len(world.erasures()) == 1
        assert world.unreached() == []
        assert "Once more." not in world.told()

    def test_who_asked_for_somebody_else_as_long_as_that_stands(self, world: World) -> None:
        world.submit()
        world.in_vain()
        world.clock.forward(minutes=5)
        world.submit(on_behalf_of="Alex Otherwise", for_someone_else=True)
        attempt(world.desk, claim_next(world.desk), "reached")
        world.time_is_up()
        world.work_off()
        assert world.erasures() == []
        assert len(world.unreached()) == 1

    @pytest.mark.parametrize("take_back", ["reopen", "undo"])
    def test_whose_call_is_owed_again(self, world: World, take_back: str) -> None:
        world.submit()
        card, after = world.in_vain()
        assert len(world.unreached()) == 1
        reply = reopen(world.desk, after) if take_back == "reopen" else undo(world.desk, card)
        assert reply.status == 200, reply.text
        assert world.unreached() == []
        world.time_is_up()
        world.work_off()
        assert world.erasures() == []
        world.clock.forward(minutes=-1)
        world.in_vain()
        assert len(world.unreached()) == 1

    def test_whose_earlier_request_waits_among_spam(self, world: World) -> None:
        world.submit()
        world.in_vain()
        world.clock.forward(days=UNANSWERED_DAYS - 1)
        world.submit(leave_blank="x", message="Am I spam to you?")
        world.clock.forward(days=2)
        world.work_off()
        assert world.erasures() == []
        assert "Am I spam to you?" in world.told()


@pytest.mark.timeout(240)
@pytest.mark.parametrize("after", [False, True])
def test_killed_anywhere_the_next_run_finishes_and_nobody_is_erased_twice(
    world: World, *, after: bool
) -> None:
    world.submit()
    world.submit(name="Alex Otherwise", email="alex@example.com")
    world.in_vain()
    world.time_is_up()
    for at in world.killed(after=after, each_until=12, more_than=20):
        assert "obin" not in world.told(), at
        assert "lex" not in world.told(), at
        assert world.unreached() == [], at
        assert len(world.erasures()) == 2, at


@pytest.mark.timeout(240)
@pytest.mark.parametrize("what", ["a form", "a reopening"])
def test_whatever_comes_in_while_the_job_decides_is_not_lost(world: World, what: str) -> None:
    """Whichever of the job's calls it comes in before, at the very instant of the decision."""
    world.submit(message="Long ago.")
    _, closed = world.in_vain()
    world.time_is_up()
    happens: Callable[[], Any] = (
        (lambda: world.submit(message="Once more."))
        if what == "a form"
        else (lambda: reopen(world.desk, closed))
    )
    in_time = 0
    for at in world.whenever(happens, more_than=10):
        card = claim_next(world.desk)
        if what == "a form":
            assert "Once more." in world.told(), at
            assert world.desk.get(f"/people/{card['person_id']}").status == 200, at
            assert world.found() == [card["person_id"]], at
        elif not world.erasures():
            in_time += 1
            assert world.desk.get(f"/people/{card['person_id']}").status == 200, at
            assert "Long ago." in world.told(), at
        else:
            assert len(world.erasures()) == 1, at
    assert what == "a form" or in_time


def test_two_runs_at_once_note_one_erasure(world: World) -> None:
    world.submit()
    world.in_vain()
    world.time_is_up()
    start, at = world.backup(), 1
    while True:
        world.restore(start)
        meanwhile = Meanwhile(at, world.work_off)
        with killing(world.run, meanwhile):
            report = world.work_off()
        assert report.failed == 0, at
        assert len(world.erasures()) == 1, at
        if not meanwhile.is_over:
            break
        at += 1
    assert at > 10
