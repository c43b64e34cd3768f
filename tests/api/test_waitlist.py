"""Somebody waits for a time that is taken: they join, are offered one, take it, decline, leave."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.people.identity import identify
from chalicelib.people.person_store import do_not_contact_update
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller, Rest
from .waiters import (
    ANY_DAY,
    FRIDAY_10,
    WEDNESDAY_10,
    book,
    cancel,
    check_offers,
    decline,
    join,
    join_people,
    joining,
    kind,
    leave,
    left,
    listed,
    messages,
    put_on,
    see,
    state,
    take,
    waiter,
)
from .whole_table import everything

Job = Callable[[str], Any]


@pytest.fixture(autouse=True)
def published(run: Runtime) -> Iterator[None]:
    """New York's schedule is published; in the end offers and slots agree."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")
    yield
    check_offers(run)


class TestJoining:
    def test_gives_a_place_with_its_own_token(self, visitor: Caller) -> None:
        entry = join(visitor)
        seen = see(visitor, entry)
        assert (seen["state"], seen["service_id"]) == ("waiting", "ketamine-infusion")
        assert "token" not in seen
        assert seen["wish"]["weekdays"][0] == "monday"

    def test_the_token_is_needed_and_no_other_opens_it(self, visitor: Caller) -> None:
        mine, theirs = join(visitor, 1), join(visitor, 2)
        path = f"/waitlist/{theirs['entry_id']}"
        assert kind(visitor.get(path)) == "waitlist-token-missing"
        for call in (path, f"{path}/leave", f"{path}/decline"):
            body = {"starts_at": WEDNESDAY_10} if call.endswith("decline") else {}
            act = visitor.get if call == path else lambda p, b=body, **h: visitor.post(p, b, **h)
            assert act(call, Manage_Token=mine["token"]).status == 404
        assert visitor.get("/waitlist/" + "0" * 26, Manage_Token="x").status == 404

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"location_id": "atlantis"}, "location_id"),
            ({"service_id": "haircut"}, "service_id"),
            ({"location_id": "chicago", "service_id": "botox"}, "service_id"),
            ({"phone": None}, "phone"),
            ({"phone": "12"}, "phone"),
            ({"name": " "}, "name"),
            ({"wish": {"last_day": "2026-11-22"}}, "wish.last_day"),
            ({"wish": {"first_day": "2026-11-20", "last_day": "2026-11-21"}}, "wish.last_day"),
            ({"wish": {"last_day": "2027-03-01"}}, "wish.last_day"),
            ({"wish": {"last_day": "9999-12-31"}}, "wish.last_day"),
            ({"wish": {"first_day": "soon"}}, "wish.first_day"),
            ({"wish": {"weekdays": []}}, "wish.weekdays"),
            ({"wish": {"last_day": "2026-11-24", "weekdays": ["friday"]}}, "wish.weekdays"),
            ({"wish": {"earliest_time": "15:00", "latest_time": "14:00"}}, "wish.latest_time"),
            ({"wish": {"earliest_time": "25:00"}}, "wish.earliest_time"),
        ],
    )
    def test_what_is_wrong_is_named_and_nothing_is_kept(
        self, visitor: Caller, desk: Caller, changes: dict[str, Any], field: str
    ) -> None:
        reply = visitor.post("/waitlist", joining(**changes))
        assert (reply.status, [e["field"] for e in reply.json["errors"]]) == (422, [field])
        assert desk.get("/locations/new-york/waitlist").json["entries"] == []

    def test_a_wish_beyond_the_horizon_names_each_day(self, visitor: Caller) -> None:
        late = {"first_day": "2027-03-01", "last_day": "2027-03-08"}
        reply = visitor.post("/waitlist", joining(wish=late))
        fields = [error["field"] for error in reply.json["errors"]]
        assert fields == ["wish.first_day", "wish.last_day"]

    def test_sent_again_with_its_key_it_is_the_same_place(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        first = visitor.post("/waitlist", joining(), Idempotency_Key="k")
        clock.forward(minutes=5)
        second = visitor.post("/waitlist", joining(), Idempotency_Key="k")
        assert (first.status, second.status) == (201, 201)
        assert first.json == second.json
        assert len(desk.get("/locations/new-york/waitlist").json["entries"]) == 1

    def test_the_same_key_with_other_details_is_a_conflict(self, visitor: Caller) -> None:
        visitor.post("/waitlist", joining(), Idempotency_Key="k")
        reply = visitor.post("/waitlist", joining(2), Idempotency_Key="k")
        assert (reply.status, kind(reply)) == (409, "idempotency-conflict")

    def test_again_for_the_same_service_keeps_the_place_with_the_new_wish(
        self, desk: Caller, clock: FixedClock
    ) -> None:
        """For whoever staff put on the list. A visitor's is always an entry of its own."""
        first = put_on(desk, 1)
        clock.forward(minutes=1)
        put_on(desk, 2)
        clock.forward(minutes=1)
        again = put_on(desk, 1, wish={"earliest_time": "09:00"})
        assert again == first
        entries = desk.get("/locations/new-york/waitlist").json["entries"]
        assert [entry["first_name"] for entry in entries] == ["Waiter1", "Waiter2"]
        assert entries[0]["wish"]["earliest_time"] == "09:00"

    def test_again_with_a_later_last_day_keeps_the_first_ticket_alive_as_long(
        self, desk: Caller, dynamodb: Any
    ) -> None:
        put_on(desk)
        put_on(desk, wish={"last_day": "2027-01-10"})
        lasts = {
            item["ticket_id"]["S"]: item["expires_at"]["N"]
            for item in dynamodb.scan(TableName="frontdesk-test")["Items"]
            if "ticket_id" in item
        }
        assert (len(lasts), len(set(lasts.values()))) == (2, 1)

    def test_with_anothers_number_does_not_show_what_they_were_offered(
        self, visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest
    ) -> None:
        appointment, entry = book(desk), join(visitor)
        cancel(desk, appointment)
        rest()
        clock.forward(minutes=1)
        stranger = join(visitor)
        assert state(visitor, entry) == "offered"
        assert state(visitor, stranger) == "waiting"
        assert "offer" not in see(visitor, stranger)

    def test_for_another_service_is_another_place(self, visitor: Caller, desk: Caller) -> None:
        join(visitor)
        join(visitor, service_id="ketamine-booster")
        assert len(desk.get("/locations/new-york/waitlist").json["entries"]) == 2

    def test_takes_one_round_trip(self, visitor: Caller, round_trips: RoundTrips) -> None:
        """Whoever waits already: nothing that is stored of a number is asked."""
        for _ in range(2):
            assert round_trips.during(lambda: join(visitor)) == ["TransactWriteItems"]

    def test_by_staff_takes_two_round_trips(self, desk: Caller, round_trips: RoundTrips) -> None:
        sent = round_trips.during(lambda: put_on(desk))
        assert sent == ["Query", "TransactWriteItems"]

    def test_is_in_the_contacts_timeline(self, visitor: Caller, desk: Caller, rest: Rest) -> None:
        appointment = book(desk)
        join(visitor)
        cancel(desk, appointment)
        rest()
        found = desk.post("/people/search", {"phone": "2125550101"}).json["people"][0]
        told = desk.get(f"/people/{found['person_id']}/timeline").json["entries"]
        assert {"joined", "offered"} <= {e["what"] for e in told if e["kind"] == "waitlist"}

    def test_a_place_is_over_once_its_last_day_is_past_and_one_may_join_anew(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        entry = join(visitor)
        clock.now = datetime(2026, 12, 1, 4, 59, tzinfo=UTC)  # the last minute of it in New York
        assert state(visitor, entry) == "waiting"
        clock.forward(minutes=1)
        assert state(visitor, entry) == "over"
        assert desk.get("/locations/new-york/waitlist").json["entries"] == []
        again = join(visitor, wish={"last_day": "2026-12-08"})
        assert state(visitor, again) == "waiting"
        assert state(visitor, entry) == "over"
        assert len(desk.get("/locations/new-york/waitlist").json["entries"]) == 1


class TestATimeThatBecomesFree:
    def test_is_kept_for_the_first_who_joined_and_a_message_says_so(
        self, visitor: Caller, desk: Caller, run: Runtime, clock: FixedClock, rest: Rest
    ) -> None:
        before, appointment, first = left(visitor), book(desk), join(visitor, 1)
        clock.forward(seconds=1)
        second = join(visitor, 2)
        cancel(desk, appointment)
        rest()
        offer = see(visitor, first)["offer"]
        assert (offer["starts_at"], offer["held_until"][:16]) == (WEDNESDAY_10, "2026-11-23T16:03")
        assert offer["starts_local"].startswith("2026-11-25T10:00")
        assert state(visitor, second) == "waiting"
        assert left(visitor) == before - 1
        (message,) = messages(run)
        told = run.table.get({"pk": message["pk"], "sk": message["sk"]})
        assert told is not None
        assert (told["kind"], told["about"]) == ("waitlist-offer", first["entry_id"])

    def test_rests_off_sale_for_three_minutes_whoever_waits_or_not(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job
    ) -> None:
        before = left(visitor)
        for waiting in (False, True):
            appointment = book(desk)
            entry = join(visitor) if waiting else None
            cancel(desk, appointment)
            assert left(visitor) == before - 1
            clock.forward(seconds=179)
            assert job("offer-freed-slots")["due"] == 0
            assert left(visitor) == before - 1
            assert entry is None or state(visitor, entry) == "waiting"
            clock.forward(seconds=1)
            assert job("offer-freed-slots")["done"] == 1
            assert job("offer-freed-slots")["due"] == 0
            assert left(visitor) == before - waiting
            assert entry is None or state(visitor, entry) == "offered"

    def test_is_offered_by_the_job_in_one_write(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job, round_trips: RoundTrips
    ) -> None:
        appointment, _ = book(desk), join(visitor)
        cancel(desk, appointment)
        clock.forward(minutes=3)
        sent = round_trips.during(lambda: job("offer-freed-slots"))
        due, looks = ["Query", "Query"], ["GetItem", "Query"]
        assert Counter(sent) == Counter([*due, *looks, "TransactWriteItems", "PutItem"])

    def test_is_offered_to_whom_staff_put_on_the_list_after_two_looks_at_them(
        self, desk: Caller, clock: FixedClock, job: Job, round_trips: RoundTrips
    ) -> None:
        appointment, _ = book(desk), put_on(desk)
        cancel(desk, appointment)
        clock.forward(minutes=3)
        sent = round_trips.during(lambda: job("offer-freed-slots"))
        due, looks = ["Query", "Query"], ["GetItem", "Query", "Query", "BatchGetItem"]
        assert Counter(sent) == Counter([*due, *looks, "TransactWriteItems", "PutItem"])

    def test_nobody_ever_offered_is_free_for_all_in_the_end_though_no_job_ran(
        self, visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest
    ) -> None:
        before, appointment, entry = left(visitor), book(desk), join(visitor)
        cancel(desk, appointment)
        clock.forward(minutes=13)
        assert left(visitor) == before
        rest()
        assert state(visitor, entry) == "offered"

    def test_by_its_visitor_too_and_by_moving_the_visit(self, visitor: Caller, rest: Rest) -> None:
        wish = {"location_id": "new-york", "service_id": "ketamine-infusion"}
        held = visitor.post("/holds", {**wish, "starts_at": FRIDAY_10}).json
        body = {"hold_token": held["hold_token"], "name": "A Example", "phone": "212-555-0177"}
        appointment = visitor.post("/appointments", body).json
        entry = join(visitor, wish={"first_day": "2026-11-27"})
        path = f"/appointments/{appointment['appointment_id']}/reschedule"
        moved = visitor.post(
            path, {"starts_at": WEDNESDAY_10}, Manage_Token=appointment["manage_token"]
        )
        assert moved.status == 200, moved.text
        rest()
        assert see(visitor, entry)["offer"]["starts_at"] == FRIDAY_10

    def test_is_free_for_all_when_nobody_waits_for_such_a_time(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        before, appointment = left(visitor), book(desk)
        join(visitor, 1, wish={"weekdays": ["friday"]})
        join(visitor, 2, wish={"earliest_time": "10:01"})
        join(visitor, 3, wish={"latest_time": "09:59"})
        join(visitor, 4, wish={"first_day": "2026-11-26"})
        join(visitor, 5, wish={"last_day": "2026-11-24"})
        join(visitor, 6, service_id="ketamine-consultation")
        join(visitor, 7, location_id="chicago")
        cancel(desk, appointment)
        rest()
        assert left(visitor) == before

    def test_at_the_very_edge_of_a_wish_it_suits(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        appointment = book(desk)
        day = {"first_day": "2026-11-25", "last_day": "2026-11-25", "weekdays": ["wednesday"]}
        entry = join(visitor, wish={**day, "earliest_time": "10:00", "latest_time": "10:00"})
        cancel(desk, appointment)
        rest()
        assert state(visitor, entry) == "offered"

    def test_passes_over_who_is_on_a_visit_then_and_who_asked_not_to_be_contacted(
        self, desk: Caller, run: Runtime, clock: FixedClock, rest: Rest
    ) -> None:
        """Of those whom staff put on the list."""
        appointment = book(desk)
        busy = put_on(desk, 1)
        booster, consultation = "ketamine-booster", "ketamine-consultation"
        book(desk, "2026-11-25T16:30:00Z", service_id=booster, **waiter(1))
        book(desk, "2026-11-25T14:00:00Z", service_id=consultation, **waiter(1))
        clock.forward(seconds=1)
        quiet = put_on(desk, 2)
        who = identify(run.keyring, "+12125550102", None, "Waiter2 Example").person_id
        run.table.transact([do_not_contact_update(who, clock())])
        clock.forward(seconds=1)
        third = put_on(desk, 3)
        book(desk, "2026-11-25T15:00:00Z", service_id=booster, **waiter(1))
        cancel(desk, appointment)
        rest()
        states = [listed(desk, entry) for entry in (busy, quiet, third)]
        assert states == ["waiting", "waiting", "offered"]

    def test_passes_over_who_is_on_a_visit_then_under_another_number_of_theirs(
        self, desk: Caller, rest: Rest
    ) -> None:
        """Of those whom staff put on the list, and whom they know under both numbers."""
        appointment, first = book(desk), put_on(desk, 1)
        book(desk, service_id="ketamine-booster", **waiter(2))
        second = put_on(desk, 3)
        join_people(desk, waiter(1), waiter(2))
        cancel(desk, appointment)
        rest()
        assert [listed(desk, each) for each in (first, second)] == ["waiting", "offered"]

    @pytest.mark.parametrize("other", [waiter(2), {**waiter(1), "name": "Wait Example"}])
    def test_passes_over_who_asked_not_to_be_contacted_under_another_name_or_number_of_theirs(
        self, desk: Caller, run: Runtime, clock: FixedClock, rest: Rest, other: dict[str, str]
    ) -> None:
        appointment, first = book(desk), put_on(desk, 1)
        who = book(desk, FRIDAY_10, **other)["person_id"]
        run.table.transact([do_not_contact_update(who, clock())])
        clock.forward(seconds=1)
        second = put_on(desk, 3)
        entry = desk.get("/locations/new-york/waitlist").json["entries"][0]
        assert desk.post(f"/people/{who}/merge", {"person_id": entry["person_id"]}).status == 200
        cancel(desk, appointment)
        rest()
        assert [listed(desk, each) for each in (first, second)] == ["waiting", "offered"]

    def test_who_called_it_off_is_not_offered_it_under_another_number_of_theirs(
        self, desk: Caller, rest: Rest
    ) -> None:
        appointment, entry = book(desk, **waiter(2)), put_on(desk, 1)
        join_people(desk, waiter(1), waiter(2))
        cancel(desk, appointment)
        rest()
        assert listed(desk, entry) == "waiting"

    def test_nobody_is_asked_about_two_times_at_once_under_two_numbers_of_theirs(
        self, desk: Caller, rest: Rest
    ) -> None:
        appointments = [book(desk), book(desk, FRIDAY_10, phone="212-555-0199")]
        entries = [put_on(desk, 1), put_on(desk, 2)]
        join_people(desk, waiter(1), waiter(2))
        for appointment in appointments:
            cancel(desk, appointment)
        rest()
        assert sorted(listed(desk, each) for each in entries) == ["offered", "waiting"]

    def test_of_who_joined_online_asks_nothing_of_what_staff_know(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        appointment, entry = book(desk), join(visitor, 1)
        book(desk, service_id="ketamine-booster", **waiter(2))
        put_on(desk, 1, service_id="ketamine-consultation")
        join_people(desk, waiter(1), waiter(2))
        cancel(desk, appointment)
        rest()
        assert state(visitor, entry) == "offered"

    def test_who_called_it_off_is_not_offered_it(self, desk: Caller, rest: Rest) -> None:
        appointment = book(desk, service_id="ketamine-booster", **waiter())
        entry = put_on(desk)
        cancel(desk, appointment)
        rest()
        assert listed(desk, entry) == "waiting"

    def test_who_called_it_off_is_not_offered_it_though_nobody_else_waits(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        """By then no visit is in their way: it is theirs alone that they let it go."""
        appointment, before = book(desk, **waiter()), left(visitor)
        entry = put_on(desk, service_id="ketamine-booster")
        cancel(desk, appointment)
        assert rest().done == 1
        assert (listed(desk, entry), left(visitor)) == ("waiting", before + 1)

    def test_nobody_is_asked_about_two_times_at_once(self, desk: Caller, rest: Rest) -> None:
        """Of those whom staff put on the list."""
        appointments = [book(desk), book(desk, FRIDAY_10, phone="212-555-0199")]
        one, two = put_on(desk), put_on(desk, service_id="ketamine-booster")
        for appointment in appointments:
            cancel(desk, appointment)
        rest()
        assert sorted([listed(desk, one), listed(desk, two)]) == ["offered", "waiting"]

    def test_past_its_cut_off_it_is_the_desks(
        self, visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest
    ) -> None:
        appointment, entry = book(desk), join(visitor)
        clock.now = datetime(2026, 11, 25, 13, 0, tzinfo=UTC)
        cancel(desk, appointment)
        rest()
        assert state(visitor, entry) == "waiting"

    def test_too_soon_to_be_booked_online_it_is_not_offered(
        self, visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest
    ) -> None:
        appointment, entry = book(desk), join(visitor)
        clock.now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # lead time is a day
        cancel(desk, appointment)
        rest()
        assert state(visitor, entry) == "waiting"

    def test_is_kept_no_longer_than_it_can_be_booked_online(
        self, visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest
    ) -> None:
        appointment, entry = book(desk), join(visitor)
        clock.now = datetime(2026, 11, 24, 14, 17, tzinfo=UTC)
        cancel(desk, appointment)
        rest()
        assert see(visitor, entry)["offer"]["held_until"] == "2026-11-24T15:00:00Z"

    def test_in_the_evening_it_is_kept_into_the_morning(
        self, visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest
    ) -> None:
        appointment, entry = book(desk, FRIDAY_10), join(visitor)
        clock.now = datetime(2026, 11, 24, 1, 27, tzinfo=UTC)  # 20:27 in New York
        cancel(desk, appointment)
        rest()
        assert see(visitor, entry)["offer"]["held_until"] == "2026-11-24T13:30:00Z"

    def test_a_hold_that_ran_out_is_nobodys_turn(
        self, visitor: Caller, clock: FixedClock, job: Job
    ) -> None:
        """Whoever waits could else draw the times to themselves that they hold."""
        wish = {"location_id": "new-york", "service_id": "ketamine-infusion"}
        visitor.post("/holds", {**wish, "starts_at": WEDNESDAY_10})
        entry = join(visitor)
        clock.forward(minutes=10)
        assert job("expire-holds")["done"] == 1
        assert state(visitor, entry) == "waiting"

    def test_the_rest_of_a_series_called_off_frees_each_of_its_times(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        series = {
            "service_id": "ketamine-infusion",
            "wish": {"count": 2, "earliest_day": "2026-11-25", "within_days": 5},
            "name": "Robin Example",
            "phone": "212-555-0100",
        }
        booked = desk.post("/locations/new-york/series", series)
        assert booked.status == 201, booked.text
        entries = [join(visitor, number) for number in (1, 2, 3)]  # at the same instant
        desk.post(f"/series/{booked.json['series_id']}/cancel", {})
        rest()
        assert sorted(state(visitor, e) for e in entries) == ["offered", "offered", "waiting"]


@pytest.fixture
def offered(visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest) -> tuple[Any, Any]:
    """Two wait, and the first was offered Wednesday at ten."""
    appointment, first = book(desk), join(visitor, 1)
    clock.forward(seconds=1)
    second = join(visitor, 2)
    cancel(desk, appointment)
    rest()
    return first, second


@pytest.fixture
def offered_by_staff(desk: Caller, rest: Rest) -> tuple[Any, Any]:
    """Staff put one person on the list for two services; for the first a time is offered."""
    appointment, first = book(desk), put_on(desk)
    cancel(desk, appointment)
    rest()
    assert listed(desk, first) == "offered"
    return first, put_on(desk, service_id="ketamine-booster")


@pytest.fixture
def two_by_staff(desk: Caller, clock: FixedClock, rest: Rest) -> tuple[Any, Any]:
    """Staff put two on the list, and the first was offered Wednesday at ten."""
    appointment, first = book(desk), put_on(desk)
    clock.forward(seconds=1)
    second = put_on(desk, 2)
    cancel(desk, appointment)
    rest()
    return first, second


def decline_for(desk: Caller, entries: tuple[Any, Any]) -> None:
    """The desk notes that the first does not want Wednesday at ten."""
    path = f"/staff/waitlist/{entries[0]['entry_id']}/decline"
    assert desk.post(path, {"starts_at": WEDNESDAY_10}).status == 200


Two = tuple[Any, Any]


class TestAnOffer:
    def test_is_taken_by_booking_and_closes_the_place(
        self, visitor: Caller, desk: Caller, offered: Two
    ) -> None:
        reply = take(visitor, offered[0])
        assert (reply.status, reply.json["starts_at"]) == (201, WEDNESDAY_10)
        assert state(visitor, offered[0]) == "booked"
        entries = desk.get("/locations/new-york/waitlist").json["entries"]
        assert [entry["first_name"] for entry in entries] == ["Waiter2"]

    def test_is_booked_in_two_round_trips(
        self, visitor: Caller, offered: Two, round_trips: RoundTrips
    ) -> None:
        token = see(visitor, offered[0])["offer"]["hold_token"]
        body = {"hold_token": token, "name": "Waiter1 Example", "phone": "212-555-0101"}
        sent = round_trips.during(lambda: visitor.post("/appointments", body))
        assert sent == ["Query", "TransactWriteItems"]

    def test_booked_again_it_is_the_same_visit(self, visitor: Caller, offered: Two) -> None:
        token = see(visitor, offered[0])["offer"]["hold_token"]
        body = {"hold_token": token, "name": "Waiter1 Example", "phone": "212-555-0101"}
        first, second = visitor.post("/appointments", body), visitor.post("/appointments", body)
        assert (first.status, first.json) == (201, second.json)

    def test_is_theirs_who_have_its_ticket_whatever_number_they_now_give(
        self, visitor: Caller, desk: Caller, offered: Two, round_trips: RoundTrips
    ) -> None:
        token = see(visitor, offered[0])["offer"]["hold_token"]
        body = {"hold_token": token, "name": "Robin Example", "phone": "212-555-0188"}
        sent = round_trips.during(lambda: visitor.post("/appointments", body))
        assert sent == ["Query", "GetItem", "TransactWriteItems"]
        assert visitor.post("/appointments", body).status == 201
        assert [state(visitor, entry) for entry in offered] == ["booked", "waiting"]

    def test_names_nobody_in_its_token(self, visitor: Caller, run: Runtime, offered: Two) -> None:
        token = see(visitor, offered[0])["offer"]["hold_token"]
        sealed = run.keyring.unseal("hold", token)
        entries = [item for item in everything(run) if item["pk"].startswith("WAITING#")]
        for entry in entries:
            assert entry["point_id"] not in str(sealed)
            assert entry["person_id"] not in str(sealed)

    def test_takes_up_no_place_of_a_visitors_own_holds(
        self, visitor: Caller, offered: Two, run: Runtime
    ) -> None:
        wish = {"location_id": "new-york", "service_id": "ketamine-infusion"}
        most = run.clinic.scheduling.most_holds_per_visitor
        for start in ("13:30Z", "16:30Z", "18:00Z", "19:30Z")[:most]:
            starts_at = f"2026-11-25T{start}"
            assert visitor.post("/holds", {**wish, "starts_at": starts_at}).status == 201
        assert take(visitor, offered[0]).status == 201
        full = visitor.post("/holds", {**wish, "starts_at": FRIDAY_10})
        assert kind(full) == "too-many-holds"

    def test_declined_goes_to_the_next_and_the_place_is_kept(
        self, visitor: Caller, offered: Two, rest: Rest
    ) -> None:
        reply = decline(visitor, offered[0])
        assert (reply.status, reply.json["state"]) == (200, "waiting")
        rest()
        assert see(visitor, offered[1])["offer"]["starts_at"] == WEDNESDAY_10

    def test_declined_twice_is_declined_once(self, visitor: Caller, offered: Two) -> None:
        first, second = decline(visitor, offered[0]), decline(visitor, offered[0])
        assert (second.status, second.json) == (200, first.json)

    def test_that_was_never_made_cannot_be_declined(self, visitor: Caller, offered: Two) -> None:
        reply = decline(visitor, offered[1])
        assert (reply.status, kind(reply)) == (409, "nothing-offered")
        assert kind(decline(visitor, offered[0], FRIDAY_10)) == "nothing-offered"
        assert state(visitor, offered[0]) == "offered"

    def test_declined_by_everybody_the_time_is_free_for_all(
        self, visitor: Caller, offered: Two, rest: Rest
    ) -> None:
        before = left(visitor)
        decline(visitor, offered[0])
        rest()
        assert left(visitor) == before
        decline(visitor, offered[1])
        assert left(visitor) == before
        rest()
        assert left(visitor) == before + 1

    def test_that_ran_out_is_passed_on_by_the_job(
        self, visitor: Caller, offered: Two, clock: FixedClock, job: Job
    ) -> None:
        clock.forward(minutes=60)
        assert job("expire-holds")["done"] == 1
        assert [state(visitor, entry) for entry in offered] == ["waiting", "offered"]
        clock.forward(minutes=60)
        job("expire-holds")
        assert [state(visitor, entry) for entry in offered] == ["waiting", "waiting"]

    def test_given_up_is_not_made_again_to_who_waits_for_another_service_too(
        self, desk: Caller, offered_by_staff: Two, rest: Rest
    ) -> None:
        """However they give it up: it is the very time that they did not want."""
        decline_for(desk, offered_by_staff)
        assert rest().done == 1
        assert [listed(desk, entry) for entry in offered_by_staff] == ["waiting", "waiting"]

    def test_left_behind_is_not_made_again_to_who_waits_for_another_service_too(
        self, desk: Caller, offered_by_staff: Two, rest: Rest
    ) -> None:
        desk.post(f"/staff/waitlist/{offered_by_staff[0]['entry_id']}/leave")
        assert rest().done == 1
        assert [listed(desk, entry) for entry in offered_by_staff] == ["gone", "waiting"]

    def test_that_ran_out_is_not_made_again_to_who_waits_for_another_service_too(
        self, desk: Caller, offered_by_staff: Two, clock: FixedClock, job: Job
    ) -> None:
        clock.forward(minutes=60)
        assert job("expire-holds")["done"] == 1
        assert [listed(desk, entry) for entry in offered_by_staff] == ["waiting", "waiting"]

    def test_that_ran_out_is_anybodys_at_once_though_no_job_ran(
        self, visitor: Caller, offered: Two, clock: FixedClock, job: Job
    ) -> None:
        token = see(visitor, offered[0])["offer"]["hold_token"]
        before = left(visitor)
        clock.forward(minutes=60)
        assert left(visitor) == before + 1
        assert state(visitor, offered[0]) == "waiting"
        body = {"hold_token": token, "name": "Waiter1 Example", "phone": "212-555-0101"}
        assert kind(visitor.post("/appointments", body)) == "hold-lost"
        wish = {"location_id": "new-york", "service_id": "ketamine-infusion"}
        for _ in range(before + 1):
            held = visitor.post("/holds", {**wish, "starts_at": WEDNESDAY_10})
            if held.status == 429:
                break
            assert held.status == 201
        assert job("expire-holds")["failed"] == 0

    def test_is_never_made_again_for_the_same_start(
        self, visitor: Caller, desk: Caller, offered: Two, rest: Rest
    ) -> None:
        decline(visitor, offered[0])
        leave(visitor, offered[1])
        rest()
        cancel(desk, book(desk))
        rest()
        assert state(visitor, offered[0]) == "waiting"
        cancel(desk, book(desk, FRIDAY_10))
        rest()
        assert see(visitor, offered[0])["offer"]["starts_at"] == FRIDAY_10

    def test_after_three_without_a_word_nobody_is_asked_again(
        self, visitor: Caller, desk: Caller, clock: FixedClock, job: Job, rest: Rest
    ) -> None:
        entry = join(visitor)
        for time in ("13:30Z", "15:00Z", "16:30Z"):
            cancel(desk, book(desk, f"2026-11-27T{time}"))
            rest()
            assert state(visitor, entry) == "offered"
            clock.forward(minutes=60)
            job("expire-holds")
        assert state(visitor, entry) == "unanswered"
        assert desk.get("/locations/new-york/waitlist").json["entries"] == []
        assert state(visitor, join(visitor)) == "waiting"

    def test_ran_out_unnoticed_counts_when_the_next_is_made(
        self, visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest
    ) -> None:
        entry = join(visitor)
        for time in ("13:30Z", "15:00Z", "16:30Z"):
            cancel(desk, book(desk, f"2026-11-27T{time}"))
            rest()
            clock.forward(minutes=60)
        assert state(visitor, entry) == "unanswered"


class TestLeaving:
    def test_is_once_and_for_all(self, visitor: Caller, desk: Caller, rest: Rest) -> None:
        entry = join(visitor)
        first, second = leave(visitor, entry), leave(visitor, entry)
        assert (first.json["state"], second.json) == ("left", first.json)
        cancel(desk, book(desk))
        rest()
        assert state(visitor, entry) == "left"
        assert state(visitor, join(visitor)) == "waiting"

    def test_passes_on_what_was_offered(self, visitor: Caller, offered: Two, rest: Rest) -> None:
        leave(visitor, offered[0])
        rest()
        assert [state(visitor, entry) for entry in offered] == ["left", "offered"]

    def test_after_booking_it_stays_booked(self, visitor: Caller, offered: Two) -> None:
        take(visitor, offered[0])
        assert leave(visitor, offered[0]).json["state"] == "booked"


class TestWhomStaffBookForAnotherTime:
    def test_waits_no_longer_for_that_service(self, visitor: Caller, desk: Caller) -> None:
        entry = put_on(desk)
        others = [put_on(desk, service_id="ketamine-booster"), put_on(desk, 2)]
        book(desk, **waiter())
        assert listed(desk, entry) == "gone"
        assert [listed(desk, entry) for entry in others] == ["waiting", "waiting"]

    def test_is_told_of_no_appointment_by_an_entry_that_was_made_online(
        self, visitor: Caller, desk: Caller
    ) -> None:
        """The same name and number may have been typed by somebody else."""
        entry = join(visitor)
        book(desk, **waiter())
        assert state(visitor, entry) == "waiting"

    def test_passes_on_what_they_were_offered(
        self, desk: Caller, two_by_staff: Two, rest: Rest
    ) -> None:
        book(desk, FRIDAY_10, **waiter())
        rest()
        assert [listed(desk, entry) for entry in two_by_staff] == ["gone", "offered"]

    def test_with_a_series_too(self, desk: Caller, two_by_staff: Two, rest: Rest) -> None:
        wish = {"count": 2, "earliest_day": "2026-11-25", "within_days": 5}
        body = {"service_id": "ketamine-infusion", "wish": wish, "name": "Waiter1 Example"}
        reply = desk.post("/locations/new-york/series", {**body, "phone": "212-555-0101"})
        assert reply.status == 201, reply.text
        rest()
        assert [listed(desk, entry) for entry in two_by_staff] == ["gone", "offered"]


class TestTheDesk:
    def test_sees_who_waits_in_order_of_joining_and_little_of_each(
        self, visitor: Caller, desk: Caller, offered: Two
    ) -> None:
        entries = desk.get("/locations/new-york/waitlist").json["entries"]
        assert [entry["first_name"] for entry in entries] == ["Waiter1", "Waiter2"]
        assert [entry["state"] for entry in entries] == ["offered", "waiting"]
        assert entries[0]["offered_start"] == WEDNESDAY_10
        shown = {"entry_id", "point_id", "first_name", "service_id", "wish", "since", "state"}
        assert set(entries[1]) == shown | {
            "person_id",
            "is_by_staff",
            "same_point",
            "same_person",
            "flags",
        }

    def test_reads_the_whole_list_with_its_flags_in_two_round_trips(
        self, desk: Caller, offered: Two, round_trips: RoundTrips
    ) -> None:
        sent = round_trips.during(lambda: desk.get("/locations/new-york/waitlist"))
        assert sent == ["Query", "BatchGetItem"]  # who waits, and the flags that they stated

    def test_puts_somebody_on_the_list_and_takes_them_off(self, desk: Caller) -> None:
        body = joining(location_id=None)
        path = "/locations/new-york/waitlist"
        first = desk.post(path, body, Idempotency_Key="k")
        again = desk.post(path, body, Idempotency_Key="k")
        assert (first.status, first.json) == (201, again.json)
        assert first.json["state"] == "waiting"
        entry_id = first.json["entry_id"]
        for _ in range(2):
            assert desk.post(f"/staff/waitlist/{entry_id}/leave").json["state"] == "left"
        assert desk.get(path).json["entries"] == []

    def test_finds_the_place_that_it_gave_somebody_already_and_touches_no_visitors(
        self, visitor: Caller, desk: Caller
    ) -> None:
        joined = join(visitor)
        before = see(visitor, joined)
        entry = put_on(desk)
        assert entry["entry_id"] != joined["entry_id"]
        assert put_on(desk, wish={"earliest_time": "09:00"}) == entry
        assert see(visitor, joined) == before

    def test_declines_for_them(
        self, visitor: Caller, desk: Caller, offered: Two, rest: Rest
    ) -> None:
        path = f"/staff/waitlist/{offered[0]['entry_id']}/decline"
        assert desk.post(path, {"starts_at": WEDNESDAY_10}).json["state"] == "waiting"
        rest()
        assert state(visitor, offered[1]) == "offered"

    def test_books_the_very_time_for_who_says_yes_on_the_phone(
        self, visitor: Caller, desk: Caller, offered: Two
    ) -> None:
        """They name the entry: anybody could have made one with that name and number."""
        before = left(visitor)
        appointment = book(desk, **waiter(), waitlist_entry_id=offered[0]["entry_id"])
        assert left(visitor) == before
        assert (appointment["starts_at"], state(visitor, offered[0])) == (WEDNESDAY_10, "booked")
        assert state(visitor, offered[1]) == "waiting"

    def test_books_what_is_offered_to_whom_it_put_on_the_list_itself(
        self, visitor: Caller, desk: Caller, two_by_staff: Two
    ) -> None:
        before = left(visitor)
        book(desk, **waiter())
        assert left(visitor) == before
        assert [listed(desk, entry) for entry in two_by_staff] == ["gone", "waiting"]

    def test_books_another_time_for_who_rings_about_an_offer_and_the_entry_has_ended(
        self, visitor: Caller, desk: Caller, offered: Two, rest: Rest
    ) -> None:
        book(desk, FRIDAY_10, **waiter(), waitlist_entry_id=offered[0]["entry_id"])
        rest()
        assert [state(visitor, entry) for entry in offered] == ["booked", "offered"]

    def test_books_another_service_for_who_rings_about_their_entry_and_it_has_ended(
        self, visitor: Caller, desk: Caller
    ) -> None:
        """They named it, so it is what this booking answers; one that nobody named stays."""
        entry, unnamed = join(visitor), join(visitor, wish={"weekdays": ["friday"]})
        consultation = "ketamine-consultation"
        book(desk, **waiter(), service_id=consultation, waitlist_entry_id=entry["entry_id"])
        assert [state(visitor, each) for each in (entry, unnamed)] == ["booked", "waiting"]

    def test_ends_no_entry_of_another_number_that_it_names(
        self, visitor: Caller, desk: Caller, offered: Two
    ) -> None:
        book(desk, **waiter(9), waitlist_entry_id=offered[0]["entry_id"])
        assert [state(visitor, entry) for entry in offered] == ["offered", "waiting"]

    def test_does_not_book_for_others_what_is_being_offered(
        self, visitor: Caller, desk: Caller, offered: Two
    ) -> None:
        for number in range(left(visitor)):
            book(desk, phone=f"212-555-015{number}")
        body = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10, "name": "A Example"}
        reply = desk.post("/locations/new-york/appointments", {**body, "phone": "2125550166"})
        assert kind(reply) == "time-taken"

    def test_names_what_does_not_exist(self, desk: Caller, visitor: Caller) -> None:
        assert desk.get("/locations/atlantis/waitlist").status == 404
        body = joining(location_id=None)
        assert desk.post("/locations/atlantis/waitlist", body).status == 404
        assert desk.post(f"/staff/waitlist/{'0' * 26}/leave").status == 404
        no_service = {**body, "service_id": "haircut"}
        assert desk.post("/locations/new-york/waitlist", no_service).status == 422

    def test_that_blocks_the_chair_takes_the_offer_back_and_it_is_held_against_nobody(
        self, visitor: Caller, desk: Caller, offered: Two, rest: Rest
    ) -> None:
        body = {"date": "2026-11-25", "reason": "pump is broken"}
        reply = desk.post("/locations/new-york/slots/block", body)
        assert reply.status == 200, reply.text
        assert state(visitor, offered[0]) == "waiting"
        desk.post("/locations/new-york/slots/unblock", {"date": "2026-11-25"})
        rest()
        assert state(visitor, offered[0]) == "offered"

    def test_that_unblocks_a_chair_frees_it_for_who_waits(
        self, visitor: Caller, desk: Caller, clock: FixedClock, rest: Rest
    ) -> None:
        body = {"date": "2026-11-27", "bay": "chair-1"}
        desk.post("/locations/new-york/slots/block", {**body, "reason": "pump is broken"})
        first = join(visitor, 1, wish={"earliest_time": "10:00"})
        clock.forward(seconds=1)
        entries = [first, join(visitor, 2, wish={"earliest_time": "10:00"})]
        reply = desk.post("/locations/new-york/slots/unblock", body)
        assert reply.json["blocked"] == 0
        rest()
        starts = [see(visitor, entry)["offer"]["starts_at"] for entry in entries]
        assert starts == [FRIDAY_10, "2026-11-27T16:30:00Z"]

    def test_is_alone_allowed(self, visitor: Caller) -> None:
        for path in ("waitlist", "free-slots?date=2026-11-25"):
            assert visitor.get(f"/locations/new-york/{path}").status == 401


def test_keys_hold_no_personal_data(visitor: Caller, offered: Two, dynamodb: Any) -> None:
    items = dynamodb.scan(TableName="frontdesk-test")["Items"]
    keys = " ".join(f"{item['pk']['S']} {item['sk']['S']}" for item in items)
    assert "Waiter" not in keys
    assert "555" not in keys


def test_the_token_is_kept_as_a_hash_alone(visitor: Caller, dynamodb: Any) -> None:
    token = join(visitor)["token"]
    assert token not in str(dynamodb.scan(TableName="frontdesk-test")["Items"])


def test_any_day_is_a_window_that_is_open(visitor: Caller) -> None:
    assert see(visitor, join(visitor))["wish"]["last_day"] == ANY_DAY["last_day"]
