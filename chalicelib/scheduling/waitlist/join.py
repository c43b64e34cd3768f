"""Put somebody on the waitlist: once for each service and location, whatever they send."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ...clinic import Location, Service
from ...contacts import commitments_store as contact_ahead
from ...contacts.commitments import Wait
from ...contacts.models import Person
from ...contacts.service import Identity
from ...contacts.store import part_put, person_writes
from ...platform.errors import InvalidInputError, RefusedError, UnavailableError
from ...platform.runtime import Runtime
from ...platform.storage.events import Event
from ...platform.storage.writes import Write
from ...platform.tokens import token_hash
from ..appointments.note_booking import identity_of
from ..errors import JoinedOtherwiseError
from ..slots.availability import last_bookable_day, today_at
from ..slots.bookable import known_service
from . import rules, store
from .models import StaffJoinIn, Ticket, Waiting, WaitingState
from .offer_freed_slot import entry_changed

_TRIES = 6


def join(run: Runtime, location_id: str, given: StaffJoinIn, by: str, key: str | None) -> Ticket:
    """Put a contact on a location's waitlist for a service. The ticket's token opens their entry.

    Whoever is on it already keeps their place, with the new wish instead of the old one; the
    answer does not tell. The same ``key`` and details again give the same ticket. Raises
    InvalidInputError, JoinedOtherwiseError.
    """
    location, service = known_service(run, location_id, given.service_id)
    identity = identity_of(run, given.phone, given.email)
    now = run.clock()
    today, horizon = today_at(location, now), last_bookable_day(run.clinic, location, now)
    if problems := tuple(rules.problems_of(given.wish, today, horizon)):
        raise InvalidInputError(problems)
    ticket_id = run.keyring.derived_id(f"waitlist:{by}", key) if key else run.ids.new(now)
    joining = _Joining(run, location, service, given, identity, by, ticket_id, now)
    for _ in range(_TRIES):
        ahead = contact_ahead.load_ahead(run.table, identity.contact_id)
        ticket, writes = joining.attempt(ahead.wait_for(location.id, service.id))
        try:
            run.table.transact(writes)
        except RefusedError as refused:
            if refused.refused(store.TICKET):
                return _same_as_before(ticket, refused)
        else:
            return ticket
    raise UnavailableError("Others keep getting in between.")


def _same_as_before(ticket: Ticket, refused: RefusedError) -> Ticket:
    before = Ticket.model_validate(refused.old(store.TICKET))
    if before.fingerprint != ticket.fingerprint:
        raise JoinedOtherwiseError from refused
    return before


def waitlist_token(run: Runtime, ticket_id: str) -> str:
    """The token that opens an entry by this ticket. Only its hash is stored."""
    return run.keyring.token_for("waitlist", ticket_id)


@dataclass(frozen=True)
class _Joining:
    """One call to join."""

    run: Runtime
    location: Location
    service: Service
    given: StaffJoinIn
    identity: Identity
    by: str
    ticket_id: str
    now: datetime

    def attempt(self, present: Wait | None) -> tuple[Ticket, Sequence[Write]]:
        """The ticket, and the writes that join the list or change the wish on it."""
        table, here = self.run.table, self.location.id
        entry = store.load_entry(table, here, present.place) if present else None
        state = self._state(entry)
        if entry and rules.is_live(state):
            changed = self._wishing(entry)
            writes = entry_changed(self.run, entry, changed, "wish-changed", self.by)
            if entry.entry_id != self.ticket_id:  # else this call was answered before
                own = store.ticket_kept(entry.entry_id, self._ticket(changed).expires_at)
                writes.append(own)
        else:
            changed = self._entry()
            writes = [*self._joins(changed, present), *_makes_room(present, state, self.now)]
        ticket = self._ticket(changed)
        person = Person(
            contact_id=changed.contact_id,
            name=self.given.name,
            phone=self.given.phone,
            email=self.given.email,
            consented_at=self.now,
        )
        known = person_writes(person, self.identity.email_id, self.now)
        return ticket, [store.ticket_put(ticket), *writes, *known]

    def _state(self, entry: Waiting | None) -> WaitingState:
        return rules.state_of(entry, self.location.tz, self.now) if entry else WaitingState.OVER

    def _wishing(self, entry: Waiting) -> Waiting:
        wish = self.given.wish
        changes = {"wish": wish, "expires_at": rules.expires_at(wish, self.location.tz)}
        return entry.model_copy(update={**changes, "first_name": _first_name(self.given)})

    def _entry(self) -> Waiting:
        return Waiting(
            entry_id=self.ticket_id,
            location_id=self.location.id,
            pool=self.service.pool,
            service_id=self.service.id,
            contact_id=self.identity.contact_id,
            first_name=_first_name(self.given),
            since=self.now,
            wish=self.given.wish,
            joined_by=self.by,
            request_id=self.given.request_id,
            expires_at=rules.expires_at(self.given.wish, self.location.tz),
        )

    def _joins(self, entry: Waiting, over: Wait | None) -> list[Write]:
        event = Event(event_id=self.run.ids.new(self.now), at=self.now, what="joined", by=self.by)
        return [
            store.new_entry_put(entry),
            contact_ahead.wait_put(
                entry.contact_id, store.wait_of(entry), over.entry_id if over else None
            ),
            store.waitlist_event_put(entry.entry_id, event),
            part_put(entry.contact_id, store.KIND, entry.entry_id, self.now),
        ]

    def _ticket(self, entry: Waiting) -> Ticket:
        typed = self.given.model_dump_json()
        token = waitlist_token(self.run, self.ticket_id)
        return Ticket(
            ticket_id=self.ticket_id,
            entry_id=entry.entry_id,
            location_id=entry.location_id,
            service_id=entry.service_id,
            place=entry.place,
            wish=self.given.wish,
            token_hash=token_hash(token),
            fingerprint=self.run.keyring.derived_id("fingerprint", typed),
            joined_at=self.now,
            expires_at=rules.ticket_expires_at(self.given.wish, self.location.tz),
        )


def _makes_room(over: Wait | None, state: WaitingState, at: datetime) -> list[Write]:
    """The writes that clear away an entry that is not live any more, and that nobody ended."""
    if over is None:
        return []
    return [
        store.entry_delete(over.location_id, over.place, over.hold_id),
        store.ticket_ended(over.entry_id, state, at),
    ]


def _first_name(given: StaffJoinIn) -> str:
    return given.name.split(" ", 1)[0]
