"""From the weekly template to the slots of a date, clock changes and closures included."""

from datetime import date
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.clock import local_text
from chalicelib.scheduling.slots.models import Slot
from chalicelib.scheduling.slots.templates import slots_of_day
from chalicelib.scheduling.times import minute_text
from tests.unit.scheduling.clinics import a_clinic, a_pool, a_service, a_template

TUESDAY = date(2027, 6, 8)
SPRING = date(2027, 3, 14)
AUTUMN = date(2027, 11, 7)
ZONES = {"New York": "America/New_York", "Chicago": "America/Chicago"}

NIGHT = a_template("00:30", "01:30", "02:30", "03:30", "04:30")
"""Starts around the hour in which clocks change; slots of 60 minutes unless told."""


def hours(clinic: Clinic, day: date) -> list[str]:
    """Each slot of a day in UTC: ``07:00-08:00``."""
    slots = slots_of_day(clinic, "harbor", day)
    return [f"{slot.starts_at:%H:%M}-{slot.ends_at:%H:%M}" for slot in slots]


def local_hours(clinic: Clinic, day: date) -> list[str]:
    """Each start of a day with its offset: ``03:30-04:00``."""
    tz = clinic.location("harbor").tz
    told = [local_text(slot.starts_at, tz) for slot in slots_of_day(clinic, "harbor", day)]
    return [text[11:16] + text[19:] for text in told]


def only(clinic: Clinic, day: date = TUESDAY) -> Slot:
    (slot,) = slots_of_day(clinic, "harbor", day)
    return slot


class TestTheNightInSpring:
    """14 March 2027: at 02:00 the clock jumps to 03:00."""

    def test_new_york_has_no_half_past_two(self) -> None:
        clinic = a_clinic(NIGHT, zone="America/New_York")
        assert local_hours(clinic, SPRING) == [
            "00:30-05:00",
            "01:30-05:00",
            "03:30-04:00",
            "04:30-04:00",
        ]
        assert hours(clinic, SPRING) == [
            "05:30-06:30",
            "06:30-07:30",
            "07:30-08:30",
            "08:30-09:30",
        ]

    def test_chicago_has_none_an_hour_later(self) -> None:
        clinic = a_clinic(NIGHT, zone="America/Chicago")
        assert local_hours(clinic, SPRING) == [
            "00:30-06:00",
            "01:30-06:00",
            "03:30-05:00",
            "04:30-05:00",
        ]
        assert hours(clinic, SPRING) == [
            "06:30-07:30",
            "07:30-08:30",
            "08:30-09:30",
            "09:30-10:30",
        ]

    @pytest.mark.parametrize("zone", ZONES.values(), ids=ZONES)
    def test_a_slot_over_the_jump_lasts_for_its_real_minutes(self, zone: str) -> None:
        slot = only(a_clinic(a_template("01:30"), zone=zone), SPRING)
        assert (slot.ends_at - slot.starts_at).total_seconds() == 60 * 60
        ends = slot.ends_at.astimezone(a_clinic(zone=zone).location("harbor").tz)
        assert f"{ends:%H:%M}" == "03:30"

    @pytest.mark.parametrize("zone", ZONES.values(), ids=ZONES)
    def test_where_the_jump_makes_two_overlap_the_earlier_stays(self, zone: str) -> None:
        """From 01:30 two hours last until 04:30, so 03:30 cannot be had, but 04:30 can."""
        services = [a_service("visit", "consult", 120)]
        clinic = a_clinic(a_template("01:30", "03:30", "05:30"), zone=zone, services=services)
        assert [text[:5] for text in local_hours(clinic, SPRING)] == ["01:30", "05:30"]

    @pytest.mark.parametrize("zone", ZONES.values(), ids=ZONES)
    def test_no_slot_ends_after_closing_because_the_clock_jumped(self, zone: str) -> None:
        open_till_three = {"sunday": ["00:00-03:00"]}
        template = {**a_template("01:00", "02:00"), "weekdays": ["sunday"]}
        services = [a_service("visit", "consult", 60)]
        clinic = a_clinic(template, zone=zone, hours=open_till_three, services=services)
        assert [text[:5] for text in local_hours(clinic, SPRING)] == ["01:00"]
        clinic = a_clinic(
            {**a_template("01:30"), "weekdays": ["sunday"]},
            zone=zone,
            hours=open_till_three,
            services=services,
        )
        assert local_hours(clinic, SPRING) == []
        assert len(local_hours(clinic, date(2027, 3, 21))) == 1

    @pytest.mark.parametrize("zone", ZONES.values(), ids=ZONES)
    def test_the_day_after_is_as_ever(self, zone: str) -> None:
        clinic = a_clinic(NIGHT, zone=zone)
        starts = [text[:5] for text in local_hours(clinic, date(2027, 3, 15))]
        assert starts == ["00:30", "01:30", "02:30", "03:30", "04:30"]


class TestTheNightInAutumn:
    """7 November 2027: at 02:00 the clock goes back to 01:00."""

    def test_new_york_has_half_past_one_once_the_first_time(self) -> None:
        clinic = a_clinic(NIGHT, zone="America/New_York")
        assert local_hours(clinic, AUTUMN) == [
            "00:30-04:00",
            "01:30-04:00",
            "02:30-05:00",
            "03:30-05:00",
            "04:30-05:00",
        ]
        assert hours(clinic, AUTUMN) == [
            "04:30-05:30",
            "05:30-06:30",
            "07:30-08:30",
            "08:30-09:30",
            "09:30-10:30",
        ]

    def test_chicago_has_it_once_an_hour_later(self) -> None:
        clinic = a_clinic(NIGHT, zone="America/Chicago")
        assert local_hours(clinic, AUTUMN) == [
            "00:30-05:00",
            "01:30-05:00",
            "02:30-06:00",
            "03:30-06:00",
            "04:30-06:00",
        ]
        assert hours(clinic, AUTUMN) == [
            "05:30-06:30",
            "06:30-07:30",
            "08:30-09:30",
            "09:30-10:30",
            "10:30-11:30",
        ]


class TestClosures:
    def test_a_whole_day_has_no_slots(self) -> None:
        closed = {"date": TUESDAY, "reason": "Storm"}
        clinic = a_clinic(a_template("09:00", "13:00"), closures=[closed])
        assert local_hours(clinic, TUESDAY) == []
        assert len(local_hours(clinic, date(2027, 6, 9))) == 2

    def test_a_part_of_a_day_takes_every_slot_that_it_touches(self) -> None:
        closed = {"date": TUESDAY, "reason": "Training", "from": "10:00", "to": "12:00"}
        starts = a_template("09:00", "10:30", "11:59", "13:00")
        services = [a_service("visit", "consult", 61)]
        clinic = a_clinic(starts, closures=[closed], services=services)
        assert [text[:5] for text in local_hours(clinic, TUESDAY)] == ["13:00"]

    def test_a_slot_that_ends_when_it_begins_stays(self) -> None:
        closed = {"date": TUESDAY, "reason": "Training", "from": "10:00", "to": "12:00"}
        clinic = a_clinic(a_template("09:00", "12:00"), closures=[closed])
        assert [text[:5] for text in local_hours(clinic, TUESDAY)] == ["09:00", "12:00"]


class TestWhatASlotSays:
    def test_its_id_is_made_of_location_date_start_and_bay(self) -> None:
        slot = only(a_clinic(a_template("09:00")))
        assert slot.slot_id == "harbor~2027-06-08~2027-06-08T13:00Z~room-1"

    def test_the_date_is_the_locations_own(self) -> None:
        slot = only(a_clinic(a_template("21:30")))
        assert minute_text(slot.starts_at) == "2027-06-09T01:30Z"
        assert slot.date == TUESDAY

    def test_every_bay_of_the_pool_gets_one_unless_bays_are_named(self) -> None:
        pools = [a_pool("consult", "room-1", "room-2", "room-3")]
        clinic = a_clinic(a_template("09:00"), pools=pools)
        assert [s.bay for s in slots_of_day(clinic, "harbor", TUESDAY)] == [
            "room-1",
            "room-2",
            "room-3",
        ]
        clinic = a_clinic(a_template("09:00", bays=["room-2"]), pools=pools)
        assert only(clinic).bay == "room-2"

    def test_it_lasts_as_long_as_the_longest_service_recovery_included(self) -> None:
        services = [
            a_service("short", "consult", 30),
            a_service("long", "consult", 50, recovery_minutes=40),
        ]
        assert only(a_clinic(a_template("09:00"), services=services)).minutes == 90

    def test_services_are_left_out_when_it_serves_all_that_fit(self) -> None:
        services = [a_service("short", "consult", 30), a_service("long", "consult", 60)]
        whole = only(a_clinic(a_template("09:00"), services=services))
        short = only(a_clinic(a_template("09:00", services=["short"]), services=services))
        long = only(a_clinic(a_template("09:00", services=["long"]), services=services))
        assert (whole.services, short.services, long.services) == (None, None, ("long",))

    def test_a_reserved_one_says_for_whom_until_when_and_for_which_pool_then(self) -> None:
        reserved = {"for": ["visit"], "release_hours_before": 24}
        slot = only(a_clinic(a_template("09:00", reserved=reserved)))
        assert slot.services == ("visit",)
        assert slot.release_at is not None
        assert minute_text(slot.release_at) == "2027-06-07T13:00Z"
        assert slot.fallback_pool == "consult"

    def test_once_released_it_serves_whatever_of_the_fallback_pool_fits(self) -> None:
        reserved = {"for": ["long"], "release_hours_before": 24, "fallback_pool": "quiet"}
        services = [a_service("long", "consult", 60), a_service("rest", "quiet", 30)]
        pools = [a_pool("consult", "room-1"), a_pool("quiet", "nook")]
        clinic = a_clinic(a_template("09:00", reserved=reserved), services=services, pools=pools)
        slot = only(clinic)
        assert not slot.serves(clinic.service("rest"))
        assert slot.unreserved().serves(clinic.service("rest"))
        assert not slot.unreserved().serves(clinic.service("long"))
        assert slot.unreserved().release_at is None

    def test_its_cut_off_is_so_long_before_its_start(self) -> None:
        slot = only(a_clinic(a_template("09:00"), cut_off_minutes=90))
        assert minute_text(slot.cut_off_at) == "2027-06-08T11:30Z"

    def test_weekdays_that_are_not_named_have_none(self) -> None:
        template: dict[str, Any] = {**a_template("09:00"), "weekdays": ["monday"]}
        assert local_hours(a_clinic(template), TUESDAY) == []
        assert len(local_hours(a_clinic(template), date(2027, 6, 7))) == 1


def test_no_two_slots_of_the_demo_overlap_within_a_year(clinic: Clinic) -> None:
    for location in clinic.locations:
        taken: dict[str, Any] = {}
        for number in range(365):
            day = date.fromordinal(date(2026, 11, 23).toordinal() + number)
            for slot in slots_of_day(clinic, location.id, day):
                assert slot.starts_at >= taken.get(slot.bay, slot.starts_at)
                taken[slot.bay] = slot.ends_at
        assert taken
