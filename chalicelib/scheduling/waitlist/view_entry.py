"""View an entry of the waitlist: how it stands, and what is offered, as its patient sees it."""

from datetime import datetime

from ...messaging.link import Opened, Opens, is_opened
from ...platform.clock import local_text
from ...platform.errors import NotFoundError
from ...platform.runtime import Runtime
from ..appointments.models import Hold
from ..errors import WaitlistTokenMissingError
from . import rules, store
from .models import Offer, OfferView, Ticket, WaitlistEntry, WaitlistEntryView, WaitlistState, Wish


def ticket_for_visitor(run: Runtime, ticket_id: str, token: str | None) -> Ticket:
    """The ticket, for whoever has its token, or one that was mailed to its address.

    Raises WaitlistTokenMissingError, and NotFoundError alike for a wrong token and a wrong id.
    """
    if not token:
        raise WaitlistTokenMissingError
    ticket = store.load_ticket(run.table, ticket_id)
    if ticket is None or not _opens(run, ticket, token):
        raise NotFoundError("There is no such entry, or this token doesn't open it.")
    return ticket


def _opens(run: Runtime, ticket: Ticket, token: str) -> bool:
    of = ticket.ticket_id
    thing = Opened(Opens.WAITLIST_ENTRY, of, ticket.email, ticket.token_hash)
    return is_opened(run.keyring, thing, token)


def ticket_for_staff(run: Runtime, entry_id: str) -> Ticket:
    """The ticket of an entry. Raises NotFoundError."""
    ticket = store.load_ticket(run.table, entry_id)
    if ticket is None:
        raise NotFoundError("There is no such entry on the waitlist.")
    return ticket


def view_entry(run: Runtime, ticket: Ticket) -> WaitlistEntryView:
    """The entry that a ticket opens, as it now stands, or as it ended."""
    entry = store.load_entry(run.table, ticket.location_id, ticket.waitlist_position)
    if entry is None:
        return view_of_ended(run, ticket)
    return view_of_entry(run, ticket, entry, run.clock())


def view_of_entry(
    run: Runtime, ticket: Ticket, entry: WaitlistEntry, now: datetime
) -> WaitlistEntryView:
    """An entry that is kept, as it stands."""
    state = rules.state_of(entry, run.clinic.location(entry.location_id).tz, now)
    offer = rules.live_offer(entry, now)
    shown = _offer_view(run, entry, offer) if offer else None
    return view_of_ticket(ticket, state, entry.wish, shown)


def view_of_ended(run: Runtime, ticket: Ticket) -> WaitlistEntryView:
    """The end of an entry that is kept no longer: its own ticket, the first one, tells."""
    first = store.load_ticket(run.table, ticket.entry_id)
    return view_of_ticket(ticket, (first and first.ended) or WaitlistState.OVER)


def view_of_ticket(
    ticket: Ticket, state: WaitlistState, wish: Wish | None = None, offer: OfferView | None = None
) -> WaitlistEntryView:
    """The entry as whoever has this ticket is told of it."""
    return WaitlistEntryView(
        entry_id=ticket.ticket_id,
        state=state,
        location_id=ticket.location_id,
        service_id=ticket.service_id,
        wish=wish or ticket.wish,
        offer=offer,
    )


def _offer_view(run: Runtime, entry: WaitlistEntry, offer: Offer) -> OfferView:
    hold = Hold(
        hold_id=offer.hold_id,
        location_id=entry.location_id,
        service_id=entry.service_id,
        slot_id=offer.slot_id,
        starts_at=offer.starts_at,
        ends_at=offer.ends_at,
        held_until=offer.held_until,
        holder=entry.waitlist_position,
        is_by_staff=entry.is_by_staff,
    )
    return OfferView(
        starts_at=offer.starts_at,
        starts_local=local_text(offer.starts_at, run.clinic.location(entry.location_id).tz),
        ends_at=offer.ends_at,
        held_until=offer.held_until,
        hold_token=run.keyring.seal("hold", hold.model_dump(mode="json", exclude_none=True)),
    )
