"""Times as the client reckons them, against the time zone database."""

import json
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from tests.client_modules import from_module


def test_the_words_of_a_promise_by_the_time_that_is_left() -> None:
    states = from_module(
        "desk/promise",
        """({ promiseState }) => [
          ["2026-11-23T15:00Z", "2026-11-23T15:05Z", "2026-11-23T15:00Z"],
          ["2026-11-23T15:00Z", "2026-11-23T17:00Z", "2026-11-23T16:29:59Z"],
          ["2026-11-23T15:00Z", "2026-11-23T17:00Z", "2026-11-23T16:30Z"],
          ["2026-11-23T15:00Z", "2026-11-23T17:00Z", "2026-11-23T17:00Z"],
          ["2026-11-23T15:00Z", "2026-11-23T17:00Z", "2026-11-23T17:00:01Z"],
          ["2026-11-20T22:00Z", "2026-11-23T15:00Z", "2026-11-23T13:59Z"],
          ["2026-11-20T22:00Z", "2026-11-23T15:00Z", "2026-11-23T14:00Z"],
        ].map(([from, by, now]) => promiseState(from, by, Date.parse(now)))""",
    )
    assert [(state["kind"], state["words"]) for state in states] == [
        ("soon", "Soon: in 5 min"),
        ("fine", "in 30 min"),
        ("soon", "Soon: in 30 min"),
        ("soon", "Soon: in 0 min"),
        ("late", "Overdue by 1 min"),
        ("fine", "in 1 h 1 min"),
        ("soon", "Soon: in 1 h"),
    ]


def test_wall_time_is_the_same_instant_that_the_time_zone_database_says() -> None:
    """Both days of 2027 on which the clocks change, every quarter of an hour, two zones."""
    zones = ("America/New_York", "America/Chicago")
    days = ("2027-03-14", "2027-11-07", "2027-11-08")
    times = [f"{hour:02}:{minute:02}" for hour in range(24) for minute in (0, 15, 30, 45)]
    asked = [[day, time, zone] for zone in zones for day in days for time in times]
    told = from_module(
        "shared/wall-time",
        f"({{ instantOf }}) => {json.dumps(asked)}.map((asked) => instantOf(...asked))",
    )
    assert dict(zip(map(tuple, asked), told, strict=True)) == {
        (day, time, zone): instant_of(day, time, zone) for day, time, zone in asked
    }
    assert told[asked.index(["2027-03-14", "02:30", "America/New_York"])] is None
    first = told[asked.index(["2027-11-07", "01:30", "America/New_York"])]
    assert first == "2027-11-07T05:30:00.000Z"


def instant_of(day: str, time: str, zone: str) -> str | None:
    """The oracle: the first instant of that wall time, if there is one."""
    wall = datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=ZoneInfo(zone))  # fold=0
    instant = wall.astimezone(UTC)
    if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != wall.replace(tzinfo=None):
        return None
    return instant.strftime("%Y-%m-%dT%H:%M:%S.000Z")
