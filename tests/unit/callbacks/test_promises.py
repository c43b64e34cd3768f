"""What callers are promised, when they are tried again, and when they are left in peace."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from chalicelib.callbacks.back_off_rules import next_attempt_at
from chalicelib.callbacks.legal_hours_rules import CallHours, callable_from, is_callable
from chalicelib.callbacks.promise_rules import respond_by, told_by
from chalicelib.clinic import CallbackSettings, Promises, Source, Urgency
from chalicelib.clinic.hours import CallWindow
from tests.unit.clinic.locations import a_location

NEW_YORK = ZoneInfo("America/New_York")

PROMISES = Promises.model_validate(
    {
        "crisis": 5,
        "consultation-request": {"routine": 120, "urgent": 30},
        "incoming-call": {"routine": 110, "urgent": 25},
        "missed-call": {"routine": 60, "urgent": 20},
        "voicemail": {"routine": 90, "urgent": 15},
        "escort-unconfirmed": {"routine": 45, "urgent": 10},
        "no-show": {"routine": 100, "urgent": 40},
        "booster-due": {"routine": 200, "urgent": 50},
    }
)
SETTINGS = CallbackSettings(
    lease_minutes=10,
    most_attempts=4,
    back_off_minutes=(60, 480),
    crisis_retry_minutes=10,
    how_to_reach_us="Call us.",
)

office = a_location()  # Monday to Friday, 08:30-12:00 and 13:00-17:30, New York
nobody_in_particular = ["America/New_York"]


def ny(text: str) -> datetime:
    """An instant by the clock in New York."""
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK)


def by_the_clock(instant: datetime | None) -> str:
    assert instant is not None
    assert instant.tzinfo is UTC
    return instant.astimezone(NEW_YORK).strftime("%a %d %b %H:%M %Z")


def wish(start: str, end: str, *weekdays: str, zone: str = "America/New_York") -> CallWindow:
    return CallWindow.model_validate(
        {"start": start, "end": end, "zone": zone, "weekdays": list(weekdays)}
    )


class TestThePromise:
    def promise(
        self,
        received: str,
        source: Source = Source.CONSULTATION_REQUEST,
        urgency: Urgency = Urgency.ROUTINE,
    ) -> str:
        return by_the_clock(respond_by(office, PROMISES, source, urgency, ny(received)))

    def test_a_request_in_the_morning_is_answered_over_lunch(self) -> None:
        assert self.promise("2027-03-10T11:00") == "Wed 10 Mar 14:00 EST"

    def test_a_request_on_friday_night_is_answered_on_monday(self) -> None:
        assert self.promise("2027-03-12T23:40") == "Mon 15 Mar 10:30 EDT"

    def test_a_request_shortly_before_closing_uses_up_the_day_first(self) -> None:
        assert self.promise("2027-03-10T16:45") == "Thu 11 Mar 09:45 EST"

    def test_a_request_that_can_just_be_answered_today_is_due_by_closing_time(self) -> None:
        assert self.promise("2027-03-10T15:30") == "Wed 10 Mar 17:30 EST"

    @pytest.mark.parametrize(
        ("source", "urgency", "due"),
        [
            (Source.CONSULTATION_REQUEST, Urgency.ROUTINE, "11:00"),
            (Source.CONSULTATION_REQUEST, Urgency.URGENT, "09:30"),
            (Source.INCOMING_CALL, Urgency.ROUTINE, "10:50"),
            (Source.INCOMING_CALL, Urgency.URGENT, "09:25"),
            (Source.MISSED_CALL, Urgency.ROUTINE, "10:00"),
            (Source.MISSED_CALL, Urgency.URGENT, "09:20"),
            (Source.VOICEMAIL, Urgency.ROUTINE, "10:30"),
            (Source.VOICEMAIL, Urgency.URGENT, "09:15"),
        ],
    )
    def test_each_source_and_urgency_has_its_own_allowance(
        self, source: Source, urgency: Urgency, due: str
    ) -> None:
        assert self.promise("2027-03-10T09:00", source, urgency) == f"Wed 10 Mar {due} EST"

    @pytest.mark.parametrize("source", Source)
    def test_a_crisis_at_night_is_owed_a_call_within_minutes_of_the_clock(
        self, source: Source
    ) -> None:
        assert self.promise("2027-03-14T03:15", source, Urgency.CRISIS) == "Sun 14 Mar 03:20 EDT"

    def test_no_receipt_names_a_time_of_a_crisis_at_which_the_clinic_is_closed(self) -> None:
        night, source = ny("2027-03-14T03:15"), Source.CONSULTATION_REQUEST
        told = told_by(office, PROMISES, source, Urgency.CRISIS, night)
        assert by_the_clock(told) == "Mon 15 Mar 08:35 EDT"


class TestTryingAgain:
    def again(
        self,
        now: str,
        attempts_made: int = 1,
        wished: CallWindow | None = None,
        zones: tuple[str, ...] = ("America/New_York",),
        urgency: Urgency = Urgency.ROUTINE,
    ) -> datetime | None:
        return next_attempt_at(
            office,
            SETTINGS,
            attempts_made,
            ny(now),
            CallHours((wished,) if wished else (), zones, urgency),
        )

    def test_the_back_off_is_counted_in_opening_minutes(self) -> None:
        assert by_the_clock(self.again("2027-03-10T11:30")) == "Wed 10 Mar 13:30 EST"

    def test_later_attempts_wait_longer_and_the_last_step_repeats(self) -> None:
        assert by_the_clock(self.again("2027-03-10T08:30", 2)) == "Thu 11 Mar 08:30 EST"
        assert by_the_clock(self.again("2027-03-10T08:30", 3)) == "Thu 11 Mar 08:30 EST"

    def test_a_back_off_that_ends_at_closing_time_moves_to_the_next_opening(self) -> None:
        assert by_the_clock(self.again("2027-03-12T16:30")) == "Mon 15 Mar 08:30 EDT"

    def test_after_the_last_attempt_there_is_no_next(self) -> None:
        assert self.again("2027-03-10T11:30", 4) is None
        assert self.again("2027-03-10T11:30", 5) is None

    def test_it_waits_for_the_time_that_the_caller_wished(self) -> None:
        mondays = wish("15:00", "17:00", "monday")
        assert by_the_clock(self.again("2027-03-10T11:30", 1, mondays)) == "Mon 15 Mar 15:00 EDT"

    def test_a_wish_that_is_met_already_costs_no_time(self) -> None:
        afternoons = wish("13:00", "17:00")
        assert by_the_clock(self.again("2027-03-10T11:30", 1, afternoons)) == "Wed 10 Mar 13:30 EST"

    def test_a_wish_for_hours_when_nobody_is_in_is_ignored(self) -> None:
        evenings = wish("19:00", "20:00")
        assert by_the_clock(self.again("2027-03-10T11:30", 1, evenings)) == "Wed 10 Mar 13:30 EST"

    def test_a_caller_further_west_is_not_woken(self) -> None:
        zones = ("America/Los_Angeles",)
        assert by_the_clock(self.again("2027-03-09T17:00", 1, None, zones)) == (
            "Wed 10 Mar 11:00 EST"
        )

    def test_a_wish_is_kept_within_legal_hours_only(self) -> None:
        zones = ("America/Los_Angeles",)
        early = wish("05:00", "07:00", zone="America/Los_Angeles")
        assert by_the_clock(self.again("2027-03-09T17:00", 1, early, zones)) == (
            "Wed 10 Mar 11:00 EST"
        )

    def test_a_number_from_the_other_side_of_the_world_comes_up_for_staff_to_decide(self) -> None:
        zones = ("Asia/Tokyo",)
        due = self.again("2027-01-12T11:30", 1, None, zones)
        assert by_the_clock(due) == "Tue 12 Jan 13:30 EST"
        assert due is not None
        assert not is_callable(office, due, None, CallHours((), zones))

    def test_a_crisis_is_tried_again_in_minutes_at_any_hour(self) -> None:
        again = self.again("2027-03-13T23:55", 1, wish("15:00", "17:00"), urgency=Urgency.CRISIS)
        assert by_the_clock(again) == "Sun 14 Mar 00:05 EST"

    def test_there_is_no_second_attempt_before_the_first(self) -> None:
        with pytest.raises(ValueError, match="first attempt"):
            self.again("2027-03-10T11:30", 0)


class TestWhoMayBeCalledNow:
    def is_callable(
        self,
        now: str,
        not_before: str | None = None,
        wished: CallWindow | None = None,
        zones: tuple[str, ...] = ("America/New_York",),
        urgency: Urgency = Urgency.ROUTINE,
    ) -> bool:
        """Asked both ways, which must agree."""
        snooze = ny(not_before) if not_before else None
        hours = CallHours((wished,) if wished else (), zones, urgency)
        yes = is_callable(office, ny(now), snooze, hours)
        first = callable_from(office, ny(now), snooze, hours)
        assert yes is (first == ny(now))
        return yes

    def test_by_day_anybody(self) -> None:
        assert self.is_callable("2027-03-10T10:00")

    def test_whoever_works_over_lunch_may_call_over_lunch(self) -> None:
        assert self.is_callable("2027-03-10T12:30")

    def test_nobody_before_eight_or_from_nine_at_night(self) -> None:
        assert not self.is_callable("2027-03-10T07:59")
        assert self.is_callable("2027-03-10T08:00")
        assert self.is_callable("2027-03-10T20:59")
        assert not self.is_callable("2027-03-10T21:00")

    def test_nobody_while_it_is_too_early_in_one_of_their_zones(self) -> None:
        both = ("America/New_York", "America/Los_Angeles")
        assert not self.is_callable("2027-03-10T10:59", zones=both)
        assert self.is_callable("2027-03-10T11:00", zones=both)

    def test_nobody_who_is_snoozed(self) -> None:
        assert not self.is_callable("2027-03-10T10:00", not_before="2027-03-10T10:01")
        assert self.is_callable("2027-03-10T10:00", not_before="2027-03-10T10:00")

    def test_only_those_whose_wish_it_is(self) -> None:
        afternoons = wish("13:00", "17:00")
        assert not self.is_callable("2027-03-10T10:00", wished=afternoons)
        assert self.is_callable("2027-03-10T13:00", wished=afternoons)

    def test_a_wish_that_cannot_be_kept_holds_nothing_back(self) -> None:
        assert self.is_callable("2027-03-10T10:00", wished=wish("19:00", "20:00"))
        assert self.is_callable("2027-03-10T10:00", wished=wish("10:00", "11:00", "sunday"))

    def test_a_wish_is_kept_though_the_clinic_is_closed_for_weeks_first(self) -> None:
        first = date(2027, 6, 1)
        closures = [{"date": first + timedelta(days=day), "reason": "works"} for day in range(27)]
        shut = a_location(closures=closures)
        tuesdays = wish("14:00", "15:00", "tuesday")
        wednesday = ny("2027-06-02T10:00")
        asked = (wednesday, None, CallHours((tuesdays,), nobody_in_particular))
        assert not is_callable(shut, *asked)
        assert by_the_clock(callable_from(shut, *asked)) == "Tue 08 Jun 14:00 EDT"

    def test_a_crisis_at_any_hour_whatever_was_wished(self) -> None:
        assert self.is_callable(
            "2027-03-10T03:00", wished=wish("13:00", "17:00"), urgency=Urgency.CRISIS
        )

    def test_a_crisis_that_staff_snoozed_waits(self) -> None:
        assert not self.is_callable(
            "2027-03-10T03:00", not_before="2027-03-10T03:30", urgency=Urgency.CRISIS
        )

    def test_a_snooze_that_ends_at_night_is_followed_by_legal_hours(self) -> None:
        first = callable_from(
            office,
            ny("2027-03-10T10:00"),
            ny("2027-03-10T22:00"),
            CallHours((), nobody_in_particular),
        )
        assert by_the_clock(first) == "Thu 11 Mar 08:00 EST"

    def test_a_caller_who_could_be_anywhere_is_never_handed_out(self) -> None:
        anywhere = ("Asia/Tokyo", "America/New_York", "Europe/London")
        now = ny("2027-03-10T10:00")
        assert callable_from(office, now, None, CallHours((), anywhere)) is None
        assert not self.is_callable("2027-03-10T10:00", zones=anywhere)

    def test_a_caller_of_unknown_whereabouts_lives_by_the_locations_clock(self) -> None:
        assert self.is_callable("2027-03-10T08:00", zones=())
        assert not self.is_callable("2027-03-10T07:59", zones=())

    def test_an_instant_without_a_zone_is_refused(self) -> None:
        naive = datetime(2027, 3, 10, 10)  # noqa: DTZ001
        with pytest.raises(ValueError, match="time zone"):
            is_callable(office, naive, None, CallHours((), (), Urgency.CRISIS))
