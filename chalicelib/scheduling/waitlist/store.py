"""The waitlist in the table.

    WAITING#<location>    <pool>#<since>#<entry id>    somebody who waits, in order of joining
    WAITLIST#<ticket id>  WAITLIST                     a ticket: whose token opens which entry
                          EVENT#<at>#<id>              the entry's history (under its own id)
                          TICKET#<ticket id>           another ticket that leads to this entry
    POINT#<id>            OPEN#WAIT#<location>#<service>#<person or entry>    (people room)

Who waits for a pool is one query, which reads them alone; who waits at a location is one as well.
An entry that has ended is gone from there, and its ticket says how it ended. Every change of an
entry is conditional on its version, and every change of its offer is in its contact
point's partition too, so that staff who book for the person see it without another look.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from ...people.commitments import WaitlistCommitment
from ...platform.clock import instant_text
from ...platform.storage.conditions import Attr, Key
from ...platform.storage.expressions import Item
from ...platform.storage.keys import Key as TableKey
from ...platform.storage.keys import item_key, part_key
from ...platform.storage.table import Table
from ...platform.storage.writes import Delete, Put, Update
from .models import Ticket, WaitlistEntry, WaitlistState

KIND = "WAITLIST"
LIST_KIND = "WAITING"


def ticket_key(ticket_id: str) -> TableKey:
    """The key of a ticket."""
    return item_key(KIND, ticket_id)


def ticket_put(ticket: Ticket) -> Put:
    """Store a ticket, once."""
    content = ticket.model_dump(mode="json", exclude_none=True)
    return Put({**ticket_key(ticket.ticket_id), **content}, Attr("pk").not_exists())


def ticket_kept(entry_id: str, expires_at: int) -> Update:
    """Keep the entry's own ticket for as long as a new wish may last."""
    return Update(
        item_key(KIND, entry_id),
        set={"expires_at": expires_at},
        only_if=Attr("pk").exists(),
    )


def further_ticket_put(entry_id: str, ticket: Ticket) -> Put:
    """Note with an entry that another ticket leads to it, too."""
    key = part_key(KIND, entry_id, f"TICKET#{ticket.ticket_id}")
    return Put({**key, "ticket_id": ticket.ticket_id, "expires_at": ticket.expires_at})


def ticket_ended(entry_id: str, state: WaitlistState, at: datetime) -> Update:
    """Note on the entry's own ticket how it ended."""
    return Update(item_key(KIND, entry_id), set={"ended": str(state), "ended_at": instant_text(at)})


def new_entry_put(entry: WaitlistEntry) -> Put:
    """Store an entry where there is none."""
    return Put(_item(entry), Attr("pk").not_exists())


def changed_entry_put(before: WaitlistEntry, after: WaitlistEntry) -> Put:
    """Store an entry over what it was when it was read, if nobody touched it since."""
    item = _item(after.model_copy(update={"version": before.version + 1}))
    return Put(item, Attr("version").eq(before.version))


def entry_delete(entry: WaitlistEntry) -> Delete:
    """Take an entry off the list, if nobody touched it since it was read."""
    key = part_key(LIST_KIND, entry.location_id, entry.waitlist_position)
    return Delete(key, Attr("version").eq(entry.version))


def entry_cleared(commitment: WaitlistCommitment) -> Delete:
    """Take what stands at a place off the list, if it has the offer that was seen, or is gone."""
    gone, seen = Attr("pk").not_exists(), commitment.hold_id
    as_seen = Attr("offer").not_exists() if seen is None else Attr("offer.hold_id").eq(seen)
    return Delete(
        part_key(LIST_KIND, commitment.location_id, commitment.waitlist_position),
        as_seen | gone,
    )


def commitment_of(entry: WaitlistEntry) -> WaitlistCommitment:
    """The entry as its contact point's future holds it."""
    offer = entry.offer
    return WaitlistCommitment(
        entry_id=entry.entry_id,
        person_id=entry.person_id,
        location_id=entry.location_id,
        service_id=entry.service_id,
        waitlist_position=entry.waitlist_position,
        expires_at=entry.expires_at,
        is_by_staff=entry.is_by_staff,
        slot_id=offer.slot_id if offer else None,
        hold_id=offer.hold_id if offer else None,
        held_until=offer.held_until if offer else None,
    )


def load_waiting(
    table: Table, location_id: str, pool: str | None = None
) -> Iterator[WaitlistEntry]:
    """Those who wait at a location for a pool, in order of joining; for all, pool by pool.

    A consistent read, page by page as they are wanted.
    """
    condition = Key("pk").eq(f"{LIST_KIND}#{location_id}")
    if pool is not None:
        condition = condition & Key("sk").begins_with(f"{pool}#")
    return (WaitlistEntry.model_validate(item) for item in table.query_all(condition))


def load_entry(table: Table, location_id: str, waitlist_position: str) -> WaitlistEntry | None:
    """The entry at this place, or None when it has ended."""
    item = table.get(part_key(LIST_KIND, location_id, waitlist_position))
    return WaitlistEntry.model_validate(item) if item else None


def load_ticket(table: Table, ticket_id: str) -> Ticket | None:
    """The ticket of this id, or None."""
    item = table.get(item_key(KIND, ticket_id))
    return Ticket.model_validate(item) if item else None


def load_addresses(table: Table, ticket_ids: Iterable[str]) -> dict[str, str | None]:
    """The address given with each of these tickets that there is, by its id."""
    found = table.get_many([item_key(KIND, each) for each in ticket_ids])
    return {ticket.ticket_id: ticket.email for ticket in map(Ticket.model_validate, found)}


def _item(entry: WaitlistEntry) -> Item:
    content = entry.model_dump(mode="json", exclude_none=True)
    return {**part_key(LIST_KIND, entry.location_id, entry.waitlist_position), **content}
