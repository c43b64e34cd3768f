"""The rest of a series is moved, or called off: all of it, whatever others do meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Rest
from .schedules import small_clinic
from .waiters import join, see

WISH = {
    "earliest_day": "2026-11-30",
    "weekdays": ["monday", "wednesday", "friday"],
    "earliest_time": "09:00",
    "latest_time": "12:00",
    "within_days": 12,
}
AFTERNOON = {**WISH, "earliest_time": "13:00", "latest_time": "16:00"}
PERSON = {"name": "Robin Example", "phone": "212-555-0123"}
INFUSION = "ketamine-infusion"
MORNINGS = ["2026-11-30T10:00", "2026-12-02T10:00", "2026-12-04T10:00"]
AFTERNOONS = ["2026-11-30T13:00", "2026-12-02T13:00", "2026-12-04T13:00"]


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The packaged clinic, with one chair and one consulting room."""
    return small_clinic()


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's first week of December is published."""
    publish_days(run, "new-york", "2026-11-30", "2026-12-04")


@pytest.fixture
def series(desk: Caller) -> Any:
    """Three infusions on Monday, Wednesday and Friday, at ten."""
    body = {"service_id": INFUSION, "wish": {**WISH, "count": 3}, "escort_name": "Sam Example"}
    reply = desk.post("/locations/new-york/series", {**body, **PERSON})
    assert reply.status == 201, reply.text
    return reply.json


def move(desk: Caller, series: Any, wish: Any = AFTERNOON, key: str = "", **more: Any) -> Any:
    headers = {"Idempotency_Key": key} if key else {}
    path = f"/series/{series['series_id']}/reschedule"
    return desk.post(path, {"wish": wish, **more}, **headers)


def moved(desk: Caller, series: Any, wish: Any = AFTERNOON, **more: Any) -> Any:
    reply = move(desk, series, wish, **more)
    assert reply.status == 200, reply.text
    return reply.json


def now(desk: Caller, series: Any) -> Any:
    return desk.get(f"/series/{series['series_id']}").json


def starts(series: Any) -> list[str]:
    return [appointment["starts_local"][:16] for appointment in series["appointments"]]


def ids(series: Any) -> list[str]:
    return [appointment["appointment_id"] for appointment in series["appointments"]]


def book(desk: Caller, starts_at: str, **changes: Any) -> int:
    body = {"service_id": INFUSION, "starts_at": starts_at, **PERSON, **changes}
    return int(desk.post("/locations/new-york/appointments", body).status)


def tell(desk: Caller, appointment_id: str, verb: str, **fields: Any) -> Any:
    reply = desk.post(f"/staff/appointments/{appointment_id}/{verb}", fields)
    assert reply.status == 200, reply.text
    return reply.json


@pytest.fixture
def meanwhile(dynamodb: Any) -> Callable[[Callable[[], Any]], None]:
    """Let something happen just before the next transaction is sent."""

    def just_before(act: Callable[[], Any]) -> None:
        acts = [act]

        def intervene(**_: Any) -> None:
            if acts:
                acts.pop()()

        dynamodb.meta.events.register(
            "provide-client-params.dynamodb.TransactWriteItems", intervene
        )

    return just_before


class TestMovingTheRest:
    def test_can_be_seen_before_anything_is_kept(
        self, desk: Caller, series: Any, dynamodb: Any
    ) -> None:
        whole = dynamodb.scan(TableName="frontdesk-test")["Items"]
        body = {"wish": AFTERNOON, "from_time": "2026-12-01T00:00:00Z"}
        planned = desk.post(f"/series/{series['series_id']}/plan", body).json["appointments"]
        assert [(each["starts_local"][:16], each["moves"]) for each in planned] == [
            (MORNINGS[0], False),
            (AFTERNOONS[1], True),
            (AFTERNOONS[2], True),
        ]
        assert [each["appointment_id"] for each in planned] == ids(series)
        assert planned[1]["before"] == "2026-12-02T15:00:00Z"
        assert dynamodb.scan(TableName="frontdesk-test")["Items"] == whole

    def test_moves_all_of_it_and_each_visit_stays_the_same(self, desk: Caller, series: Any) -> None:
        after = moved(desk, series)
        assert starts(after) == AFTERNOONS
        assert ids(after) == ids(series)
        assert {appointment["status"] for appointment in after["appointments"]} == {"booked"}
        assert after == now(desk, series)

    def test_frees_the_old_times_and_takes_the_new_ones(self, desk: Caller, series: Any) -> None:
        moved(desk, series)
        assert book(desk, "2026-11-30T15:00:00Z", phone="212-555-0199") == 201
        assert book(desk, "2026-11-30T18:00:00Z", phone="212-555-0198") == 409

    def test_what_becomes_free_is_offered_to_who_waits_for_it(
        self, desk: Caller, visitor: Caller, series: Any, rest: Rest
    ) -> None:
        monday = {"first_day": "2026-11-30", "last_day": "2026-11-30"}
        waiting = join(visitor, wish=monday)
        moved(desk, series)
        rest()
        offer = see(visitor, waiting)["offer"]
        assert offer["starts_at"] == "2026-11-30T15:00:00Z"

    def test_can_be_undone_at_once(self, desk: Caller, series: Any) -> None:
        """Their own times rest, off sale, and are theirs to go back to."""
        moved(desk, series)
        body = {"wish": WISH}
        planned = desk.post(f"/series/{series['series_id']}/plan", body).json["appointments"]
        assert [each["starts_local"][:16] for each in planned] == MORNINGS
        assert starts(moved(desk, series, WISH)) == MORNINGS

    def test_what_another_gave_up_a_moment_ago_is_left_for_them(
        self, desk: Caller, series: Any
    ) -> None:
        other = {**PERSON, "name": "Kim Example", "phone": "212-555-0199"}
        body = {"service_id": INFUSION, "starts_at": "2026-11-30T18:00Z", **other}
        theirs = desk.post("/locations/new-york/appointments", body).json
        tell(desk, theirs["appointment_id"], "cancel")
        assert AFTERNOONS[0] not in starts(moved(desk, series))

    def test_the_escort_is_asked_again_by_the_name_that_is_known(
        self, desk: Caller, series: Any
    ) -> None:
        tell(desk, ids(series)[0], "escort", name="Kim Example")
        escort = moved(desk, series)["appointments"][0]["escort"]
        assert escort == {"name": "Kim Example", "confirm_by": "2026-11-29T18:00:00Z"}

    def test_what_is_earlier_or_took_place_stays_and_the_rest_is_planned_around_it(
        self, desk: Caller, series: Any, clock: FixedClock
    ) -> None:
        clock.forward(days=7)
        tell(desk, ids(series)[0], "check-in")
        tell(desk, ids(series)[0], "fulfil", escort={"name": "Sam Example"})
        after = moved(desk, series)
        assert starts(after) == [MORNINGS[0], *AFTERNOONS[1:]]
        assert after["appointments"][0]["status"] == "fulfilled"

    def test_from_a_time_on(self, desk: Caller, series: Any) -> None:
        after = moved(desk, series, from_time="2026-12-03T00:00:00Z")
        assert starts(after) == [*MORNINGS[:2], AFTERNOONS[2]]

    def test_whichever_can_stay_where_it_is_stays(self, desk: Caller, series: Any) -> None:
        tell(desk, ids(series)[0], "escort", name="Kim Example")
        before = now(desk, series)
        assert moved(desk, series, WISH) == before

    def test_one_that_was_called_off_is_left_out(self, desk: Caller, series: Any) -> None:
        tell(desk, ids(series)[1], "cancel", reason="ill")
        after = moved(desk, series, {**AFTERNOON, "least_days_between": 3})
        assert starts(after) == [AFTERNOONS[0], MORNINGS[1], AFTERNOONS[2]]
        assert [appointment["status"] for appointment in after["appointments"]][1] == "cancelled"

    def test_the_patients_other_visits_are_planned_around(self, desk: Caller, series: Any) -> None:
        consultation = "ketamine-consultation"
        assert book(desk, "2026-11-30T18:00:00Z", service_id=consultation) == 201
        assert AFTERNOONS[0] not in starts(moved(desk, series))

    def test_what_somebody_booked_online_in_their_name_is_not_planned_around_but_shown(
        self, desk: Caller, visitor: Caller, series: Any
    ) -> None:
        wish = {"location_id": "new-york", "service_id": "ketamine-consultation"}
        held = visitor.post("/holds", {**wish, "starts_at": "2026-11-30T18:00:00Z"})
        body = {"hold_token": held.json["hold_token"], **PERSON}
        assert visitor.post("/appointments", body).status == 201
        after = moved(desk, series)
        assert starts(after) == AFTERNOONS
        assert [each["also_booked"] for each in after["appointments"]] == [True, False, False]

    def test_what_cannot_be_had_names_the_limit_and_the_nearest_offer_and_changes_nothing(
        self, desk: Caller, series: Any
    ) -> None:
        reply = move(desk, series, {**WISH, "earliest_time": "20:00", "latest_time": "21:00"})
        assert reply.status == 409
        assert reply.json["type"] == "urn:frontdesk:problem:series-impossible"
        assert reply.json["in_the_way"] == "time_of_day"
        assert len(reply.json["nearest_plan"]["plan"]["starts"]) == 3
        assert now(desk, series) == series

    def test_too_few_days_for_the_whole_series_are_named_too(
        self, desk: Caller, series: Any
    ) -> None:
        reply = move(desk, series, {**AFTERNOON, "within_days": 2})
        assert (reply.status, reply.json["in_the_way"]) == (409, "within_days")
        assert reply.json["nearest_plan"]["wish"]["within_days"] == 5

    def test_a_count_is_not_asked_for(self, desk: Caller, series: Any) -> None:
        reply = move(desk, series, {**AFTERNOON, "count": 4})
        assert [error["field"] for error in reply.json["errors"]] == ["wish.count"]

    @pytest.mark.parametrize("path", ["plan", "reschedule"])
    def test_where_nothing_is_left_to_move_it_says_so(
        self, desk: Caller, series: Any, path: str
    ) -> None:
        body = {"wish": AFTERNOON, "from_time": "2026-12-05T00:00:00Z"}
        reply = desk.post(f"/series/{series['series_id']}/{path}", body)
        assert reply.status == 422
        assert [error["field"] for error in reply.json["errors"]] == ["from_time"]

    def test_of_a_series_that_does_not_exist_is_not_found(self, desk: Caller) -> None:
        assert move(desk, {"series_id": "0" * 26}).status == 404

    def test_sent_again_with_its_key_changes_nothing_more(
        self, desk: Caller, series: Any, rest: Rest
    ) -> None:
        first = move(desk, series, key="k").json
        assert move(desk, series, key="k").json == first
        rest()
        moved(desk, series, WISH)
        assert starts(move(desk, series, key="k").json) == MORNINGS

    def test_sent_again_without_one_it_is_there_already(self, desk: Caller, series: Any) -> None:
        assert moved(desk, series) == moved(desk, series)

    def test_a_time_that_somebody_took_meanwhile_is_planned_around(
        self, desk: Caller, series: Any, meanwhile: Any
    ) -> None:
        taken = []
        meanwhile(lambda: taken.append(book(desk, "2026-12-02T18:00:00Z", phone="212-555-0199")))
        after = moved(desk, series)
        assert taken == [201]
        assert AFTERNOONS[1] not in starts(after)
        assert all(start[11:] >= "13:00" for start in starts(after))

    def test_a_visit_that_was_called_off_meanwhile_stays_so(
        self, desk: Caller, series: Any, meanwhile: Any
    ) -> None:
        meanwhile(lambda: tell(desk, ids(series)[1], "cancel", reason="ill"))
        after = {each["appointment_id"]: each for each in moved(desk, series)["appointments"]}
        statuses = [after[each]["status"] for each in ids(series)]
        assert statuses == ["booked", "cancelled", "booked"]
        assert after[ids(series)[2]]["starts_local"].startswith(AFTERNOONS[1])

    def test_the_longest_series_fits_into_one_transaction(
        self, desk: Caller, run: Runtime, dynamodb: Any
    ) -> None:
        publish_days(run, "new-york", "2026-12-05", "2026-12-12")
        days = {"earliest_day": "2026-11-30", "least_days_between": 1, "within_days": 14}
        wish = {**days, "latest_time": "11:00", "count": 12}
        body = {"service_id": INFUSION, "wish": wish, **PERSON}
        longest = desk.post("/locations/new-york/series", body).json
        actions = []

        def count(params: Any, **_: Any) -> None:
            actions.append(len(params["TransactItems"]))

        dynamodb.meta.events.register("provide-client-params.dynamodb.TransactWriteItems", count)
        after = moved(desk, longest, {**days, "latest_time": "09:00"}, key="k")
        assert {start[11:] for start in starts(after)} <= {"08:30", "09:00"}
        assert ids(after) == ids(longest)
        assert len(actions) == 1
        assert actions[0] <= 75


class TestCallingOffTheRest:
    def test_one_that_was_moved_meanwhile_is_called_off_where_it_now_is(
        self, desk: Caller, series: Any, meanwhile: Any
    ) -> None:
        new = "2026-12-02T18:00:00Z"
        meanwhile(lambda: tell(desk, ids(series)[0], "reschedule", starts_at=new))
        after = desk.post(f"/series/{series['series_id']}/cancel", {"reason": "moves away"})
        assert after.status == 200, after.text
        appointments = after.json["appointments"]
        assert [appointment["status"] for appointment in appointments] == ["cancelled"] * 3
        assert new in {appointment["starts_at"] for appointment in appointments}
        assert book(desk, new, phone="212-555-0199") == 201

    def test_one_that_began_meanwhile_goes_on(
        self, desk: Caller, series: Any, meanwhile: Any, clock: FixedClock
    ) -> None:
        clock.forward(days=6, hours=22)
        meanwhile(lambda: tell(desk, ids(series)[0], "check-in"))
        after = desk.post(f"/series/{series['series_id']}/cancel", {}).json["appointments"]
        assert [appointment["status"] for appointment in after] == [
            "arrived",
            "cancelled",
            "cancelled",
        ]
