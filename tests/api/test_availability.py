"""What visitors are offered: start times, how many are left, at once and in few bytes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.table import Table
from chalicelib.scheduling.slots.models import Slot
from chalicelib.scheduling.slots.store import slot_item
from infra.table_definition import STATEFUL_TEMPLATE, create_table_arguments
from tests.api.conftest import Caller
from tests.api.schedules import TUESDAY, at_clinic, becomes, is_booked, publish, slot_of
from tests.conftest import FixedClock, RoundTrips
from tests.unit.scheduling.clinics import a_clinic, a_service, a_template

INFUSION = "location=new-york&service=ketamine-infusion"
ON_TUESDAY = f"from={TUESDAY}&to={TUESDAY}"
WEDNESDAY = TUESDAY + timedelta(days=1)
ON_WEDNESDAY = f"from={WEDNESDAY}&to={WEDNESDAY}"


def offered(visitor: Caller, query: str) -> Any:
    reply = visitor.get(f"/availability?{query}")
    assert reply.status == 200, reply.text
    return reply.json


def left(visitor: Caller, query: str) -> dict[str, int]:
    """How many are left, by local time."""
    times = offered(visitor, query)["times"]
    return {time["local"][11:16]: time["left"] for time in times}


def fields(reply: Any) -> list[str]:
    assert reply.status == 422, reply.text
    return [error["field"] for error in reply.json["errors"]]


@pytest.fixture
def published(manager: Caller) -> None:
    """New York's Tuesday and Wednesday."""
    publish(manager, TUESDAY, WEDNESDAY)


class TestTimesOnOffer:
    def test_start_times_are_told_in_utc_and_local_with_how_many_are_left(
        self, published: None, visitor: Caller
    ) -> None:
        answer = offered(visitor, f"{INFUSION}&{ON_WEDNESDAY}")
        assert answer["zone"] == "America/New_York"
        assert (answer["duration_minutes"], answer["recovery_minutes"]) == (50, 40)
        assert answer["times"][0] == {
            "starts_at": "2026-11-25T13:30:00Z",
            "local": "2026-11-25T08:30:00-05:00",
            "left": 4,
        }
        assert left(visitor, f"{INFUSION}&{ON_WEDNESDAY}") == dict.fromkeys(
            ["08:30", "10:00", "11:30", "13:00", "14:30", "16:00"], 4
        )

    def test_one_look_at_the_table_is_enough(
        self, published: None, visitor: Caller, round_trips: RoundTrips
    ) -> None:
        def look() -> None:
            offered(visitor, f"{INFUSION}&from=2026-11-23&to=2026-12-06")

        assert round_trips.during(look) == ["Query"]

    def test_without_dates_it_is_two_weeks_from_today(
        self, published: None, visitor: Caller
    ) -> None:
        answer = offered(visitor, INFUSION)
        assert (answer["from"], answer["to"]) == ("2026-11-23", "2026-12-06")
        assert answer["last_day"] == "2027-01-18"

    def test_what_is_booked_is_not_on_offer(
        self, published: None, visitor: Caller, run: Runtime
    ) -> None:
        for bay in ("chair-1", "chair-2", "chair-3", "suite-1"):
            is_booked(run, slot_of(run, bay, 0, WEDNESDAY))
        is_booked(run, slot_of(run, "chair-1", 1, WEDNESDAY))
        times = left(visitor, f"{INFUSION}&{ON_WEDNESDAY}")
        assert "08:30" not in times
        assert times["10:00"] == 3

    def test_what_somebody_holds_is_not_until_the_hold_runs_out(
        self, published: None, visitor: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        until = clock() + timedelta(minutes=10)
        slot = slot_of(run, "chair-1", 0, WEDNESDAY)
        becomes(run, slot, status="held", hold_id="h", hold_until=until)
        assert left(visitor, f"{INFUSION}&{ON_WEDNESDAY}")["08:30"] == 3
        clock.forward(minutes=10)
        assert left(visitor, f"{INFUSION}&{ON_WEDNESDAY}")["08:30"] == 4

    def test_the_lead_time_of_the_service_is_respected(
        self, published: None, visitor: Caller, clock: FixedClock
    ) -> None:
        """Monday 10:00; an infusion is booked a day ahead, a follow-up two hours."""
        assert min(left(visitor, f"{INFUSION}&{ON_TUESDAY}")) == "10:00"
        clock.forward(seconds=1)
        assert min(left(visitor, f"{INFUSION}&{ON_TUESDAY}")) == "11:30"
        follow_up = f"location=new-york&service=follow-up&{ON_TUESDAY}"
        assert min(left(visitor, follow_up)) == "09:00"

    def test_what_is_past_its_cut_off_is_the_desks_whatever_jobs_have_done(
        self, visitor: Caller, manager: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        """Cut off two hours before; at 7:00 a slot at 9:00 is no longer on offer."""
        with at_clinic(run, a_clinic(a_template("09:00", "10:00"), cut_off_minutes=120)):
            publish(manager, at="harbor")
            query = f"location=harbor&service=visit&{ON_TUESDAY}"
            clock.now = datetime(2026, 11, 24, 11, 59, 59, 999000, tzinfo=UTC)
            assert list(left(visitor, query)) == ["09:00", "10:00"]
            clock.forward(milliseconds=1)
            assert list(left(visitor, query)) == ["10:00"]

    def test_reserved_slots_are_offered_for_what_they_are_reserved_for_alone(
        self, published: None, visitor: Caller
    ) -> None:
        """On Wednesday mornings the second consulting room is for first consultations."""
        here = f"location=new-york&{ON_WEDNESDAY}"
        assert left(visitor, f"{here}&service=ketamine-consultation")["09:00"] == 2
        assert left(visitor, f"{here}&service=follow-up")["09:00"] == 1
        assert left(visitor, f"{here}&service=medical-cannabis-evaluation")["09:00"] == 1

    def test_a_slot_too_short_for_a_service_is_not_offered_for_it(
        self, published: None, visitor: Caller
    ) -> None:
        """On Wednesday afternoons the second room has half hours for follow-ups."""
        here = f"location=new-york&{ON_WEDNESDAY}"
        assert left(visitor, f"{here}&service=follow-up")["13:30"] == 1
        assert "13:30" not in left(visitor, f"{here}&service=medical-cannabis-evaluation")

    def test_a_service_that_grew_longer_is_not_offered_in_slots_published_before(
        self, visitor: Caller, manager: Caller, run: Runtime
    ) -> None:
        with at_clinic(run, a_clinic(a_template("09:00"))):
            publish(manager, at="harbor")
        longer = [a_service("visit", "consult", 75)]
        query = f"location=harbor&service=visit&{ON_WEDNESDAY}"
        with at_clinic(run, a_clinic(a_template("09:00"), services=longer)):
            assert left(visitor, query) == {}
            publish(manager, WEDNESDAY, at="harbor")
            assert left(visitor, query) == {"09:00": 1}

    def test_a_day_that_is_over_early_offers_nothing_and_asks_nothing(
        self, visitor: Caller, round_trips: RoundTrips
    ) -> None:
        today = f"{INFUSION}&from=2026-11-23&to=2026-11-23"
        assert round_trips.during(lambda: offered(visitor, today)) == []
        assert offered(visitor, today)["times"] == []

    def test_many_pages_are_one_answer(
        self, visitor: Caller, manager: Caller, run: Runtime, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        publish(manager, TUESDAY, WEDNESDAY)
        whole = run.table.query

        def in_pages_of_ten(*given: Any, **how: Any) -> Any:
            return whole(*given, **{**how, "limit": 10})

        monkeypatch.setattr(run.table, "query", in_pages_of_ten)
        assert isinstance(run.table, Table)
        assert sum(left(visitor, f"{INFUSION}&{ON_WEDNESDAY}").values()) == 24


class TestWhatCannotBeAsked:
    @pytest.mark.parametrize(
        ("query", "slug"),
        [
            ("location=atlantis&service=follow-up", "unknown-location"),
            ("location=new-york&service=seance", "unknown-service"),
            ("location=chicago&service=botox", "unknown-service"),
        ],
    )
    def test_an_unknown_place_or_service_has_its_own_problem(
        self, visitor: Caller, query: str, slug: str
    ) -> None:
        reply = visitor.get(f"/availability?{query}")
        assert (reply.status, reply.json["type"]) == (404, f"urn:frontdesk:problem:{slug}")

    @pytest.mark.parametrize(
        ("days", "wrong"),
        [
            ("from=2026-11-22", "from"),
            ("from=2027-01-19", "from"),
            ("from=2027-01-18&to=2027-01-19", "to"),
            ("from=2026-11-25&to=2026-11-24", "to"),
            ("from=2026-11-24&to=2026-12-25", "to"),
            ("from=soon", "from"),
            ("from=2027-02-30", "from"),
            ("day=2026-11-24", "day"),
        ],
    )
    def test_days_that_cannot_be_booked_are_named(
        self, visitor: Caller, days: str, wrong: str
    ) -> None:
        assert fields(visitor.get(f"/availability?{INFUSION}&{days}")) == [wrong]

    def test_a_month_may_be_asked_for_at_once(self, visitor: Caller) -> None:
        assert offered(visitor, f"{INFUSION}&from=2026-11-24&to=2026-12-24")["times"] == []

    def test_what_is_missing_is_named(self, visitor: Caller) -> None:
        assert fields(visitor.get("/availability")) == ["location", "service"]

    def test_today_is_the_locations_own(
        self, visitor: Caller, clock: FixedClock, round_trips: RoundTrips
    ) -> None:
        """At 5:30 UTC it is the 24th in New York, and still the 23rd in Chicago."""
        clock.now = datetime(2026, 11, 24, 5, 30, tzinfo=UTC)
        in_chicago = "location=chicago&service=follow-up&from=2026-11-23&to=2026-11-24"
        assert offered(visitor, in_chicago)["from"] == "2026-11-23"
        in_new_york = "location=new-york&service=follow-up&from=2026-11-23&to=2026-11-24"
        assert fields(visitor.get(f"/availability?{in_new_york}")) == ["from"]


class TestAskingAgain:
    def test_an_answer_may_be_kept_for_seconds(self, published: None, visitor: Caller) -> None:
        reply = visitor.get(f"/availability?{INFUSION}")
        assert reply.headers["cache-control"] == "public, max-age=15"
        assert reply.headers["etag"].startswith('"')

    def test_what_is_known_already_is_not_sent_again(
        self, published: None, visitor: Caller
    ) -> None:
        path = f"/availability?{INFUSION}&{ON_WEDNESDAY}"
        first = visitor.get(path)
        for known in (first.headers["etag"], f'"other", W/{first.headers["etag"]}', "*"):
            again = visitor.get(path, If_None_Match=known)
            assert (again.status, again.body) == (304, b"")
            assert again.headers["etag"] == first.headers["etag"]
            assert again.headers["cache-control"] == first.headers["cache-control"]

    def test_what_has_changed_is(self, published: None, visitor: Caller, run: Runtime) -> None:
        path = f"/availability?{INFUSION}&{ON_WEDNESDAY}"
        first = visitor.get(path)
        is_booked(run, slot_of(run, "chair-1", 0, WEDNESDAY))
        again = visitor.get(path, If_None_Match=first.headers["etag"])
        assert again.status == 200
        assert again.headers["etag"] != first.headers["etag"]


ZONES = {"new-york": "America/New_York", "chicago": "America/Chicago"}


class TestTheNightsThatClocksChange:
    """Published and offered over HTTP: slots of an hour at half past each hour of the night."""

    @pytest.fixture(params=list(ZONES.values()), ids=list(ZONES))
    def night(self, request: pytest.FixtureRequest, run: Runtime) -> Iterator[Clinic]:
        """A clinic that is open all night, in either zone."""
        starts = ("00:30", "01:30", "02:30", "03:30", "04:30")
        clinic = a_clinic(a_template(*starts), zone=request.param)
        with at_clinic(run, clinic):
            yield clinic

    def on_offer(self, visitor: Caller, manager: Caller, day: date) -> list[tuple[str, str, int]]:
        assert publish(manager, day, at="harbor")["conflicts"] == 0
        answer = offered(visitor, f"location=harbor&service=visit&from={day}&to={day}")
        return [(t["starts_at"], t["local"], t["left"]) for t in answer["times"]]

    def test_in_spring_there_is_no_half_past_two(
        self, night: Clinic, visitor: Caller, manager: Caller, clock: FixedClock
    ) -> None:
        clock.now = datetime(2027, 3, 1, 15, tzinfo=UTC)
        times = self.on_offer(visitor, manager, date(2027, 3, 14))
        if night.location("harbor").zone == "America/New_York":
            assert times == [
                ("2027-03-14T05:30:00Z", "2027-03-14T00:30:00-05:00", 1),
                ("2027-03-14T06:30:00Z", "2027-03-14T01:30:00-05:00", 1),
                ("2027-03-14T07:30:00Z", "2027-03-14T03:30:00-04:00", 1),
                ("2027-03-14T08:30:00Z", "2027-03-14T04:30:00-04:00", 1),
            ]
        else:
            assert times == [
                ("2027-03-14T06:30:00Z", "2027-03-14T00:30:00-06:00", 1),
                ("2027-03-14T07:30:00Z", "2027-03-14T01:30:00-06:00", 1),
                ("2027-03-14T08:30:00Z", "2027-03-14T03:30:00-05:00", 1),
                ("2027-03-14T09:30:00Z", "2027-03-14T04:30:00-05:00", 1),
            ]

    def test_in_autumn_half_past_one_comes_once(
        self, night: Clinic, visitor: Caller, manager: Caller, clock: FixedClock
    ) -> None:
        clock.now = datetime(2027, 10, 25, 15, tzinfo=UTC)
        times = self.on_offer(visitor, manager, date(2027, 11, 7))
        if night.location("harbor").zone == "America/New_York":
            assert times == [
                ("2027-11-07T04:30:00Z", "2027-11-07T00:30:00-04:00", 1),
                ("2027-11-07T05:30:00Z", "2027-11-07T01:30:00-04:00", 1),
                ("2027-11-07T07:30:00Z", "2027-11-07T02:30:00-05:00", 1),
                ("2027-11-07T08:30:00Z", "2027-11-07T03:30:00-05:00", 1),
                ("2027-11-07T09:30:00Z", "2027-11-07T04:30:00-05:00", 1),
            ]
        else:
            assert times == [
                ("2027-11-07T05:30:00Z", "2027-11-07T00:30:00-05:00", 1),
                ("2027-11-07T06:30:00Z", "2027-11-07T01:30:00-05:00", 1),
                ("2027-11-07T08:30:00Z", "2027-11-07T02:30:00-06:00", 1),
                ("2027-11-07T09:30:00Z", "2027-11-07T03:30:00-06:00", 1),
                ("2027-11-07T10:30:00Z", "2027-11-07T04:30:00-06:00", 1),
            ]

    def test_half_past_one_the_second_time_can_be_added_by_hand(
        self, night: Clinic, visitor: Caller, manager: Caller, clock: FixedClock
    ) -> None:
        clock.now = datetime(2027, 10, 25, 15, tzinfo=UTC)
        first = self.on_offer(visitor, manager, date(2027, 11, 7))[1]
        second = datetime.fromisoformat(first[0]) + timedelta(hours=1)
        body = {"pool": "consult", "bay": "room-1", "starts_at": second.isoformat()}
        assert manager.post("/locations/harbor/slots", body).status == 201
        times = offered(visitor, "location=harbor&service=visit&from=2027-11-07&to=2027-11-07")[
            "times"
        ]
        assert [time["local"][11:16] for time in times].count("01:30") == 2
        assert len({time["local"] for time in times}) == 6


class TestWhatAnAnswerCosts:
    """DynamoDB bills a query by the bytes of the entries that it reads, 4 KB at a time.

    An entry's bytes are those of its attributes' names and values. A query of an index that is
    eventually consistent costs half a unit for each 4 KB.
    """

    def test_five_hundred_free_slots_cost_eight_units_at_most(
        self, clinic: Clinic, run: Runtime, manager: Caller
    ) -> None:
        publish(manager, TUESDAY, WEDNESDAY)
        for bay in ("chair-1", "consult-1", "suite-1"):
            size = _entry_bytes(slot_of(run, bay))
            units = -(-500 * size // 4096) / 2
            assert units <= 8, f"{size} bytes an entry, {units} units"

    def test_the_index_has_what_answers_are_made_of_and_no_more(self) -> None:
        assert _projected() == {"minutes", "services", "hold_until"}


def _projected() -> set[str]:
    table = create_table_arguments(STATEFUL_TEMPLATE.read_text(), "any")
    (index,) = (i for i in table["GlobalSecondaryIndexes"] if i["IndexName"] == "open")
    return set(index["Projection"]["NonKeyAttributes"])


def _entry_bytes(slot: Slot) -> int:
    item = slot_item(slot)
    names = _projected() | {"pk", "sk", "open_pk", "open_sk"}
    return sum(len(name) + _value_bytes(item[name]) for name in names if name in item)


def _value_bytes(value: Any) -> int:
    """A number takes about a byte for each two digits, and one more; a list three and one each."""
    if isinstance(value, str):
        return len(value.encode())
    if isinstance(value, int):
        return -(-len(str(value)) // 2) + 1
    return 3 + sum(1 + _value_bytes(part) for part in value)
