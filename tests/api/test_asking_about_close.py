"""A visitor books close to another appointment of theirs: they have it, and the desk is to call."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.aftercare.follow_up import follow_up_appointments
from chalicelib.scheduling.job_names import FOLLOW_UP_APPOINTMENTS
from tests.conftest import FixedClock, RoundTrips

from .conftest import Caller, Submit, attempt, claim_next
from .test_close_appointments import OTHER, WEDNESDAY_1_PM, WHY, by_staff, online, seen
from .test_close_appointments import clinic as clinic
from .test_close_appointments import days as days
from .waiters import BOOKED, FRIDAY_10, WEDNESDAY_10

Job = Callable[[str], Any]
SOURCE = "appointments-close"


def queue(desk: Caller) -> list[Any]:
    return list(desk.get("/locations/new-york/queue").json["entries"])


def a_while_later(clock: FixedClock, job: Job, minutes: int = 15) -> Any:
    clock.forward(minutes=minutes)
    return job(FOLLOW_UP_APPOINTMENTS)


def change(visitor: Caller, mine: Any, verb: str, body: Any) -> None:
    path = f"/appointments/{mine['appointment_id']}/{verb}"
    reply = visitor.post(path, body, Manage_Token=mine["manage_token"])
    assert reply.status == 200, reply.text


@pytest.fixture
def close(visitor: Caller) -> Any:
    """A visitor booked Wednesday at ten, and at one."""
    online(visitor, WEDNESDAY_10)
    return online(visitor, WEDNESDAY_1_PM)


class TestTheDesk:
    def test_is_asked_to_call_once(
        self, desk: Caller, clock: FixedClock, job: Job, close: Any
    ) -> None:
        assert a_while_later(clock, job)["done"] == 1
        (row,) = queue(desk)
        assert (row["source"], row["urgency"]) == (SOURCE, "routine")
        assert row["reason"].startswith("Close to another appointment of theirs: ")
        assert a_while_later(clock, job)["due"] == 0
        assert len(queue(desk)) == 1

    def test_is_not_asked_while_they_may_still_see_to_it_themselves(
        self, desk: Caller, clock: FixedClock, job: Job, close: Any
    ) -> None:
        assert a_while_later(clock, job, minutes=14)["due"] == 0
        assert queue(desk) == []

    def test_is_not_asked_once_it_is_close_no_more(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        """They booked the time that suits them better, and then gave up the other one."""
        first = online(visitor, WEDNESDAY_10)
        online(visitor, WEDNESDAY_1_PM)
        change(visitor, first, "cancel", {})
        a_while_later(clock, job)
        assert queue(desk) == []
        assert a_while_later(clock, job)["due"] == 0

    def test_is_not_asked_about_one_that_is_called_off(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job, close: Any
    ) -> None:
        change(visitor, close, "cancel", {})
        assert a_while_later(clock, job)["due"] == 0
        assert queue(desk) == []

    def test_is_asked_about_one_that_is_moved_too_close(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        online(visitor, WEDNESDAY_10)
        mine = online(visitor, FRIDAY_10)
        change(visitor, mine, "reschedule", {"starts_at": WEDNESDAY_1_PM})
        a_while_later(clock, job)
        assert [row["source"] for row in queue(desk)] == [SOURCE]

    def test_is_asked_about_two_at_one_time(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        online(visitor, WEDNESDAY_10)
        online(visitor, WEDNESDAY_10)
        a_while_later(clock, job)
        assert [row["source"] for row in queue(desk)] == [SOURCE]

    def test_is_asked_in_the_call_that_is_owed_already(
        self,
        visitor: Caller,
        desk: Caller,
        clock: FixedClock,
        job: Job,
        submit: Submit,
        close: Any,
    ) -> None:
        submit(**BOOKED)
        a_while_later(clock, job)
        assert len(queue(desk)) == 1
        (person,) = claim_next(desk)["people"]
        of = {each["source"] for each in person["occasions"]}
        assert of == {"consultation-request", SOURCE}

    def test_is_asked_also_of_somebody_who_asked_not_to_be_contacted_and_sees_that(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        call = {"phone": BOOKED["phone"], "reason": "no more calls, please"}
        assert desk.post("/locations/new-york/incoming-calls", call).status == 201
        attempt(desk, claim_next(desk), "do-not-contact")
        online(visitor, WEDNESDAY_10)
        online(visitor, WEDNESDAY_1_PM)
        a_while_later(clock, job)
        (row,) = queue(desk)
        assert row["source"] == SOURCE
        assert row["do_not_contact"]

    def test_is_not_asked_again_about_what_staff_booked_with_a_reason(
        self, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        assert by_staff(desk, WEDNESDAY_10).status == 201
        assert by_staff(desk, override=WHY).status == 201
        assert a_while_later(clock, job)["due"] == 0
        assert queue(desk) == []

    def test_sees_in_the_history_that_it_was_asked(
        self, desk: Caller, clock: FixedClock, job: Job, close: Any
    ) -> None:
        a_while_later(clock, job)
        person_id = seen(desk, close)["person_id"]
        history = desk.get(f"/people/{person_id}/timeline").json["entries"]
        assert SOURCE in [each["what"] for each in history if each["of"] == close["appointment_id"]]


class TestTheVisitor:
    def test_sees_no_more_of_it_than_a_stranger_does(
        self, visitor: Caller, clock: FixedClock, job: Job, close: Any
    ) -> None:
        """Neither at once, nor once the desk was asked: not even that anything was changed."""
        stranger = online(visitor, WEDNESDAY_1_PM, **OTHER)
        its_own = {"appointment_id", "manage_token", "first_name"}

        def looks(mine: Any) -> Any:
            path = f"/appointments/{mine['appointment_id']}"
            body = visitor.get(path, Manage_Token=mine["manage_token"]).json
            return {name: told for name, told in body.items() if name not in its_own}

        assert looks(close) == looks(stranger)
        a_while_later(clock, job)
        assert looks(close) == looks(stranger)

    def test_books_in_as_many_looks_and_writes_as_anybody(
        self, visitor: Caller, round_trips: RoundTrips
    ) -> None:
        online(visitor, WEDNESDAY_10)
        alone = round_trips.during(lambda: online(visitor, WEDNESDAY_1_PM, **OTHER))
        close = round_trips.during(lambda: online(visitor, WEDNESDAY_1_PM))
        assert close == alone

    def test_can_still_change_it_with_the_version_that_they_saw(
        self, visitor: Caller, clock: FixedClock, job: Job, close: Any
    ) -> None:
        a_while_later(clock, job)
        path = f"/appointments/{close['appointment_id']}/cancel"
        told = {"Manage_Token": close["manage_token"], "If_Match": f'"{close["version"]}"'}
        assert visitor.post(path, {}, **told).status == 200


def test_the_job_looks_once_more_than_for_others(
    run: Runtime, clinic: Clinic, clock: FixedClock, round_trips: RoundTrips, close: Any
) -> None:
    clock.forward(minutes=15)
    sent = round_trips.during(lambda: follow_up_appointments(run, lambda: 60.0))
    what_is_due = len(clinic.locations)
    assert sorted(sent) == sorted(
        [*["Query"] * (what_is_due + 1), "GetItem", "BatchGetItem", "TransactWriteItems"]
    )
