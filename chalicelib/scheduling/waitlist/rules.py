"""Choose who is asked first when a slot becomes free, and for how long. Pure.

Those who wait are asked in the order in which they joined. Whoever lets an offer run out stays
where they are: they may have been at work, and the next time may suit. But that start is not
offered to them again, or it would go round between those who do not answer; and after so many
offers without a word they are asked no more, so that a dead number does not cost everybody behind
it an hour at each free bay. Declining is an answer: it costs nothing but that start.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from chalicelib.clinic import Clinic, Location, Service
from chalicelib.clinic.hours import first_instant, legal_hours
from chalicelib.clinic.words import WEEK
from chalicelib.people.commitments import Ahead
from chalicelib.platform.errors import FieldProblem
from chalicelib.scheduling.slots.availability import earliest_start
from chalicelib.scheduling.slots.models import Slot

from .models import Offer, WaitlistEntry, WaitlistState, Wish

MOST_UNANSWERED = 3
"""Offers in a row that may run out; then somebody is asked no more."""

MOST_PASSED = 60
"""So many starts that somebody passed on are kept with their entry, the last ones; all stand in
its history. One that is forgotten so may be offered again, sixty others later."""

KEPT_DAYS = 30
"""So long after an entry's last day its tickets can still tell how it ended."""

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_WAKING_DAYS = 7


class Fit(NamedTuple):
    """Somebody who could have a slot, and until when it would be kept for them."""

    entry: WaitlistEntry
    service: Service
    until: datetime


def live_offer(entry: WaitlistEntry, now: datetime) -> Offer | None:
    """The offer that still holds; one that ran out is none, whether or not a job noted it."""
    offer = entry.offer
    return offer if offer is not None and offer.held_until > now else None


def settled(entry: WaitlistEntry, now: datetime) -> WaitlistEntry:
    """The entry with an offer that ran out noted as unanswered."""
    if entry.offer is None or live_offer(entry, now):
        return entry
    return _without_offer(entry, entry.unanswered + 1, now)


def declined(entry: WaitlistEntry, now: datetime) -> WaitlistEntry:
    """The entry once its offer was answered with no."""
    return _without_offer(entry, 0, now)


def withdrawn(entry: WaitlistEntry) -> WaitlistEntry:
    """The entry once the clinic took the offered slot back: that is not held against anybody."""
    return entry.model_copy(update={"offer": None})


def _without_offer(entry: WaitlistEntry, unanswered: int, now: datetime) -> WaitlistEntry:
    offered = [entry.offer.starts_at] if entry.offer else []
    ahead = tuple(start for start in (*entry.passed, *offered) if start > now)
    passed = ahead[-MOST_PASSED:]
    return entry.model_copy(update={"offer": None, "passed": passed, "unanswered": unanswered})


def state_of(entry: WaitlistEntry, zone: ZoneInfo, now: datetime) -> WaitlistState:
    """The state of somebody whose entry is kept."""
    if live_offer(entry, now):
        return WaitlistState.OFFERED
    if settled(entry, now).unanswered >= MOST_UNANSWERED:
        return WaitlistState.UNANSWERED
    if now.astimezone(zone).date() > entry.wish.last_day:
        return WaitlistState.OVER
    return WaitlistState.WAITING


def is_live(state: WaitlistState) -> bool:
    """True if somebody in this state is still on the list."""
    return state in (WaitlistState.WAITING, WaitlistState.OFFERED)


def suits(wish: Wish, starts_at: datetime, zone: ZoneInfo) -> bool:
    """True if this start would suit."""
    local = starts_at.astimezone(zone)
    return (
        wish.first_day <= local.date() <= wish.last_day
        and WEEK[local.weekday()] in wish.weekdays
        and wish.earliest_time <= local.time() <= wish.latest_time
    )


def could_use(
    entry: WaitlistEntry, slot: Slot, service: Service, zone: ZoneInfo, now: datetime
) -> bool:
    """True if they wait for just such a slot, have no offer and did not pass on this start."""
    return (
        state_of(entry, zone, now) is WaitlistState.WAITING
        and slot.serves(service)
        and suits(entry.wish, slot.starts_at, zone)
        and slot.starts_at not in settled(entry, now).passed
    )


def who_fits(
    clinic: Clinic, entries: Iterable[WaitlistEntry], slot: Slot, now: datetime
) -> Iterator[Fit]:
    """Those of ``entries`` to whom the slot can be offered at this moment, in the order given."""
    location = clinic.location(slot.location_id)
    services = {service.id: service for service in clinic.services_at(location.id)}
    for entry in entries:
        service = services.get(entry.service_id)
        if service is None or not could_use(entry, slot, service, location.tz, now):
            continue
        until = offer_until(clinic, location, service, slot, now)
        if until is not None:
            yield Fit(entry, service, until)


def can_come(fit: Fit, slot: Slot, ahead: Ahead, now: datetime) -> bool:
    """True for who is on the list still, is free at that time, and has no other offer to answer.

    Said of whoever staff put on the list, with what is under other names and numbers that staff
    know to be theirs. What was booked or joined online is no hindrance: anybody may have typed
    their name and number.
    """
    ends_at = slot.starts_at + timedelta(minutes=fit.service.bay_minutes)
    theirs = ahead.waitlist_by_staff(fit.entry.person_id)
    is_listed = any(commitment.entry_id == fit.entry.entry_id for commitment in theirs)
    is_busy = ahead.busy_by_staff(slot.starts_at, ends_at)
    return is_listed and not ahead.is_asked_by_staff(now) and not is_busy


def offer_until(
    clinic: Clinic, location: Location, service: Service, slot: Slot, now: datetime
) -> datetime | None:
    """Instant until which a slot is kept for somebody offered it now; None if it is too late.

    Minutes count from 8 am to 9 pm at the location, when messages go out and people read them. An
    offer never outlasts the time by which visitors have to book; when less is left than a visitor
    has to fill in the form, none is made.
    """
    if slot.starts_at < earliest_start(clinic, service, now):
        return None
    lead = timedelta(minutes=service.lead_time_minutes)
    latest = min(slot.cut_off_at, slot.starts_at - lead)
    if latest < _waking(now, clinic.scheduling.hold_minutes, location.tz):
        return None
    return min(latest, _waking(now, clinic.scheduling.offer_minutes, location.tz))


def _waking(now: datetime, minutes: int, zone: ZoneInfo) -> datetime:
    """The instant by which so many minutes of daytime have passed."""
    left = minutes * _MINUTE
    (daytime,) = legal_hours((), zone)
    for interval in daytime.from_instant(now, _WAKING_DAYS):
        if left <= interval.end - interval.start:
            return interval.start + left
        left -= interval.end - interval.start
    raise AssertionError("every day has a daytime")


def problems_of(wish: Wish, today: date, horizon: date) -> Iterator[FieldProblem]:
    """Problems of a wish on this day, field by field."""
    if wish.last_day < today:
        yield FieldProblem(("wish", "last_day"), "This day has passed.")
        return
    for field, day in (("first_day", wish.first_day), ("last_day", wish.last_day)):
        if day > horizon:
            yield FieldProblem(("wish", field), f"Appointments can be booked through {horizon}.")
    first = max(wish.first_day, today)
    days = (first + number * _DAY for number in range(min((wish.last_day - first).days + 1, 7)))
    if not any(WEEK[day.weekday()] in wish.weekdays for day in days):
        yield FieldProblem(
            ("wish", "weekdays"), "None of these weekdays falls between the two dates."
        )


def expires_at(wish: Wish, zone: ZoneInfo) -> int:
    """Instant at which an entry may be disposed of: its last day is over, wherever clocks stand."""
    return int(first_instant(wish.last_day + _DAY, 24 * 60, zone).timestamp())


def ticket_expires_at(wish: Wish, zone: ZoneInfo) -> int:
    """Instant at which a ticket may be disposed of: later than its entry."""
    return expires_at(wish, zone) + int(timedelta(days=KEPT_DAYS).total_seconds())
