"""Opening hours, as a front desk would count them."""

from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from chalicelib.clinic.hours import (
    CallWindow,
    NeverOpenError,
    add_opening_minutes,
    first_common_instant,
    first_instant,
    is_open_at,
    legal_hours,
    next_opening,
    opening_intervals,
    opening_minutes_between,
    opening_of,
    opening_time_between,
    subtract_opening_minutes,
)
from chalicelib.platform.errors import FrontdeskError
from tests.unit.clinic.locations import EVERY_DAY, a_location, every_day

NEW_YORK = ZoneInfo("America/New_York")
CHICAGO = ZoneInfo("America/Chicago")


def ny(text: str, fold: int = 0) -> datetime:
    """An instant by the clock in New York."""
    return datetime.fromisoformat(text).replace(tzinfo=NEW_YORK, fold=fold)


def by_the_clock(instant: datetime, zone: ZoneInfo = NEW_YORK) -> str:
    return instant.astimezone(zone).strftime("%a %d %b %H:%M %Z")


office = a_location()
night_shift = a_location(hours=every_day("00:00-06:00"))


class TestOpening:
    def test_a_location_opens_on_the_minute_and_is_closed_on_the_minute(self) -> None:
        assert not is_open_at(office, ny("2027-03-10T08:29:59"))
        assert is_open_at(office, ny("2027-03-10T08:30"))
        assert is_open_at(office, ny("2027-03-10T11:59:59"))
        assert not is_open_at(office, ny("2027-03-10T12:00"))

    def test_lunch_and_days_off_are_not_opening(self) -> None:
        assert not is_open_at(office, ny("2027-03-10T12:30"))
        assert not is_open_at(office, ny("2027-03-13T10:00"))

    def test_on_a_friday_evening_the_next_opening_is_monday(self) -> None:
        assert by_the_clock(next_opening(office, ny("2027-03-12T18:00"))) == "Mon 15 Mar 08:30 EDT"

    def test_while_open_the_next_opening_is_now(self) -> None:
        assert next_opening(office, ny("2027-03-10T09:17")) == ny("2027-03-10T09:17")

    def test_intervals_go_on_over_lunch_and_weekend(self) -> None:
        found = islice(opening_intervals(office, ny("2027-03-12T11:00")), 3)
        assert [(by_the_clock(start), by_the_clock(end)) for start, end in found] == [
            ("Fri 12 Mar 11:00 EST", "Fri 12 Mar 12:00 EST"),
            ("Fri 12 Mar 13:00 EST", "Fri 12 Mar 17:30 EST"),
            ("Mon 15 Mar 08:30 EDT", "Mon 15 Mar 12:00 EDT"),
        ]

    def test_answers_are_utc(self) -> None:
        assert next_opening(office, ny("2027-03-10T09:17")).tzinfo is UTC

    def test_an_instant_without_a_zone_is_refused(self) -> None:
        with pytest.raises(ValueError, match="time zone"):
            is_open_at(office, datetime(2027, 3, 10, 9))  # noqa: DTZ001

    def test_open_till_midnight_means_the_last_minute_of_the_day_too(self) -> None:
        until_midnight = a_location(hours={"friday": ["20:00-24:00"]})
        assert is_open_at(until_midnight, ny("2027-03-12T23:59:59"))
        assert not is_open_at(until_midnight, ny("2027-03-13T00:00"))


class TestClosures:
    def test_a_closed_day_is_skipped(self) -> None:
        shut = a_location(closures=[{"date": date(2027, 5, 31), "reason": "Memorial Day"}])
        assert by_the_clock(next_opening(shut, ny("2027-05-28T17:30"))) == "Tue 01 Jun 08:30 EDT"

    def test_a_closure_in_the_middle_of_the_day_splits_it(self) -> None:
        training = {"date": date(2027, 2, 10), "reason": "Training", "from": "10:00", "to": "13:30"}
        shut = a_location(closures=[training])
        found = islice(opening_intervals(shut, ny("2027-02-10T00:00")), 2)
        assert [(by_the_clock(start), by_the_clock(end)) for start, end in found] == [
            ("Wed 10 Feb 08:30 EST", "Wed 10 Feb 10:00 EST"),
            ("Wed 10 Feb 13:30 EST", "Wed 10 Feb 17:30 EST"),
        ]

    def test_from_alone_closes_the_rest_of_the_day(self) -> None:
        shut = a_location(closures=[{"date": date(2026, 12, 24), "reason": "Eve", "from": "11:00"}])
        assert is_open_at(shut, ny("2026-12-24T10:59"))
        assert opening_minutes_between(shut, ny("2026-12-24T00:00"), ny("2026-12-25T00:00")) == 150

    def test_to_alone_closes_the_morning(self) -> None:
        shut = a_location(closures=[{"date": date(2026, 12, 24), "reason": "Late", "to": "10:30"}])
        assert by_the_clock(next_opening(shut, ny("2026-12-24T00:00"))) == "Thu 24 Dec 10:30 EST"


class TestAdding:
    def test_minutes_are_counted_over_lunch(self) -> None:
        done = add_opening_minutes(office, ny("2027-03-10T11:30"), 60)
        assert by_the_clock(done) == "Wed 10 Mar 13:30 EST"

    def test_minutes_are_counted_over_the_weekend_on_which_clocks_change(self) -> None:
        done = add_opening_minutes(office, ny("2027-03-12T17:00"), 90)
        assert by_the_clock(done) == "Mon 15 Mar 09:30 EDT"

    def test_what_ends_with_the_day_is_due_by_closing_time(self) -> None:
        done = add_opening_minutes(office, ny("2027-03-10T17:00"), 30)
        assert by_the_clock(done) == "Wed 10 Mar 17:30 EST"

    def test_a_second_too_late_for_today_is_due_a_second_after_opening(self) -> None:
        done = add_opening_minutes(office, ny("2027-03-10T17:00:01"), 30)
        assert done == ny("2027-03-11T08:30:01")

    def test_no_minutes_at_a_closed_time_is_the_next_opening(self) -> None:
        done = add_opening_minutes(office, ny("2027-03-10T12:00"), 0)
        assert by_the_clock(done) == "Wed 10 Mar 13:00 EST"

    def test_no_minutes_while_open_is_now(self) -> None:
        assert add_opening_minutes(office, ny("2027-03-10T11:59"), 0) == ny("2027-03-10T11:59")

    def test_time_is_not_counted_backwards(self) -> None:
        with pytest.raises(ValueError, match="forwards"):
            add_opening_minutes(office, ny("2027-03-10T12:00"), -1)


class TestSubtracting:
    def test_counts_back_over_the_weekend(self) -> None:
        before = subtract_opening_minutes(office, ny("2027-01-11T09:00"), 45)
        assert by_the_clock(before) == "Fri 08 Jan 17:15 EST"

    def test_reaching_back_to_the_opening_is_the_opening(self) -> None:
        before = subtract_opening_minutes(office, ny("2027-01-11T09:00"), 30)
        assert by_the_clock(before) == "Mon 11 Jan 08:30 EST"

    def test_no_minutes_are_refused(self) -> None:
        with pytest.raises(ValueError, match="at least one"):
            subtract_opening_minutes(office, ny("2027-01-11T09:00"), 0)

    def test_a_location_that_was_shut_for_months_is_a_clear_error(self) -> None:
        first = date(2027, 1, 1)
        closures = [{"date": first + timedelta(days=day), "reason": "storm"} for day in range(90)]
        shut = a_location(hours=every_day("09:00-12:00"), closures=closures)
        with pytest.raises(NeverOpenError):
            subtract_opening_minutes(shut, ny("2027-03-31T12:00"), 10)


class TestCounting:
    def test_a_whole_week_of_office_hours(self) -> None:
        monday, next_monday = ny("2027-03-08T00:00"), ny("2027-03-15T00:00")
        assert opening_minutes_between(office, monday, next_monday) == 5 * (210 + 270)

    def test_seconds_count_and_whole_minutes_are_given(self) -> None:
        start, end = ny("2027-03-10T09:00:10"), ny("2027-03-10T09:02:09")
        assert opening_time_between(office, start, end) == timedelta(seconds=119)
        assert opening_minutes_between(office, start, end) == 1

    def test_nothing_lies_between_a_time_and_an_earlier_one(self) -> None:
        assert opening_minutes_between(office, ny("2027-03-11T09:00"), ny("2027-03-10T09:00")) == 0

    def test_nothing_is_counted_while_closed_however_long(self) -> None:
        whole_year = [
            {"date": date(2027, 1, 1) + timedelta(days=day), "reason": "shut"} for day in range(365)
        ]
        shut = a_location(closures=whole_year)
        assert opening_minutes_between(shut, ny("2027-01-01T00:00"), ny("2028-01-01T00:00")) == 0


class TestClockChanges:
    def test_a_night_shift_in_spring_is_an_hour_short(self) -> None:
        midnight, noon = ny("2027-03-14T00:00"), ny("2027-03-14T12:00")
        assert opening_minutes_between(night_shift, midnight, noon) == 5 * 60

    def test_a_night_shift_in_autumn_is_an_hour_long(self) -> None:
        midnight, noon = ny("2027-11-07T00:00"), ny("2027-11-07T12:00")
        assert opening_minutes_between(night_shift, midnight, noon) == 7 * 60

    def test_a_time_that_does_not_exist_is_when_the_clock_jumps(self) -> None:
        early = a_location(hours={"sunday": ["02:30-06:00"]})
        opens = next_opening(early, ny("2027-03-14T00:00"))
        assert by_the_clock(opens) == "Sun 14 Mar 03:00 EDT"
        assert opens == datetime(2027, 3, 14, 7, tzinfo=UTC)

    def test_a_shift_that_lies_wholly_in_the_missing_hour_does_not_happen(self) -> None:
        odd = a_location(hours={"sunday": ["02:10-02:50"]})
        assert by_the_clock(next_opening(odd, ny("2027-03-14T00:00"))) == "Sun 21 Mar 02:10 EDT"

    def test_a_door_that_opens_at_a_time_shown_twice_opens_at_the_first(self) -> None:
        early = a_location(hours={"sunday": ["01:30-06:00"]})
        opens = next_opening(early, ny("2027-11-07T00:00"))
        assert by_the_clock(opens) == "Sun 07 Nov 01:30 EDT"

    def test_a_door_that_closes_at_a_time_shown_twice_is_not_opened_again(self) -> None:
        early = a_location(hours={"sunday": ["00:30-01:30"]})
        assert is_open_at(early, ny("2027-11-07T01:29"))
        assert not is_open_at(early, ny("2027-11-07T01:30"))
        assert not is_open_at(early, ny("2027-11-07T01:00", fold=1))

    def test_half_an_hour_of_change_on_lord_howe_island(self) -> None:
        zone = ZoneInfo("Australia/Lord_Howe")
        assert by_the_clock(first_instant(date(2027, 10, 3), 125, zone), zone).endswith("02:30 +11")

    def test_a_date_that_never_was_has_no_opening(self) -> None:
        samoa = a_location("Pacific/Apia", hours=every_day("08:00-16:00"))
        zone = ZoneInfo("Pacific/Apia")
        after = next_opening(samoa, datetime(2011, 12, 29, 16, tzinfo=zone))
        assert by_the_clock(after, zone) == "Sat 31 Dec 08:00 +14"


class TestTooLongClosed:
    def test_a_location_shut_for_months_is_a_clear_error_and_no_endless_search(self) -> None:
        first = date(2027, 1, 1)
        closures = [{"date": first + timedelta(days=day), "reason": "storm"} for day in range(90)]
        shut = a_location(hours=every_day("09:00-12:00"), closures=closures)
        with pytest.raises(NeverOpenError, match="harbor has no opening hours within 60 days"):
            add_opening_minutes(shut, ny("2026-12-31T12:00"), 10)

    def test_a_location_shut_for_seven_weeks_opens_again(self) -> None:
        first = date(2027, 1, 1)
        closures = [{"date": first + timedelta(days=day), "reason": "works"} for day in range(49)]
        shut = a_location(hours=every_day("09:00-12:00"), closures=closures)
        done = add_opening_minutes(shut, ny("2026-12-31T12:00"), 10)
        assert by_the_clock(done) == "Fri 19 Feb 09:10 EST"

    def test_the_error_is_one_of_ours(self) -> None:
        assert issubclass(NeverOpenError, FrontdeskError)


class TestCallWindows:
    afternoon = CallWindow.model_validate(
        {"start": "13:00", "end": "17:00", "zone": "America/Chicago", "weekdays": ["tuesday"]}
    )

    def test_a_window_holds_from_its_start_to_its_end_on_its_weekdays(self) -> None:
        table = self.afternoon.timetable()
        assert table.holds(datetime(2027, 3, 9, 13, 0, tzinfo=CHICAGO))
        assert table.holds(datetime(2027, 3, 9, 16, 59, tzinfo=CHICAGO))
        assert not table.holds(datetime(2027, 3, 9, 17, 0, tzinfo=CHICAGO))
        assert not table.holds(datetime(2027, 3, 10, 14, 0, tzinfo=CHICAGO))

    def test_weekdays_are_those_of_the_caller(self) -> None:
        sunday_in_adelaide = CallWindow.model_validate(
            {"start": "00:00", "end": "24:00", "zone": "Australia/Adelaide", "weekdays": ["sunday"]}
        )
        opens = sunday_in_adelaide.timetable().entry(ny("2027-03-10T12:00"), days=7)
        assert opens is not None
        assert by_the_clock(opens) == "Sat 13 Mar 08:30 EST"

    def test_no_weekdays_named_means_every_day(self) -> None:
        window = CallWindow.model_validate(
            {"start": "9:00", "end": "24:00", "zone": "America/Chicago", "weekdays": []}
        )
        assert list(window.weekdays) == list(EVERY_DAY)

    def test_weekdays_come_out_once_and_in_order(self) -> None:
        window = CallWindow.model_validate(
            {
                "start": "09:00",
                "end": "10:00",
                "zone": "America/Chicago",
                "weekdays": ["friday", "monday", "friday"],
            }
        )
        assert window.model_dump(mode="json") == {
            "start": "09:00",
            "end": "10:00",
            "zone": "America/Chicago",
            "weekdays": ["monday", "friday"],
        }

    def test_a_window_survives_being_stored(self) -> None:
        until_midnight = CallWindow.model_validate(
            {"start": "20:00", "end": "24:00", "zone": "Asia/Tokyo"}
        )
        assert '"end":"24:00"' in until_midnight.model_dump_json()
        assert CallWindow.model_validate_json(until_midnight.model_dump_json()) == until_midnight

    @pytest.mark.parametrize(
        ("start", "end", "zone"),
        [
            ("17:00", "13:00", "America/Chicago"),
            ("13:00", "13:00", "America/Chicago"),
            ("25:00", "26:00", "America/Chicago"),
            ("13:00", "17:00", "Chicago"),
            ("13:00", "17:00", "America/Atlantis"),
        ],
    )
    def test_a_window_that_makes_no_sense_is_refused(self, start: str, end: str, zone: str) -> None:
        with pytest.raises(ValueError, match=r"not later|no time of day|time zone"):
            CallWindow.model_validate({"start": start, "end": end, "zone": zone})

    def test_opening_wish_and_law_meet(self) -> None:
        start = ny("2027-03-10T12:00")
        both = [opening_of(office), self.afternoon.timetable()]
        found = first_common_instant(both, start, days=14)
        assert found is not None
        assert by_the_clock(found) == "Tue 16 Mar 14:00 EDT"

    def test_what_lies_just_beyond_the_days_searched_is_not_found(self) -> None:
        friday_evening = ny("2027-03-05T17:30")
        tables = [opening_of(a_location(hours={"monday": ["17:30-18:00"]}))]
        assert first_common_instant(tables, friday_evening, days=3) is None
        assert first_common_instant(tables, friday_evening, days=4) == ny("2027-03-08T17:30")

    def test_windows_that_never_meet_are_none_and_no_endless_search(self) -> None:
        tokyo = legal_hours(["Asia/Tokyo"], otherwise=NEW_YORK)
        assert (
            first_common_instant([opening_of(office), *tokyo], ny("2027-01-10T12:00"), 14) is None
        )


class TestLegalHours:
    def test_from_eight_to_nine_at_night_where_the_caller_is(self) -> None:
        (hours,) = legal_hours(["America/Chicago"], otherwise=NEW_YORK)
        assert not hours.holds(ny("2027-03-10T08:59"))
        assert hours.holds(ny("2027-03-10T09:00"))
        assert hours.holds(ny("2027-03-10T21:59"))
        assert not hours.holds(ny("2027-03-10T22:00"))

    def test_a_caller_who_may_be_in_two_zones_is_called_when_both_allow_it(self) -> None:
        both = legal_hours(["America/New_York", "America/Los_Angeles"], otherwise=NEW_YORK)
        found = first_common_instant(both, ny("2027-03-10T06:00"), days=2)
        assert found is not None
        assert by_the_clock(found) == "Wed 10 Mar 11:00 EST"

    def test_without_a_known_zone_the_location_decides(self) -> None:
        assert [table.tz for table in legal_hours([], otherwise=CHICAGO)] == [CHICAGO]
        assert [table.tz for table in legal_hours(["Etc/Unknown"], otherwise=CHICAGO)] == [CHICAGO]

    def test_sundays_are_as_good_as_any_day(self) -> None:
        (hours,) = legal_hours(["America/New_York"], otherwise=NEW_YORK)
        assert hours.holds(ny("2027-03-14T08:00"))
