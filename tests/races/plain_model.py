"""The queue as it ought to be: no table, no conditions, one thing after another."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from chalicelib.callbacks.models import Callback
from chalicelib.clinic import Urgency

_ORDER = list(Urgency)


@dataclass
class Promised:
    """Somebody is owed a call."""

    occasions: list[str]
    urgency: Urgency
    respond_by: datetime
    rests_until: datetime | None = None
    snoozed_until: datetime | None = None
    hastened_on: date | None = None
    attempts: int = 0
    fence: int = 0
    holder: str | None = None
    lease_until: datetime | None = None
    outcome: str | None = None

    def is_held(self, now: datetime) -> bool:
        return self.lease_until is not None and now < self.lease_until


@dataclass
class Desk:
    """Everybody who is owed a call, or was; ``owed`` says to whom which call is still owed."""

    calls: dict[str, Promised] = field(default_factory=dict)
    owed: dict[str, str] = field(default_factory=dict)
    written: dict[str, int] = field(default_factory=dict)

    def tell(self, what: str) -> None:
        """One line of history."""
        self.written[what] = self.written.get(what, 0) + 1

    def turn_to_us(
        self,
        who: str,
        into: str,
        occasion: str,
        urgency: Urgency,
        promise: datetime,
        stated_on: date | None = None,
    ) -> None:
        """Somebody asks to be called: their call, if one is owed, or else a new one.

        By a form, which anybody can send, on this date; or staff took it down.
        """
        if who not in self.owed:
            assert into not in self.calls
            self.owed[who] = into
            self.calls[into] = Promised([occasion], urgency, promise)
            self.tell("opened")
            return
        assert self.owed[who] == into
        call = self.calls[into]
        assert call.outcome is None
        is_hastened = stated_on is not None and stated_on == call.hastened_on
        is_but_a_further_crisis = call.urgency is Urgency.CRISIS and is_hastened
        call.occasions.append(occasion)
        call.urgency = max(call.urgency, urgency, key=_ORDER.index)
        self.tell("merged")
        if urgency is Urgency.CRISIS and not is_but_a_further_crisis:
            if call.rests_until or call.snoozed_until:
                call.hastened_on = stated_on or call.hastened_on
            call.rests_until = call.snoozed_until = None
        elif call.snoozed_until is not None:
            call.snoozed_until = min(call.snoozed_until, promise)
        elif call.rests_until is not None and promise < call.respond_by:
            if is_hastened:
                return
            call.rests_until, call.hastened_on = None, stated_on or call.hastened_on
        call.respond_by = min(call.respond_by, promise)

    def claim(self, callback_id: str, who: str, now: datetime, lease: timedelta) -> None:
        call = self.calls[callback_id]
        assert call.outcome is None
        assert not call.is_held(now)
        call.holder, call.lease_until, call.fence = who, now + lease, call.fence + 1

    def held_by(self, callback_id: str, who: str, fence: int, now: datetime) -> bool:
        """May this claimant still write?"""
        call = self.calls[callback_id]
        return (
            call.outcome is None and call.is_held(now) and (call.holder, call.fence) == (who, fence)
        )

    def let_go(self, callback_id: str) -> Promised:
        """The claim ends."""
        call = self.calls[callback_id]
        call.holder = call.lease_until = None
        return call

    def close(self, callback_id: str, outcome: str) -> None:
        self.let_go(callback_id).outcome = outcome
        (who,) = (who for who, owed in self.owed.items() if owed == callback_id)
        del self.owed[who]

    def check(self, stored: Callback, now: datetime) -> None:
        """The table says the same of a callback."""
        call = self.calls[stored.callback_id]
        assert stored.occasion_ids == call.occasions
        assert (stored.urgency, stored.respond_by) == (call.urgency, call.respond_by)
        assert (stored.claimed_by, stored.lease_until) == (call.holder, call.lease_until)
        assert (stored.fence, stored.attempts) == (call.fence, call.attempts)
        assert stored.outcome == call.outcome
        assert _held_back(now, stored.not_before, stored.snoozed_until) == _held_back(
            now, call.rests_until, call.snoozed_until
        )


def _held_back(now: datetime, *until: datetime | None) -> datetime | None:
    return max((at for at in until if at is not None and at > now), default=None)
