"""The receipts, holds, appointments and places on the waitlist that a stranger was given."""

from dataclasses import dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Booked:
    """An appointment that the stranger made, and where it is."""

    appointment_id: str
    token: str
    starts_at: str


@dataclass(frozen=True)
class Waiting:
    """A place on the waitlist that the stranger was given."""

    entry_id: str
    token: str


@dataclass(frozen=True)
class Memory:
    """All that a stranger has in hand; the latest last."""

    receipts: tuple[Any, ...] = ()
    holds: tuple[str, ...] = ()
    booked: tuple[Booked, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    asked: tuple[Any, ...] = ()
    """Codes that they asked for."""
    freed: int = field(default=0, compare=False)
    """Appointments that the desk called off meanwhile, of people who have nothing to do with it."""

    def with_receipt(self, receipt: Any) -> "Memory":
        """As before, with the receipt of one more request."""
        return replace(self, receipts=(*self.receipts, receipt))

    def with_hold(self, token: str) -> "Memory":
        """As before, with one more hold."""
        return replace(self, holds=(*self.holds, token))

    def with_booked(self, view: Any) -> "Memory":
        """As before, with one more appointment."""
        made = Booked(view["appointment_id"], view["manage_token"], view["starts_at"])
        return replace(self, booked=(*self.booked, made))

    def with_moved(self, starts_at: str) -> "Memory":
        """As before, with the latest appointment moved."""
        *others, latest = self.booked
        return replace(self, booked=(*others, replace(latest, starts_at=starts_at)))

    def with_asked(self, answer: Any) -> "Memory":
        """As before, with one more code that was asked for."""
        return replace(self, asked=(*self.asked, answer))

    def with_waiting(self, view: Any) -> "Memory":
        """As before, with one more place on the waitlist."""
        return replace(self, waiting=(*self.waiting, Waiting(view["entry_id"], view["token"])))
