"""Random opening hours around the weeks in which clocks change, in both forms."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hypothesis import strategies as st

from chalicelib.clinic import Location
from tests.unit.clinic.locations import EVERY_DAY, a_location
from tests.unit.clinic.minute_by_minute import Plan, Spans, utc

Change = tuple[str, datetime]

CLOCK_CHANGES: tuple[Change, ...] = (
    ("America/New_York", utc(2027, 3, 14)),
    ("America/New_York", utc(2027, 11, 7)),
    ("America/Chicago", utc(2027, 3, 14)),
    ("America/Chicago", utc(2027, 11, 7)),
    ("Australia/Adelaide", utc(2027, 4, 4)),  # half-hour offset, southern seasons
    ("Australia/Adelaide", utc(2027, 10, 3)),
    ("Australia/Lord_Howe", utc(2027, 4, 4)),  # changes by half an hour
    ("Australia/Lord_Howe", utc(2027, 10, 3)),
    ("America/Havana", utc(2027, 3, 14)),  # changes at midnight
    ("America/Havana", utc(2027, 11, 7)),
    ("America/Santiago", utc(2027, 4, 4)),  # back over midnight, into the day before
    ("America/Santiago", utc(2027, 9, 5)),
    ("America/St_Johns", utc(2010, 11, 7)),  # back one minute after midnight
    ("Pacific/Apia", utc(2011, 12, 30)),  # a date that never was
)

CALLERS = ("America/New_York", "America/Los_Angeles", "Australia/Adelaide")
"""Where callers live."""

NIGHT = 5 * 60
MIDNIGHT = 24 * 60
"""In minutes since the day began."""


@dataclass(frozen=True)
class Place:
    """The same opening hours for the code under test and for the slow look at each minute."""

    location: Location
    plan: Plan
    first: datetime
    """The first instant to look at, a few days before the clocks change."""


def clock(minute: int) -> str:
    """``"08:30"``."""
    return f"{minute // 60:02}:{minute % 60:02}"


CHOICES = 2 * MIDNIGHT + 2
PAIRS = st.integers(0, CHOICES**2 - 1)
"""Two edges in one number: each number that is drawn costs as much as any other."""

COUNTS = st.sampled_from([0, 1, 1, 2, 2, 3])


def time_of_day(edge: int) -> int:
    """Any minute of a day, or every second time one of the night: one number, quick to draw."""
    return edge if edge <= MIDNIGHT else edge % (NIGHT + 1)


@st.composite
def spans(draw: st.DrawFn) -> Spans:
    """Up to three spans of a day, many of them in the hours in which clocks change."""
    pairs = [divmod(draw(PAIRS), CHOICES) for _ in range(draw(COUNTS))]
    edges = sorted({time_of_day(edge) for pair in pairs for edge in pair})
    return tuple(zip(edges[::2], edges[1::2], strict=False))


WEEKS = st.tuples(*[spans()] * 7).filter(any)
CHANGES = st.sampled_from(CLOCK_CHANGES)
CLOSED = [(0, 1440), (60, 150), (90, 720), (720, 1440), (0, 100)]
CLOSURES = st.lists(
    st.sampled_from([(day, *span) for day in range(9) for span in CLOSED]), max_size=3
)
"""Of a whole day or of a part, so many days after the first."""


@st.composite
def places(draw: st.DrawFn) -> Place:
    """A place with random hours and closures, near a change of its clocks."""
    zone, change = draw(CHANGES)
    first = change - timedelta(days=3)
    week = draw(WEEKS)
    closed = [
        (first.date() + timedelta(days=day), start, end) for day, start, end in draw(CLOSURES)
    ]
    hours = {
        day: [f"{clock(start)}-{clock(end)}" for start, end in week[number]]
        for number, day in enumerate(EVERY_DAY)
    }
    listed = [
        {"date": day, "reason": "shut", "from": clock(start), "to": clock(end)}
        for day, start, end in closed
    ]
    location = a_location(zone, hours, listed)
    return Place(location, Plan(zone, dict(enumerate(week)), closed), first)
