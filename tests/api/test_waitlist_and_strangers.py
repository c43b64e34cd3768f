"""A stranger waits under A's number, or number and name: A loses nothing, they learn nothing."""

from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.people.person_store import do_not_contact_update
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Rest
from .waiters import (
    FRIDAY_10,
    WEDNESDAY_10,
    book,
    cancel,
    check_offers,
    decline,
    join,
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

A: Any = waiter(1)
TYPED: dict[str, Any] = {
    "A's number": {"name": "Somebody Else", "phone": A["phone"]},
    "A's number and name": A,
}
UNKNOWN: Any = {"name": "Somebody Else", "phone": "212-555-0188"}
AS_A = pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)


@pytest.fixture
def clinic(clinic: Clinic) -> Clinic:
    """All callers here have one address; these tests are about many that have one each."""
    many = {"most_waitlist_entries_per_address": 200}
    return clinic.model_copy(update={"scheduling": clinic.scheduling.model_copy(update=many)})


@pytest.fixture(autouse=True)
def published(run: Runtime) -> Iterator[None]:
    """New York's schedule is published; in the end offers and slots agree."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")
    yield
    check_offers(run)


def visit(visitor: Caller, starts_at: str, who: dict[str, str]) -> Any:
    """A visitor holds a time and books it; the answer."""
    wish = {"location_id": "new-york", "service_id": "ketamine-infusion", "starts_at": starts_at}
    token = visitor.post("/holds", wish).json["hold_token"]
    reply = visitor.post("/appointments", {"hold_token": token, **who})
    assert reply.status == 201, reply.text
    return reply.json


def told(view: dict[str, Any]) -> Any:
    """What a visitor can learn of their place: all but what no two have alike."""
    offer = {name: value for name, value in view.get("offer", {}).items() if name != "hold_token"}
    return {**view, "entry_id": "", "token": "", "offer": offer}


class TestAStrangerWhoJoins:
    @AS_A
    def test_leaves_as_entry_and_offer_as_they_were(
        self, visitor: Caller, desk: Caller, rest: Rest, clock: FixedClock, typed: Any
    ) -> None:
        appointment, mine = book(desk), join(visitor, 1)
        cancel(desk, appointment)
        rest()
        before = see(visitor, mine)
        assert before["state"] == "offered"
        stranger = join(visitor, **typed, wish={"earliest_time": "09:00"})
        assert state(visitor, stranger) == "waiting"
        assert decline(visitor, stranger).status == 409
        assert leave(visitor, stranger).json["state"] == "left"
        assert see(visitor, mine) == before
        assert take(visitor, mine).status == 201

    @AS_A
    def test_leaves_as_place_in_the_order_as_it_was(
        self, visitor: Caller, desk: Caller, rest: Rest, clock: FixedClock, typed: Any
    ) -> None:
        appointment, mine = book(desk), join(visitor, 1)
        clock.forward(seconds=1)
        stranger = join(visitor, **typed, wish={"weekdays": ["friday"]})
        cancel(desk, appointment)
        rest()
        assert [state(visitor, each) for each in (mine, stranger)] == ["offered", "waiting"]

    @AS_A
    def test_leaves_the_entry_that_staff_made_for_a_as_it_was(
        self, visitor: Caller, desk: Caller, rest: Rest, clock: FixedClock, typed: Any
    ) -> None:
        """An offer to the stranger does not pass A over either."""
        appointments = [book(desk), book(desk, FRIDAY_10, phone="212-555-0199")]
        stranger = join(visitor, **typed, wish={"weekdays": ["wednesday"]})
        clock.forward(seconds=1)
        mine = put_on(desk, 1)
        for appointment in appointments:
            cancel(desk, appointment)
        rest()
        assert (state(visitor, stranger), listed(desk, mine)) == ("offered", "offered")

    @AS_A
    def test_changes_nothing_that_is_known_of_a(
        self, visitor: Caller, desk: Caller, run: Runtime, typed: Any
    ) -> None:
        person_id = book(desk, **A)["person_id"]
        run.table.transact([do_not_contact_update(person_id, run.clock())])
        before = desk.get(f"/people/{person_id}").json["person"]
        join(visitor, **typed, email="stranger@example.com")
        after = desk.get(f"/people/{person_id}").json["person"]
        assert before["do_not_contact_since"]
        assert after == before

    def test_under_an_unknown_number_is_no_proof_of_anything(
        self, visitor: Caller, desk: Caller
    ) -> None:
        join(visitor, **UNKNOWN, email="stranger@example.com")
        (line,) = desk.get("/locations/new-york/waitlist").json["entries"]
        person = desk.get(f"/people/{line['person_id']}").json["person"]
        assert person["phone"] == "+12125550188"
        assert "email" not in person
        assert "proven_at" not in person

    def test_again_from_another_page_has_two_entries_and_one_for_each_key(
        self, visitor: Caller, desk: Caller
    ) -> None:
        answers = [visitor.post("/waitlist", joining(), Idempotency_Key=key) for key in "abaa"]
        ids = [answer.json["entry_id"] for answer in answers]
        assert len(set(ids)) == 2
        assert ids[0] == ids[2] == ids[3]
        assert len(desk.get("/locations/new-york/waitlist").json["entries"]) == 2


class TestAStrangerLearnsNothing:
    @AS_A
    @pytest.mark.parametrize(
        "known", ["booked then", "not to be contacted", "waitlisted", "offered", "gave it up"]
    )
    def test_from_joining_from_offers_and_from_later_views(
        self,
        visitor: Caller,
        desk: Caller,
        run: Runtime,
        rest: Rest,
        known: str,
        typed: Any,
    ) -> None:
        """The stranger and somebody unknown wait for Wednesday at ten; two such times are freed."""
        person_id = self._prepare(visitor, desk, known, rest)
        if known == "not to be contacted":
            run.table.transact([do_not_contact_update(person_id, run.clock())])
        theirs = WEDNESDAY_10 if known == "gave it up" else FRIDAY_10
        freed = [
            book(desk, WEDNESDAY_10, **(A if theirs == WEDNESDAY_10 else waiter(7))),
            book(desk, WEDNESDAY_10, **waiter(8)),
        ]
        day = {"first_day": "2026-11-25", "last_day": "2026-11-25"}
        entries = [join(visitor, **who, wish=day) for who in (typed, UNKNOWN)]
        assert told(entries[0]) == told(entries[1])
        for appointment in freed:
            cancel(desk, appointment)
        rest()
        views = [see(visitor, entry) for entry in entries]
        assert told(views[0]) == told(views[1])
        assert views[0]["state"] == "offered"
        answers = [decline(visitor, entry) for entry in entries]
        assert told(answers[0].json) == told(answers[1].json)
        answers = [leave(visitor, entry) for entry in entries]
        assert told(answers[0].json) == told(answers[1].json)

    def _prepare(self, visitor: Caller, desk: Caller, known: str, rest: Rest) -> str:
        """A is known to the clinic; their id."""
        at = WEDNESDAY_10 if known == "booked then" else "2026-11-27T18:00:00Z"
        booked = book(desk, at, **{**A, "service_id": "ketamine-consultation"})
        if known in ("waitlisted", "offered"):
            friday = {"first_day": "2026-11-27", "last_day": "2026-11-27"}
            put_on(desk, 1, wish=friday)
            join(visitor, 1, wish=friday)
        if known == "offered":
            freed = [book(desk, FRIDAY_10, **waiter(number)) for number in (5, 6)]
            for appointment in freed:
                cancel(desk, appointment)
            rest()
        return str(booked["person_id"])

    def test_that_staff_booked_the_person_whose_name_and_number_they_gave(
        self, visitor: Caller, desk: Caller
    ) -> None:
        stranger, other = join(visitor, **A), join(visitor, **UNKNOWN)
        book(desk, **A)
        assert told(see(visitor, stranger)) == told(see(visitor, other))

    def test_from_an_offer_that_staff_booked_that_person_then(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        freed = [book(desk, **waiter(number)) for number in (7, 8)]
        stranger, other = join(visitor, **A), join(visitor, **UNKNOWN)
        for appointment in freed:
            cancel(desk, appointment)
        rest()
        assert state(visitor, stranger) == "offered"
        appointment = book(desk, **A)
        assert appointment["starts_at"] == WEDNESDAY_10
        assert told(see(visitor, stranger)) == told(see(visitor, other))
        assert take(visitor, stranger, name="Somebody Else").status == 201

    def test_though_no_other_chair_is_left_then(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        """Staff are told that the time is taken; naming the entry, they take it."""
        freed, stranger = book(desk, **waiter(7)), join(visitor, **A)
        cancel(desk, freed)
        rest()
        for number in range(left(visitor)):
            book(desk, phone=f"212-555-015{number}")
        wish = {"service_id": "ketamine-infusion", "starts_at": WEDNESDAY_10, **A}
        reply = desk.post("/locations/new-york/appointments", wish)
        assert kind(reply) == "time-taken"
        assert state(visitor, stranger) == "offered"
        assert book(desk, **A, waitlist_entry_id=stranger["entry_id"])["starts_at"] == WEDNESDAY_10
        assert state(visitor, stranger) == "booked"

    @AS_A
    def test_and_messages_are_written_alike(
        self, visitor: Caller, desk: Caller, run: Runtime, rest: Rest, typed: Any
    ) -> None:
        """Whether one goes out is decided when it is sent."""
        person_id = book(desk, FRIDAY_10, **A)["person_id"]
        run.table.transact([do_not_contact_update(person_id, run.clock())])
        entries = [join(visitor, **who) for who in (typed, UNKNOWN)]
        freed = [book(desk, **waiter(7)), book(desk, **waiter(8))]
        for appointment in freed:
            cancel(desk, appointment)
        rest()
        found = [run.table.get({"pk": each["pk"], "sk": each["sk"]}) for each in messages(run)]
        about = {message["about"] for message in found if message}
        assert about == {entry["entry_id"] for entry in entries}


class TestAStrangerWhoBooks:
    @AS_A
    def test_ends_nobodys_entry_and_touches_no_offer(
        self, visitor: Caller, desk: Caller, rest: Rest, typed: Any
    ) -> None:
        appointment, mine = book(desk), join(visitor, 1)
        cancel(desk, appointment)
        rest()
        by_staff = put_on(desk, 1)
        before = see(visitor, mine)
        assert before["state"] == "offered"
        visit(visitor, FRIDAY_10, typed)
        assert see(visitor, mine) == before
        assert listed(desk, by_staff) == "waiting"
        assert take(visitor, mine).status == 201
        assert state(visitor, mine) == "booked"
        assert listed(desk, by_staff) == "waiting"

    @AS_A
    def test_for_that_hour_does_not_pass_over_whom_staff_put_on_the_list(
        self, visitor: Caller, desk: Caller, rest: Rest, typed: Any
    ) -> None:
        appointment, mine = book(desk), put_on(desk, 1)
        visit(visitor, WEDNESDAY_10, typed)
        cancel(desk, appointment)
        rest()
        assert listed(desk, mine) == "offered"

    @AS_A
    def test_and_calls_it_off_does_not_keep_that_time_from_a(
        self, visitor: Caller, desk: Caller, rest: Rest, typed: Any
    ) -> None:
        mine = put_on(desk, 1)
        booked = visit(visitor, WEDNESDAY_10, typed)
        path = f"/appointments/{booked['appointment_id']}/cancel"
        assert visitor.post(path, {}, Manage_Token=booked["manage_token"]).status == 200
        rest()
        assert listed(desk, mine) == "offered"

    @AS_A
    def test_with_what_was_offered_to_themselves_ends_their_own_entry_alone(
        self, visitor: Caller, desk: Caller, rest: Rest, clock: FixedClock, typed: Any
    ) -> None:
        appointment, stranger = book(desk), join(visitor, **typed)
        clock.forward(seconds=1)
        mine = [join(visitor, 1), put_on(desk, 1)]
        cancel(desk, appointment)
        rest()
        token = see(visitor, stranger)["offer"]["hold_token"]
        assert visitor.post("/appointments", {"hold_token": token, **typed}).status == 201
        assert state(visitor, stranger) == "booked"
        assert [listed(desk, each) for each in mine] == ["waiting", "waiting"]


class TestTheDesk:
    def test_sees_what_one_number_and_one_person_collect(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        put_on(desk, 1)
        for typed in (*TYPED.values(), UNKNOWN):
            clock.forward(seconds=1)
            join(visitor, **typed)
        lines = desk.get("/locations/new-york/waitlist").json["entries"]
        assert [line["same_point"] for line in lines] == [3, 3, 3, 1]
        assert [line["same_person"] for line in lines] == [2, 1, 2, 1]
        assert [line["is_by_staff"] for line in lines] == [True, False, False, False]

    def test_calls_off_all_that_one_number_collected_in_one_step(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        appointment, before = book(desk), left(visitor)
        many = [join(visitor, **typed) for typed in [*TYPED.values()] * 20]
        other = join(visitor, **UNKNOWN, wish={"weekdays": ["friday"]})
        cancel(desk, appointment)
        rest()
        line = desk.get("/locations/new-york/waitlist").json["entries"][0]
        path = "/locations/new-york/waitlist/call-off"
        for _ in range(2):
            reply = desk.post(path, {"point_id": line["point_id"]})
            assert reply.status == 200, reply.text
            assert [each["entry_id"] for each in reply.json["entries"]] == [other["entry_id"]]
        assert {state(visitor, each) for each in many} == {"left"}
        rest()
        assert left(visitor) == before + 1

    def test_calls_off_what_one_person_collected_and_nobody_elses(
        self, visitor: Caller, desk: Caller
    ) -> None:
        mine, stranger = put_on(desk, 1), join(visitor, **TYPED["A's number"])
        lines = desk.get("/locations/new-york/waitlist").json["entries"]
        line = next(each for each in lines if each["entry_id"] == stranger["entry_id"])
        body = {"point_id": line["point_id"], "person_id": line["person_id"]}
        reply = desk.post("/locations/new-york/waitlist/call-off", body)
        assert [each["entry_id"] for each in reply.json["entries"]] == [mine["entry_id"]]

    def test_calls_off_nothing_that_staff_put_on_the_list(
        self, visitor: Caller, desk: Caller
    ) -> None:
        mine, stranger = put_on(desk, 1), join(visitor, **A)
        for named in (["point_id"], ["point_id", "person_id"]):
            (line, *_) = desk.get("/locations/new-york/waitlist").json["entries"]
            body = {key: line[key] for key in named}
            reply = desk.post("/locations/new-york/waitlist/call-off", body)
            assert [each["entry_id"] for each in reply.json["entries"]] == [mine["entry_id"]]
        assert state(visitor, stranger) == "left"

    def test_sees_on_a_persons_page_what_was_joined_online_here(
        self, visitor: Caller, desk: Caller
    ) -> None:
        put_on(desk, 1)
        for typed in (*TYPED.values(), UNKNOWN):
            join(visitor, **typed)
        lines = desk.get("/locations/new-york/waitlist").json["entries"]
        card = desk.get(f"/people/{lines[0]['person_id']}").json
        assert card["joined_online"] == {"new-york": {"of_person": 1, "on_point": 2}}

    def test_calls_off_only_at_a_location_that_there_is_and_nobody_else_may(
        self, visitor: Caller, desk: Caller
    ) -> None:
        body = {"point_id": "0" * 26}
        assert desk.post("/locations/atlantis/waitlist/call-off", body).status == 404
        assert visitor.post("/locations/new-york/waitlist/call-off", body).status == 401
        assert desk.post("/locations/new-york/waitlist/call-off", body).json["entries"] == []

    def test_books_somebody_however_many_entries_were_made_in_their_name(
        self, visitor: Caller, desk: Caller
    ) -> None:
        mine = put_on(desk, 1)
        for _ in range(30):
            join(visitor, **A)
        book(desk, **A)
        assert listed(desk, mine) == "gone"
        lines = desk.get("/locations/new-york/waitlist").json["entries"]
        assert {line["same_person"] for line in lines} == {len(lines)}
        wish = {"count": 2, "earliest_day": "2026-11-25", "within_days": 5}
        body = {"service_id": "ketamine-infusion", "wish": wish, **A}
        assert desk.post("/locations/new-york/series", body).status == 201

    def test_takes_the_time_that_is_offered_to_the_very_person_and_no_other_on_that_phone(
        self, visitor: Caller, desk: Caller, rest: Rest
    ) -> None:
        appointment, theirs = book(desk), join(visitor, **TYPED["A's number"])
        cancel(desk, appointment)
        rest()
        before = see(visitor, theirs)
        assert before["state"] == "offered"
        assert book(desk, **A)["starts_at"] == WEDNESDAY_10
        assert see(visitor, theirs) == before
