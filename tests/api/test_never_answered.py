"""Whoever sent a request and was never reached is erased once the clinic's time for it is up."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.platform.clock import instant_text, parse_instant
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.writes import Put
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit, attempt, claim_next, write
from .erasing import ROBIN, backup, confirm, restore, told, work_off
from .killer import Killed, Killer, Meanwhile, killing
from .test_reopening import reopen, undo
from .whole_table import by_key, everything

HERE = "/locations/new-york"
DAYS = 730
OTHER = {"name": "Alex Otherwise", "phone": "212-555-0177"}

Later = Callable[[], None]
InVain = Callable[..., tuple[Any, Any]]
Job = Callable[[str], Any]


@pytest.fixture
def in_vain(desk: Caller, clock: FixedClock) -> InVain:
    """Make the next call as often as it may be, and nobody answers: its card, and its end."""

    def called(**fields: Any) -> tuple[Any, Any]:
        while True:
            card = claim_next(desk)
            after = attempt(desk, card, "no-answer", **fields)
            if after["state"] == "closed":
                assert after["outcome"] == "unreachable"
                return card, after
            clock.now = parse_instant(after["not_before"])

    return called


@pytest.fixture
def later(clock: FixedClock) -> Later:
    """Let the clinic's time go by."""

    def passed() -> None:
        clock.forward(days=DAYS, minutes=1)

    return passed


def unreached(run: Runtime) -> list[Any]:
    return [item for key, item in by_key(run).items() if key.startswith("UNREACHED#")]


def erasures(run: Runtime) -> list[Any]:
    return [item for item in everything(run) if item["pk"] == "ERASURES#ALL"]


def ids_in(erasure: Any) -> list[str]:
    return sorted(each["person_id"] for each in erasure["people"])


class TestErased:
    def test_whom_nobody_reached_after_the_days_that_are_set(
        self,
        submit: Submit,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
        in_vain: InVain,
    ) -> None:
        submit(email="robin@example.com", screening=["pregnancy"])
        card, _ = in_vain()
        clock.forward(days=DAYS, minutes=-1)
        assert work_off(run).due == 0
        assert "Robin" in told(run)
        clock.forward(minutes=2)
        work_off(run)
        for word in ("Robin", "robin@", "5550123", "555-0123"):
            assert word not in told(run)
        assert manager.get(f"/people/{card['person_id']}").status == 404
        assert unreached(run) == []
        clock.forward(minutes=40)
        work_off(run)
        assert work_off(run).due == 0, "an idle run has nothing to look at"

    def test_is_on_record_by_the_job_with_ids_alone(
        self,
        submit: Submit,
        run: Runtime,
        later: Later,
        in_vain: InVain,
    ) -> None:
        submit()
        card, _ = in_vain()
        later()
        work_off(run)
        (erasure,) = erasures(run)
        assert (ids_in(erasure), erasure["by"]) == ([card["person_id"]], "erase-people")
        assert erasure["done_at"]
        of = f"PERSON#{card['person_id']} EVENT"
        lines = [e for key, e in by_key(run).items() if key.startswith(of)]
        (why,) = [e["details"] for e in lines if e["what"] == "erasure-confirmed"]
        assert why["reason_code"] == "never-answered"
        assert "erased" in {each["what"] for each in lines}

    def test_each_of_two_in_one_call_and_nobody_beside_them(
        self,
        submit: Submit,
        desk: Caller,
        run: Runtime,
        clock: FixedClock,
        later: Later,
        in_vain: InVain,
    ) -> None:
        submit()
        submit(name="Alex Otherwise")
        submit(name="Sam Beside")
        card = claim_next(desk)
        sam = next(each for each in card["people"] if each["name"] == "Sam Beside")
        attempt(desk, card, "reached", person_id=sam["person_id"])
        desk.post(f"/callbacks/{card['callback_id']}/hand-back", {"claim": card["claim"]["token"]})
        clock.forward(minutes=30)
        in_vain()
        later()
        work_off(run)
        assert len(erasures(run)) == 2
        for name in ("Robin", "Alex"):
            assert name not in told(run)
        assert desk.get(f"/people/{sam['person_id']}").json["person"]["name"] == "Sam Beside"

    def test_both_names_that_staff_know_to_be_one(
        self,
        submit: Submit,
        desk: Caller,
        run: Runtime,
        later: Later,
        in_vain: InVain,
    ) -> None:
        submit()
        one, _ = in_vain()
        submit(**OTHER)
        other, _ = in_vain()
        desk.post(f"/people/{one['person_id']}/merge", {"person_id": other["person_id"]})
        later()
        work_off(run)
        (erasure,) = erasures(run)
        assert ids_in(erasure) == sorted([one["person_id"], other["person_id"]])
        assert unreached(run) == []
        assert "Robin" not in told(run)
        assert "Alex" not in told(run)

    def test_done_again_after_a_restore(
        self,
        submit: Submit,
        run: Runtime,
        later: Later,
        in_vain: InVain,
    ) -> None:
        submit()
        in_vain()
        kept = backup(run)
        later()
        work_off(run)
        brought = [e for e in everything(run) if e["pk"] == "ERASURES#ALL"]
        restore(run, kept)
        assert "Robin" in told(run)
        for erasure in brought:
            run.table.put(Put(erasure))
        work_off(run)
        assert "Robin" not in told(run)

    def test_by_the_leave_that_the_job_has(
        self,
        submit: Submit,
        desk: Caller,
        run: Runtime,
        later: Later,
        job: Job,
        in_vain: InVain,
    ) -> None:
        submit()
        in_vain()
        later()
        report = job("erase-people")
        assert (report["failed"], report["skipped"]) == (0, 0)
        assert "Robin" not in told(run)


def booked(run: Runtime, desk: Caller) -> None:
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")
    wish = {"service_id": "ketamine-infusion", "starts_at": "2026-11-25T15:00:00Z"}
    reply = desk.post(f"{HERE}/appointments", {**wish, **ROBIN})
    assert reply.status == 201, reply.text


def invited(run: Runtime, desk: Caller, person_id: str) -> None:
    body = {"location_id": "new-york", "service_id": "ketamine-consultation"}
    reply = desk.post(f"/people/{person_id}/invitations", body)
    assert reply.status == 201, reply.text


def canceled(run: Runtime, desk: Caller) -> None:
    booked(run, desk)
    (ahead,) = desk.post("/people/search", {"phone": ROBIN["phone"]}).json["people"]
    card = desk.get(f"/people/{ahead['person_id']}").json
    for each in card["appointments_ahead"]:
        desk.post(f"/staff/appointments/{each['appointment_id']}/cancel", {})


class TestKept:
    @pytest.mark.parametrize(
        "how", ["note", "birth", "booked", "canceled", "invited", "phoned", "imported"]
    )
    def test_of_whom_anything_else_is_kept(
        self,
        submit: Submit,
        desk: Caller,
        run: Runtime,
        clock: FixedClock,
        in_vain: InVain,
        how: str,
    ) -> None:
        submit()
        person_id = claim_next(desk)["person_id"]
        clock.forward(minutes=30)
        if how == "note":
            note = {"note": "Her sister called."}
            desk.post(f"/people/{person_id}/notes", note, Idempotency_Key="a")
        elif how == "birth":
            desk.post(f"/people/{person_id}/correct", {"date_of_birth": "1985-03-04"})
        elif how == "invited":
            invited(run, desk, person_id)
        elif how == "imported":
            mark = {"pk": f"PERSON#{person_id}", "sk": "IMPORT#a-row", "at": instant_text(clock())}
            run.table.put(Put(mark))
        elif how == "phoned":
            desk.post(f"{HERE}/incoming-calls", {**ROBIN, "reason": "about prices"})
        in_vain()
        if how in ("booked", "canceled"):
            closed_at, clock.now = clock.now, parse_instant("2026-11-24T15:00:00Z")
            (booked if how == "booked" else canceled)(run, desk)
            clock.now = closed_at
        clock.forward(days=DAYS, minutes=1)
        assert work_off(run).failed == 0
        assert erasures(run) == []
        assert unreached(run) == []
        assert "Robin" in told(run)

    @pytest.mark.parametrize("how", ["reached", "wish", "note on the call"])
    def test_whom_staff_spoke_with_or_wrote_of(
        self,
        submit: Submit,
        desk: Caller,
        run: Runtime,
        clock: FixedClock,
        in_vain: InVain,
        how: str,
    ) -> None:
        submit()
        if how != "note on the call":
            attempt(desk, claim_next(desk), "reached" if how == "reached" else "do-not-contact")
            clock.forward(minutes=5)
            submit()
        in_vain(**({"note": "Voicemail is full."} if " " in how else {}))
        clock.forward(days=DAYS, minutes=1)
        work_off(run)
        assert erasures(run) == []
        assert unreached(run) == []

    def test_who_was_in_danger(
        self,
        submit: Submit,
        desk: Caller,
        run: Runtime,
        clock: FixedClock,
        later: Later,
        in_vain: InVain,
    ) -> None:
        submit(message="I want to end my life.")
        clock.forward(minutes=5)
        card = claim_next(desk)
        write(desk, card, "close", reason="resolved", done="welfare-check", note="Police went.")
        submit()
        in_vain()
        later()
        work_off(run)
        assert erasures(run) == []

    def test_while_a_legal_hold_stands_and_no_longer(
        self,
        submit: Submit,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
        later: Later,
        in_vain: InVain,
    ) -> None:
        submit()
        card, _ = in_vain()
        path = f"/people/{card['person_id']}/legal-hold"
        manager.post(path, {"reason": "A court asks."})
        later()
        work_off(run)
        assert erasures(run) == []
        manager.post(f"{path}/lift")
        assert work_off(run).due == 0
        clock.forward(days=30, minutes=1)
        work_off(run)
        assert len(erasures(run)) == 1
        assert "Robin" not in told(run)

    def test_while_an_erasure_of_theirs_is_held_back_none_is_added(
        self,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
        in_vain: InVain,
    ) -> None:
        submit()
        card, _ = in_vain()
        confirm(manager, card["person_id"])
        path = f"/people/{card['person_id']}/legal-hold"
        manager.post(path, {"reason": "A court asks."})
        for _ in range(2):
            work_off(run)
            clock.forward(minutes=40)
        work_off(run)
        manager.post(f"{path}/lift")
        clock.forward(days=DAYS)
        work_off(run)
        assert len(erasures(run)) == 1
        assert unreached(run) == []
        assert "Robin" not in told(run)

    def test_who_writes_again_starts_over(
        self,
        submit: Submit,
        run: Runtime,
        clock: FixedClock,
        later: Later,
        in_vain: InVain,
    ) -> None:
        submit()
        in_vain()
        clock.forward(days=DAYS - 100)
        submit(message="Once more.")
        clock.forward(days=100, minutes=1)
        work_off(run)
        assert erasures(run) == []
        in_vain()
        later()
        work_off(run)
        assert len(erasures(run)) == 1
        assert unreached(run) == []
        assert "Once more." not in told(run)

    def test_who_asked_for_somebody_else_as_long_as_that_stands(
        self,
        submit: Submit,
        desk: Caller,
        run: Runtime,
        clock: FixedClock,
        later: Later,
        in_vain: InVain,
    ) -> None:
        submit()
        in_vain()
        clock.forward(minutes=5)
        submit(on_behalf_of="Alex Otherwise", for_someone_else=True)
        attempt(desk, claim_next(desk), "reached")
        later()
        work_off(run)
        assert erasures(run) == []
        assert len(unreached(run)) == 1

    @pytest.mark.parametrize("take_back", ["reopen", "undo"])
    def test_whose_call_is_owed_again(
        self,
        submit: Submit,
        desk: Caller,
        run: Runtime,
        clock: FixedClock,
        in_vain: InVain,
        take_back: str,
    ) -> None:
        submit()
        card, after = in_vain()
        assert len(unreached(run)) == 1
        reply = reopen(desk, after) if take_back == "reopen" else undo(desk, card)
        assert reply.status == 200, reply.text
        assert unreached(run) == []
        clock.forward(days=DAYS, minutes=1)
        work_off(run)
        assert erasures(run) == []
        clock.forward(minutes=-1)
        in_vain()
        assert len(unreached(run)) == 1

    def test_whose_earlier_request_waits_among_spam(
        self,
        submit: Submit,
        run: Runtime,
        clock: FixedClock,
        in_vain: InVain,
    ) -> None:
        submit()
        in_vain()
        clock.forward(days=DAYS - 1)
        submit(leave_blank="x", message="Am I spam to you?")
        clock.forward(days=2)
        work_off(run)
        assert erasures(run) == []
        assert "Am I spam to you?" in told(run)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("after", [False, True])
def test_killed_anywhere_the_next_run_finishes_and_nobody_is_erased_twice(
    submit: Submit,
    run: Runtime,
    later: Later,
    in_vain: InVain,
    *,
    after: bool,
) -> None:
    submit()
    submit(name="Alex Otherwise", email="alex@example.com")
    in_vain()
    later()
    start, at = backup(run), 1
    while True:
        restore(run, start)
        try:
            with killing(run, Killer(at, after)):
                work_off(run)
        except Killed:
            pass
        else:
            break
        work_off(run)
        assert "obin" not in told(run), at
        assert "lex" not in told(run), at
        assert unreached(run) == [], at
        assert len(erasures(run)) == 2, at
        at += 3 if at > 12 else 1
    assert at > 20


@pytest.mark.timeout(240)
@pytest.mark.parametrize("what", ["a form", "a reopening"])
def test_whatever_comes_in_while_the_job_decides_is_not_lost(
    submit: Submit,
    desk: Caller,
    run: Runtime,
    later: Later,
    in_vain: InVain,
    what: str,
) -> None:
    """Whichever of the job's calls it comes in before, at the very instant of the decision."""
    submit(message="Long ago.")
    _, closed = in_vain()
    later()
    start, at = backup(run), 1
    while True:
        restore(run, start)
        happens: Callable[[], Any] = (
            (lambda: submit(message="Once more."))
            if what == "a form"
            else (lambda: reopen(desk, closed))
        )
        meanwhile = Meanwhile(at, happens)
        with killing(run, meanwhile):
            work_off(run)
        if not meanwhile.is_over:
            break
        work_off(run)
        card = claim_next(desk)
        if what == "a form":
            assert "Once more." in told(run), at
            assert desk.get(f"/people/{card['person_id']}").status == 200, at
            found = desk.post("/people/search", {"phone": ROBIN["phone"]}).json["people"]
            assert [each["person_id"] for each in found] == [card["person_id"]], at
        elif not erasures(run):
            assert desk.get(f"/people/{card['person_id']}").status == 200, at
            assert "Long ago." in told(run), at
        at += 1
    assert at > 10


def test_two_runs_at_once_note_one_erasure(
    submit: Submit,
    run: Runtime,
    later: Later,
    in_vain: InVain,
) -> None:
    submit()
    in_vain()
    later()
    start, at = backup(run), 1
    while True:
        restore(run, start)
        meanwhile = Meanwhile(at, lambda: work_off(run))
        with killing(run, meanwhile):
            report = work_off(run)
        assert report.failed == 0, at
        assert len(erasures(run)) == 1, at
        if not meanwhile.is_over:
            break
        at += 1
    assert at > 10
