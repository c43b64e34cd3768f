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
NOW = datetime(2026, 11, 25, 16, 12, tzinfo=UTC)
"""Wednesday, 11:12 in New York: both consultation rooms and every chair are open."""

_FIRST_DAY = date(2026, 11, 9)
_FIRST = cycle(("Ada", "Bram", "Chiara", "Emeka", "Hanna", "Ivo", "Jun", "Kofi", "Lena", "Mats"))
_LAST = cycle(("Example", "Sample", "Trial", "Placeholder", "Model", "Demo", "Pattern"))
_NAMES = (f"{first} {last}" for first, last in zip(_FIRST, _LAST, strict=False))
_APPOINTMENTS_A_DAY = (5, 7, 6, 8, 3, 0, 0)
_TODAY = (
    ("ketamine-infusion", 19),
    ("ketamine-booster", 3),
    ("ketamine-consultation", 8),
    ("follow-up", 5),
)
_WRITTEN: tuple[tuple[int, dict[str, Any]], ...] = (
    (40, {"language": "es", "call_from": "13:00", "call_until": "17:00"}),
    (95, {"may_leave_voicemail": True, "screening": ["current-medication"]}),
    (130, {}),
    (22, {}),
    (61, {"screening": ["uncontrolled-high-blood-pressure"]}),
    (4, {"thinking_of_self_harm": True, "may_leave_voicemail": True}),
    (35, {"service_id": "medical-cannabis-evaluation"}),
    (78, {"service_id": "ketamine-infusion", "may_leave_voicemail": True}),
    (104, {"service_id": "follow-up"}),
    (12, {"service_id": "ketamine-booster"}),
    (9, {}),
    (52, {"service_id": "botox"}),
    (28, {"service_id": "ketamine-infusion"}),
    (7, {"language": "es"}),
)
_SPOKEN: tuple[tuple[int, str, str], ...] = (
    (49, "missed-call", "Missed call"),
    (33, "voicemail", "Wants to move Friday's infusion"),
    (26, "missed-call", "Missed call"),
    (88, "voicemail", "Cost of a series of six"),
    (16, "incoming-call", "Asked how to prepare"),
    (58, "voicemail", "Ride home fell through"),
    (3, "missed-call", "Missed call"),
    (71, "incoming-call", "New patient, referred by their doctor"),
    (19, "voicemail", "Insurance paperwork"),
    (44, "incoming-call", "Wants a weekend time"),
    (14, "voicemail", "Question about recovery"),
    (31, "missed-call", "Missed call"),
    (5, "incoming-call", "Running late for 11:30"),
    (67, "voicemail", "Booster in December"),
    (37, "missed-call", "Missed call"),
    (10, "incoming-call", "Asks for a call back at work"),
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
                _good(self._desk.post(f"{path}/fulfil", _home(appointment)))
        self._answer_calls_that_follow()

    def _answer_calls_that_follow(self) -> None:
        while card := claim_next(self._desk):
            attempt(self._desk, card, "reached")

    def _today(self) -> None:
        """Half of the day is over: some have come, some wait, some are expected."""
        for service_id, count in _TODAY:
            for appointment in self._booked(NOW.date(), count, service_id):
                self.clock.now = NOW
                self._see(appointment)
        for minutes_ago, more in _WRITTEN:
            self.clock.now = NOW - timedelta(minutes=minutes_ago)
            self._request(next(_NAMES), more)
        for minutes_ago, source, reason in _SPOKEN:
            self.clock.now = NOW - timedelta(minutes=minutes_ago)
            self._ring(source, reason)
        self._colleague_takes_one()
        self.clock.now = NOW

    def _see(self, appointment: Any) -> None:
        """What has happened with a visit of today by now."""
        path = f"/staff/appointments/{appointment['appointment_id']}"
        if _instant(appointment["ends_at"]) <= NOW:
            missed = appointment["bay"] == "chair-3"
            _good(self._desk.post(f"{path}/{'no-show' if missed else 'check-in'}"))
            if not missed:
                _good(self._desk.post(f"{path}/fulfil", _home(appointment)))
        elif _instant(appointment["starts_at"]) <= NOW:
            self.clock.now = _instant(appointment["starts_at"]) - timedelta(minutes=4)
            _good(self._desk.post(f"{path}/check-in"))
            self.clock.now = NOW
        elif appointment.get("escort") and appointment["bay"] != "chair-2":
            _good(self._desk.post(f"{path}/escort", {"name": "Sam Example"}))

    def _colleague_takes_one(self) -> None:
        self.clock.now = NOW - timedelta(minutes=2)
        ben = signed_in(self.client, "staff-ben", "front-desk", name="Ben Example")
        _good(ben.post("/staff/colleagues/me"))
        claim_next(ben)

    def _booked(self, day: date, count: int, service_id: str = "ketamine-infusion") -> list[Any]:
        """Visits of a day, booked two days before, while visitors still can."""
        before = day - timedelta(days=2)
        self.clock.now = datetime(before.year, before.month, before.day, 15, 0, tzinfo=UTC)
        starts = self._starts(day, count, service_id)
        return [self._book(start, service_id) for start in starts]

    def _starts(self, day: date, count: int, service_id: str) -> list[str]:
        """Starts for a service, spread over the day; one comes as often as there are bays left."""
        free = _good(self._desk.get(f"/locations/{HERE}/free-slots?date={day}")).json["slots"]
        every = [slot["starts_at"] for slot in free if service_id in slot["services"]]
        step = max(1, len(every) // max(1, count))
        return every[::step][:count]

    def _book(self, starts_at: str, service_id: str) -> Any:
        body = {
            "service_id": service_id,
            "starts_at": starts_at,
            "name": next(_NAMES),
            "phone": next(_NUMBERS),
        }
        return _good(self._desk.post(f"/locations/{HERE}/appointments", body)).json

    def _ring(self, source: str, reason: str) -> None:
        body = {
            "phone": next(_NUMBERS),
            "name": next(_NAMES),
            "source": source,
            "reason": reason,
        }
        _good(self._desk.post(f"/locations/{HERE}/incoming-calls", body))

    def _request(self, name: str, more: dict[str, Any]) -> None:
        body = {
            "location_id": HERE,
            "service_id": "ketamine-consultation",
            "name": name,
            "phone": next(_NUMBERS),
            "message": "I have read about infusions. Could they be something for me?",
            "consent": True,
            "is_adult": True,
            **more,
        }
        _good(Caller(self.client).post("/requests", body))


_NUMBERS = (f"({area}) 555-{n:04}" for area in (212, 646, 917, 718) for n in range(100, 200))
"""Numbers that are given to nobody."""


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _good(reply: Any) -> Any:
    assert reply.status < 300, reply.text
    return reply


def _home(appointment: Any) -> dict[str, Any]:
    """How a patient got home, where that is asked."""
    is_asked = appointment.get("escort") and not appointment["escort"].get("confirmed_at")
    return {"escort": {"name": "Sam Example"}} if is_asked else {}
