"""Calendar files: whatever reads them finds the events that were meant."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from chalicelib.platform.calendar_file import (
    CalendarEvent,
    EventStatus,
    Method,
    Sent,
    calendar_text,
)

NOON = datetime(2026, 11, 1, 17, 0, tzinfo=UTC)

words = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1).filter(
    lambda text: text.strip() == text
)


def an_event(**changes: object) -> CalendarEvent:
    usual = {
        "uid": "1@frontdesk",
        "sequence": 2,
        "stamped_at": NOON,
        "starts_at": NOON,
        "ends_at": NOON + timedelta(minutes=90),
        "summary": "A visit",
    }
    return CalendarEvent(**{**usual, **changes})  # type: ignore[arg-type]  # checked by the reader


def read(content: str) -> Any:
    """The calendar, as somebody else's program reads it."""
    return Calendar.from_ical(content.encode())


@given(
    words,
    words,
    st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001  # a zone is added
        lambda at: at.replace(second=0, microsecond=0, tzinfo=ZoneInfo("America/New_York"))
    ),
    st.integers(1, 720),
    st.integers(0, 99),
    st.sampled_from(EventStatus),
)
def test_an_event_comes_back_as_it_was_meant(
    summary: str,
    key_pair: str,
    starts_at: datetime,
    minutes: int,
    sequence: int,
    status: EventStatus,
) -> None:
    starts_at = starts_at.astimezone(UTC)
    ends_at = starts_at + timedelta(minutes=minutes)
    event = an_event(
        summary=summary,
        location=key_pair,
        starts_at=starts_at,
        ends_at=ends_at,
        sequence=sequence,
        status=status,
    )
    (found,) = read(calendar_text([event])).walk("VEVENT")
    assert (found["summary"], found["location"]) == (summary, key_pair)
    assert (found["dtstart"].dt, found["dtend"].dt) == (starts_at, ends_at)
    assert (found["sequence"], found["status"]) == (sequence, status.value)


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    """One o'clock, before and after the clocks go back: an hour lies between the two."""
    first = datetime(2026, 11, 1, 1, 0, tzinfo=ZoneInfo("America/New_York"))
    both = [an_event(starts_at=at.astimezone(UTC)) for at in (first, first.replace(fold=1))]
    starts = [found["dtstart"].dt for found in read(calendar_text(both)).walk("VEVENT")]
    assert starts[1] - starts[0] == timedelta(hours=1)


@given(st.text())
def test_whatever_somebody_typed_as_a_name_makes_no_line_of_its_own(name: str) -> None:
    content = calendar_text([an_event(summary=f"A visit{name}", description=name)])
    names = [line.partition(":")[0].partition(";")[0] for line in _unfolded(content)]
    assert names.count("BEGIN") == names.count("END") == 2
    assert set(names) <= {
        *("BEGIN", "END", "VERSION", "PRODID", "METHOD", "UID", "SEQUENCE", "DTSTAMP", "DTSTART"),
        *("DTEND", "SUMMARY", "STATUS", "CLASS", "DESCRIPTION"),
    }


def _unfolded(content: str) -> list[str]:
    return content.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


BREAKING = ["\0", "\r", "\r\n", "\x1f", "\x85", "\ud800", "\nBEGIN:VEVENT"]
"""Whatever somebody once kept, a calendar has to read."""


@pytest.mark.parametrize("breaking", BREAKING, ids=ascii)
def test_no_sign_in_a_name_makes_a_file_that_calendars_cannot_read(breaking: str) -> None:
    name = f"Robin{breaking}Example"
    event = an_event(summary=name, location=name, description=name)
    calendar = read(calendar_text([event], name=name, every=timedelta(minutes=15)))
    (found,) = calendar.walk("VEVENT")
    told = [calendar["x-wr-calname"], found["summary"], found["location"], found["description"]]
    for text in told:
        assert text.startswith("Robin")
        assert "Example" in text
        assert not set(text) & set("\0\r\x1f\x85")


@given(st.text(st.characters()))
def test_whatever_was_kept_as_a_name_or_label_can_be_read(name: str) -> None:
    content = calendar_text([an_event(summary=name, description=name)], name=name)
    assert len(read(content).walk("VEVENT")) == 1


def test_lines_are_no_longer_than_75_bytes() -> None:
    content = calendar_text([an_event(summary="Zoë " * 60)])
    assert max(len(line.encode()) for line in content.split("\r\n")) <= 75


def test_one_to_subscribe_to_says_what_it_is_and_how_often_to_ask() -> None:
    calendar = read(calendar_text([], name="Chair 1", every=timedelta(minutes=15)))
    assert (calendar["x-wr-calname"], calendar["x-published-ttl"]) == ("Chair 1", "PT15M")
    assert "method" not in calendar


def test_a_file_to_be_opened_has_no_method_since_it_comes_from_no_organizer() -> None:
    assert "method" not in read(calendar_text([an_event()]))


def test_one_that_goes_by_email_names_what_is_to_be_done_and_who_sends_it_to_whom() -> None:
    sent = Sent(Method.REQUEST, "desk@clinic.example", "robin@example.com")
    calendar = read(calendar_text([an_event()], sent=sent))
    (event,) = calendar.walk("VEVENT")
    assert calendar["method"] == "REQUEST"
    assert (event["organizer"], event["attendee"]) == (
        "mailto:desk@clinic.example",
        "mailto:robin@example.com",
    )
