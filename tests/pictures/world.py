"""A clinic in the middle of a working day, for pictures: calls owed, visits, two weeks behind."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import cycle
from typing import Any

from chalice.test import Client

from tests.api.conftest import Caller, attempt, claim_next, signed_in
from tests.conftest import FixedClock

HERE = "new-york"
NOW = datetime(2026, 11, 24, 16, 12, tzinfo=UTC)
"""Tuesday, 11:12 in New York."""

_FIRST_DAY = date(2026, 11, 9)
_NAMES = cycle(("Ada", "Bram", "Chiara", "Emeka", "Hanna", "Ivo", "Jun", "Kofi", "Lena", "Mats"))
_APPOINTMENTS_A_DAY = (5, 7, 6, 8, 3, 0, 0)
_WAITING: tuple[tuple[str, int, dict[str, Any]], ...] = (
    ("Guillermo", 40, {"language": "es", "call_from": "13:00", "call_until": "17:00"}),
    ("Ada", 95, {"may_leave_voicemail": True, "screening": ["current-medication"]}),
    ("Bram", 130, {}),
    ("Hanna", 22, {}),
    ("Chiara", 61, {"screening": ["uncontrolled-high-blood-pressure"]}),
    ("Fatima", 4, {"thinking_of_self_harm": True, "may_leave_voicemail": True}),
)


@dataclass
class World:
    """Who acts in it, and its clock."""

    client: Client
    clock: FixedClock

    def make(self) -> None:
        """Live through the two weeks, until now."""
        self._publish()
        for day in _days(_FIRST_DAY, NOW.date() - timedelta(days=1)):
            self._live_through(day)
        self.clock.now = NOW
        self._today()

    @property
    def _desk(self) -> Caller:
        return signed_in(self.client, "staff-ana", "front-desk")

    def _publish(self) -> None:
        self.clock.now = datetime(2026, 11, 8, 12, 0, tzinfo=UTC)
        manager = signed_in(self.client, "staff-mia", "manager")
        body = {"from": "2026-11-09", "to": "2026-12-11"}
        _good(manager.post(f"/locations/{HERE}/slots/publish", body))

    def _live_through(self, day: date) -> None:
        """Some visits, of which one in nine is a no-show, and some calls, mostly in time."""
        appointments = self._booked(day, _APPOINTMENTS_A_DAY[day.weekday()])
        self.clock.now = datetime(day.year, day.month, day.day, 13, 31, tzinfo=UTC)
        for number in range(_APPOINTMENTS_A_DAY[day.weekday()] // 2):
            self._request(next(_NAMES), {})
            self.clock.forward(minutes=200 if (day.day + number) % 6 == 0 else 25)
            if card := claim_next(self._desk):
                attempt(self._desk, card, "reached")
        for number, appointment in enumerate(appointments):
            self.clock.now = _instant(appointment["starts_at"])
            path = f"/staff/appointments/{appointment['appointment_id']}"
            came = (day.day + number) % 9 != 0
            if not came:
                self.clock.forward(minutes=30)
            _good(self._desk.post(f"{path}/{'check-in' if came else 'no-show'}"))
            if came:
                _good(self._desk.post(f"{path}/fulfil"))
        self._answer_calls_that_follow()

    def _answer_calls_that_follow(self) -> None:
        while card := claim_next(self._desk):
            attempt(self._desk, card, "reached")

    def _today(self) -> None:
        """Half of the day is over: some have come, some wait, some are expected."""
        appointments = self._booked(NOW.date(), 11)
        self.clock.now = NOW
        for appointment in appointments:
            path = f"/staff/appointments/{appointment['appointment_id']}"
            if _instant(appointment["starts_at"]) <= NOW:
                _good(self._desk.post(f"{path}/check-in"))
            elif appointment.get("escort") and appointment["bay"] != "chair-2":
                _good(self._desk.post(f"{path}/escort", {"name": "Sam Example"}))
        block = {"date": str(NOW.date()), "bay": "consult-2", "reason": "Staff training"}
        _good(self._desk.post(f"/locations/{HERE}/slots/block", block))
        for name, minutes_ago, more in _WAITING:
            self.clock.now = NOW - timedelta(minutes=minutes_ago)
            self._request(name, more)
        self.clock.now = NOW

    def _booked(self, day: date, count: int) -> list[Any]:
        """Visits of a day, booked two days before, while visitors still can."""
        before = day - timedelta(days=2)
        self.clock.now = datetime(before.year, before.month, before.day, 15, 0, tzinfo=UTC)
        return [self._book(start) for start in _starts(self, day, count)]

    def _book(self, starts_at: str) -> Any:
        body = {
            "service_id": "ketamine-infusion",
            "starts_at": starts_at,
            "name": f"{next(_NAMES)} Example",
            "phone": next(_NUMBERS),
        }
        return _good(self._desk.post(f"/locations/{HERE}/appointments", body)).json

    def _request(self, name: str, more: dict[str, Any]) -> None:
        body = {
            "location_id": HERE,
            "service_id": "ketamine-consultation",
            "name": f"{name} Example",
            "phone": next(_NUMBERS),
            "message": "I have read about infusions. Could they be something for me?",
            "consent": True,
            **more,
        }
        _good(Caller(self.client).post("/requests", body))


_NUMBERS = (f"({area}) 555-{n:04}" for area in (212, 646, 917, 718) for n in range(100, 200))
"""Numbers that are given to nobody."""


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def _starts(world: World, day: date, count: int) -> list[str]:
    """Starts for infusions, spread over the day; a start comes as often as there are bays left."""
    asked = f"location={HERE}&service=ketamine-infusion&from={day}&to={day}"
    times = Caller(world.client).get(f"/availability?{asked}").json["times"]
    every = [time["starts_at"] for time in times for _ in range(min(2, time["left"]))]
    step = max(1, len(every) // max(1, count))
    return every[::step][:count]


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _good(reply: Any) -> Any:
    assert reply.status < 300, reply.text
    return reply
