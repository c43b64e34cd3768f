"""Show who waits, and let them answer: see one's place, decline what is offered, leave."""

from datetime import datetime

from ...platform.errors import NotFoundError, RefusedError, UnavailableError
from ...platform.runtime import Runtime
from ...platform.storage.writes import Write
from ...platform.tokens import token_matches
from ..appointments.models import Hold
from ..errors import NothingOfferedError, WaitlistTokenMissingError
from ..times import local_text
from . import rules, store
from .models import (
    Offer,
    OfferView,
    Ticket,
    Waiting,
    WaitingLine,
    WaitingState,
    WaitingView,
    Waitlist,
)
from .offer_freed_slot import entry_changed, entry_ended, offer_given_back

_TRIES = 12


def ticket_for_visitor(run: Runtime, ticket_id: str, token: str | None) -> Ticket:
    """The ticket, for whoever has its token.

    Raises WaitlistTokenMissingError, and NotFoundError alike for a wrong token and a wrong id.
    """
    if not token:
        raise WaitlistTokenMissingError
    ticket = store.load_ticket(run.table, ticket_id)
    if ticket is None or not token_matches(token, ticket.token_hash):
        raise NotFoundError("There is no such entry, or this token does not open it.")
    return ticket


def ticket_for_staff(run: Runtime, entry_id: str) -> Ticket:
    """The ticket of an entry. Raises NotFoundError."""
    ticket = store.load_ticket(run.table, entry_id)
    if ticket is None:
        raise NotFoundError("There is no such entry on the waitlist.")
    return ticket


def view(run: Runtime, ticket: Ticket, token: str | None = None) -> WaitingView:
    """How it stands, as the visitor sees it; with ``token`` when they have just joined.

    An offer that was made before this ticket was given is not shown with it: whoever only knows a
    number could else join with it and take what was offered to another.
    """
    entry = store.load_entry(run.table, ticket.location_id, ticket.place)
    state, offer = _standing(run, ticket, entry), None
    if entry and state is WaitingState.OFFERED:
        offer = _offer_shown(run, ticket, entry)
        state = WaitingState.OFFERED if offer else WaitingState.WAITING
    return WaitingView(
        entry_id=ticket.ticket_id,
        state=state,
        location_id=ticket.location_id,
        service_id=ticket.service_id,
        wish=entry.wish if entry else ticket.wish,
        offer=_offer_view(run, entry, offer) if entry and offer else None,
        token=token,
    )


def now_stands(run: Runtime, ticket: Ticket) -> WaitingState:
    """How it stands with a ticket's entry, or how it ended."""
    entry = store.load_entry(run.table, ticket.location_id, ticket.place)
    return _standing(run, ticket, entry)


def _standing(run: Runtime, ticket: Ticket, entry: Waiting | None) -> WaitingState:
    if entry:
        zone = run.clinic.location(entry.location_id).tz
        return rules.state_of(entry, zone, run.clock())
    first = store.load_ticket(run.table, ticket.entry_id)
    return (first and first.ended) or WaitingState.OVER


def _offer_shown(run: Runtime, ticket: Ticket, entry: Waiting) -> Offer | None:
    offer = rules.live_offer(entry, run.clock())
    return offer if offer and offer.offered_at >= ticket.joined_at else None


def _offer_view(run: Runtime, entry: Waiting, offer: Offer) -> OfferView:
    hold = Hold(
        hold_id=offer.hold_id,
        location_id=entry.location_id,
        service_id=entry.service_id,
        slot_id=offer.slot_id,
        starts_at=offer.starts_at,
        ends_at=offer.ends_at,
        held_until=offer.held_until,
        holder=entry.contact_id,
    )
    return OfferView(
        starts_at=offer.starts_at,
        starts_local=local_text(offer.starts_at, run.clinic.location(entry.location_id).tz),
        ends_at=offer.ends_at,
        held_until=offer.held_until,
        hold_token=run.keyring.seal("hold", hold.model_dump(mode="json", exclude_none=True)),
    )


def decline(run: Runtime, ticket: Ticket, starts_at: datetime, by: str) -> None:
    """Say no to an offered time: it goes to the next, and its entry waits on.

    Sent again, it is declined already. Raises NothingOfferedError, UnavailableError.
    """
    for _ in range(_TRIES):
        entry = store.load_entry(run.table, ticket.location_id, ticket.place)
        now = run.clock()
        offer = rules.live_offer(entry, now) if entry else None
        if entry and offer and offer.starts_at == starts_at:
            after = rules.declined(entry, now)
            writes = entry_changed(run, entry, after, "declined", by, slot=offer.slot_id)
            if _done(run, [*writes, *_given_back(run, entry, offer, by)]):
                return
        elif entry and starts_at in rules.settled(entry, now).passed:
            return
        else:
            raise NothingOfferedError
    raise UnavailableError("Others keep getting in between.")


def leave(run: Runtime, ticket: Ticket, by: str) -> None:
    """Take an entry off the list; what it was offered goes to the next.

    One that has ended stays as it ended. Raises UnavailableError.
    """
    for _ in range(_TRIES):
        entry = store.load_entry(run.table, ticket.location_id, ticket.place)
        if entry is None:
            return
        offer = rules.live_offer(entry, run.clock())
        wait = store.wait_of(entry)
        writes = entry_ended(run, entry.contact_id, wait, WaitingState.LEFT, by)
        if _done(run, [*writes, *(_given_back(run, entry, offer, by) if offer else [])]):
            return
    raise UnavailableError("Others keep getting in between.")


def _given_back(run: Runtime, entry: Waiting, offer: Offer, by: str) -> list[Write]:
    return offer_given_back(run, offer.slot_id, offer.hold_id, by, not_for=entry.contact_id)


def _done(run: Runtime, writes: list[Write]) -> bool:
    """Carried out? If not, somebody was faster: look again."""
    try:
        run.table.transact(writes)
    except RefusedError:
        return False
    return True


def waitlist(run: Runtime, location_id: str) -> Waitlist:
    """Everybody who waits at a location, in order of joining: one query.

    Raises UnknownLocationError.
    """
    location = run.clinic.location(location_id)
    now = run.clock()
    lines = [line_of(run, entry, now) for entry in store.load_waiting(run.table, location.id)]
    live = (line for line in lines if rules.is_live(line.state))
    return Waitlist(location_id=location_id, entries=sorted(live, key=lambda line: line.since))


def line_of(run: Runtime, entry: Waiting, now: datetime) -> WaitingLine:
    """An entry as the desk sees it."""
    offer = rules.live_offer(entry, now)
    return WaitingLine(
        entry_id=entry.entry_id,
        contact_id=entry.contact_id,
        first_name=entry.first_name,
        service_id=entry.service_id,
        wish=entry.wish,
        since=entry.since,
        state=rules.state_of(entry, run.clinic.location(entry.location_id).tz, now),
        offered_start=offer.starts_at if offer else None,
        held_until=offer.held_until if offer else None,
    )
