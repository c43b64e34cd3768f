"""What the form accepts as a caller's zone, all that is made of it accepts."""

from datetime import UTC, datetime
from zoneinfo import available_timezones

import pytest

from chalicelib.callbacks.back_off_rules import next_attempt_at
from chalicelib.callbacks.legal_hours_rules import CallHours, callable_from, is_callable
from chalicelib.clinic import Clinic, Weekday
from chalicelib.clinic.hours import CallWindow
from chalicelib.intake.models import ConsultationRequestIn
from chalicelib.intake.rules import wished_window

NOW = datetime(2026, 11, 23, 15, tzinfo=UTC)

TELL_NO_PLACE = ("UTC", "GMT", "GMT0", "GMT+0", "Etc/UTC", "Etc/GMT", "Zulu", "Factory")

ZONES = sorted(available_timezones())


def a_form(zone: object) -> ConsultationRequestIn:
    return ConsultationRequestIn.model_validate(
        {
            "location_id": "new-york",
            "service_id": "follow-up",
            "name": "Robin Example",
            "phone": "212-555-0123",
            "consent": True,
            "time_zone": zone,
        }
    )


def test_a_wish_in_any_zone_that_a_browser_may_name_is_a_window(clinic: Clinic) -> None:
    location = clinic.location("new-york")
    for zone in ZONES:
        own = a_form(zone).time_zone
        for start, end in ((None, None), ("09:00", "17:00")):
            window = wished_window([Weekday.MONDAY], start, end, own or location.zone)
            assert window is not None, zone
            assert CallWindow.model_validate_json(window.model_dump_json()) == window, zone


def test_a_call_can_be_planned_in_any_zone(clinic: Clinic) -> None:
    location = clinic.location("new-york")
    for zone in ZONES:
        window = CallWindow.model_validate(
            {"start": "09:00", "end": "17:00", "zone": zone, "weekdays": ["monday"]}
        )
        hours = CallHours((window,), (zone,))
        begins = callable_from(location, NOW, None, hours)
        assert begins is not None, zone
        assert is_callable(location, begins, None, hours), zone
        assert next_attempt_at(location, clinic.callbacks, 1, NOW, hours) is not None, zone


@pytest.mark.parametrize("zone", TELL_NO_PLACE)
def test_a_browser_that_does_not_tell_where_it_is_says_nothing(zone: str) -> None:
    assert a_form(zone).time_zone is None


@pytest.mark.parametrize("zone", ["EST5EDT", "US/Eastern", "CET", "Etc/GMT+5", "America/Chicago"])
def test_a_zone_of_people_is_kept_as_it_is(zone: str) -> None:
    assert a_form(zone).time_zone == zone


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "utc", "", "America", "../UTC", "UTC\0", "\ud800", "x" * 5000, 5, []]
)
def test_a_zone_that_is_none_stops_nobody(zone: object) -> None:
    assert a_form(zone).time_zone is None
