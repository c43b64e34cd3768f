"""Limit what one network address takes online, and one browser at it: holds; and within a day
bookings, and entries on the waitlist; within an hour codes that it asks for, and types.

Rescheduling takes a time as booking does, and the one that it leaves is off sale for a while, so it
counts as a booking. Never by contact point: whose number or address is typed changes nothing here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zlib import crc32

from ...clinic import Clinic
from ...platform.unit_of_work import UnitOfWork
from ..errors import (
    LimitedTo,
    TooManyBookingsError,
    TooManyHoldsError,
    TooManyWaitlistEntriesError,
)
from . import holder_store as store
from .holder import Holder
from .models import Hold

_A_DAY = timedelta(days=1)
_AN_HOUR = timedelta(hours=1)

Refusal = Callable[[LimitedTo], Exception]
"""Makes the error that tells of a limit."""


@dataclass(frozen=True)
class Numbers:
    """The numbers under which something counts: among the address's, and among the browser's."""

    address: int
    browser: int


@dataclass(frozen=True)
class _Limit:
    what: str
    of_address: int
    of_browser: int
    refusal: Refusal


def count_hold(work: UnitOfWork, holder: Holder, hold_id: str, phone: str) -> Numbers:
    """Collect that a hold counts, until it runs out. Raises TooManyHoldsError."""
    settings = work.run.clinic.scheduling
    limit = _Limit(
        store.HOLDS,
        settings.most_holds_per_address,
        settings.most_holds_per_visitor,
        lambda to: TooManyHoldsError(to, phone),
    )
    return _count(work, limit, holder, hold_id, hold_ends(work.run.clinic, work.now))


def count_booked_hold(work: UnitOfWork, hold: Hold, phone: str) -> None:
    """Collect that a hold is a booking from now on. Raises TooManyBookingsError."""
    uncount_hold(work, hold)
    count_booking(work, _holder_of(hold), hold.slot_id, phone)


def count_booking(work: UnitOfWork, holder: Holder, slot_id: str, phone: str) -> None:
    """Collect that a slot was taken online, which counts for a day. Raises TooManyBookingsError."""
    settings = work.run.clinic.scheduling
    limit = _Limit(
        store.BOOKINGS,
        settings.most_bookings_per_address,
        settings.most_bookings_per_visitor,
        lambda to: TooManyBookingsError(to, phone),
    )
    _count(work, limit, holder, slot_id, work.now + _A_DAY)


def count_waitlist_entry(work: UnitOfWork, holder: Holder, entry_id: str, phone: str) -> None:
    """Collect that somebody joined the waitlist online, which counts for a day.

    Raises TooManyWaitlistEntriesError.
    """
    settings = work.run.clinic.scheduling
    limit = _Limit(
        store.WAITLIST_ENTRIES,
        settings.most_waitlist_entries_per_address,
        settings.most_waitlist_entries_per_visitor,
        lambda to: TooManyWaitlistEntriesError(to, phone),
    )
    _count(work, limit, holder, entry_id, work.now + _A_DAY)


def count_code(work: UnitOfWork, holder: Holder, proof_id: str, refusal: Refusal) -> None:
    """Collect that a code was asked for: it counts for an hour. Raises what ``refusal`` makes."""
    settings = work.run.clinic.messages
    most = (settings.most_codes_per_address, settings.most_codes_per_visitor)
    _count(work, _Limit(store.CODES, *most, refusal), holder, proof_id, work.now + _AN_HOUR)


def count_code_try(work: UnitOfWork, holder: Holder, proof_id: str, refusal: Refusal) -> None:
    """Collect that a code was typed, which counts for an hour. Raises what ``refusal`` makes."""
    settings = work.run.clinic.messages
    most = (settings.most_code_tries_per_address, settings.most_code_tries_per_visitor)
    _count(work, _Limit(store.CODE_TRIES, *most, refusal), holder, proof_id, work.now + _AN_HOUR)


def uncount_hold(work: UnitOfWork, hold: Hold) -> None:
    """Collect that a hold counts no longer: it was booked, or let go."""
    holder = _holder_of(hold)
    work.add(
        store.uncounted(holder.address, store.HOLDS, hold.hold_number or 0),
        store.uncounted(holder.browser, store.HOLDS, hold.browser_number or 0),
    )


def _holder_of(hold: Hold) -> Holder:
    return Holder(hold.holder, hold.browser or "")


def hold_ends(clinic: Clinic, now: datetime) -> datetime:
    """The instant at which a hold that begins now runs out."""
    return now + timedelta(minutes=clinic.scheduling.hold_minutes)


def _count(work: UnitOfWork, limit: _Limit, holder: Holder, of: str, until: datetime) -> Numbers:
    browser = _uncounted(work, holder.browser, limit, limit.of_browser, of)
    if browser is None:
        raise limit.refusal(LimitedTo.BROWSER)
    address = _uncounted(work, holder.address, limit, limit.of_address, of)
    if address is None:
        raise limit.refusal(LimitedTo.ADDRESS)
    work.add(
        store.counted(holder.address, limit.what, address, until, work.now),
        store.counted(holder.browser, limit.what, browser, until, work.now),
    )
    return Numbers(address, browser)


def _uncounted(work: UnitOfWork, holder_id: str, limit: _Limit, most: int, of: str) -> int | None:
    stood = work.seen.get(store.count_name(holder_id))
    start = crc32(of.encode())
    return store.first_uncounted(stood, limit.what, most, start, work.now)
