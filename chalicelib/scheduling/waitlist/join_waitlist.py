"""Join the waitlist: a visitor by an entry of their own, whoever staff put there by one for each
service and location.
"""

from dataclasses import dataclass
from datetime import datetime

from ...clinic import Location, Service
from ...people.adult_rules import check_adult
from ...people.commitments import WaitlistCommitment
from ...people.identity import Identity
from ...people.keep_commitments import load_ahead, note_waiting
from ...people.models import Person
from ...people.note_person import file_under_person, note_person
from ...people.rules import first_name_of
from ...platform.errors import InvalidInputError
from ...platform.request_token import proves_request
from ...platform.runtime import Runtime
from ...platform.tokens import token_hash
from ...platform.unit_of_work import VISITOR, Once, UnitOfWork, carry_out, fingerprint
from ..appointments.holder import Holder
from ..appointments.limit_holder import count_waitlist_entry
from ..appointments.note_booking import identity_of
from ..slots.availability import last_bookable_day, today_at
from ..slots.bookable import known_service
from ..slots.check_online import check_sender
from . import rules, store
from .change_entry import change_entry
from .models import JoinIn, StaffJoinIn, Ticket, WaitlistEntry, WaitlistState


@dataclass(frozen=True)
class Beside:
    """Things that came with a visitor's call: the token of the request that they sent, and the one
    for whom their entry counts.
    """

    token: str | None = None
    holder: Holder | None = None


_NOTHING = Beside()


def join_waitlist(
    run: Runtime,
    location_id: str,
    given: StaffJoinIn,
    by: str,
    key: str | None,
    beside: Beside = _NOTHING,
) -> Ticket:
    """Put somebody on a location's waitlist for a service. The ticket's token opens their entry.

    A visitor always gets an entry of their own, in one round trip: nothing is asked of what is
    stored about the number and name that they typed, and none of it changes. Whoever staff put on
    the list before keeps their place, with the new wish instead of the old one. The same ``key``
    and details again give the same ticket. Visitors may wait for what they may book online;
    ``beside`` is what came with their call. Raises InvalidInputError, IdempotencyConflictError;
    for a visitor, NotBookableOnlineError, RequestFirstError and TooManyWaitlistEntriesError.
    """
    location, service = known_service(run, location_id, given.service_id)
    identity = identity_of(run, given)
    ticket_id = run.keyring.derived_id(f"waitlist:{by}", key) if key else run.ids.new(run.clock())
    services = (each.id for each in run.clinic.services)
    is_sent = proves_request(run.keyring, given.request_id, beside.token, services)
    is_proven = by != VISITOR or is_sent
    stated = given if is_proven else given.model_copy(update={"request_id": None})
    joining = _Joining(run, location, service, stated, identity, ticket_id)

    def joined(work: UnitOfWork) -> Ticket:
        if by != VISITOR:
            return joining.joined_by_staff(work)
        check_sender(run, service, given.request_id, beside.token)
        check_adult(service, is_adult=isinstance(given, JoinIn) and given.is_adult)
        if beside.holder:
            count_waitlist_entry(work, beside.holder, ticket_id, location.phone)
        return joining.joined(work)

    asked = fingerprint(run.keyring, given, location_id)
    once = Once(store.ticket_key(ticket_id), asked, Ticket.model_validate)
    return carry_out(run, by, joined, once=once)


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
    ticket_id: str

    def joined(self, work: UnitOfWork) -> Ticket:
        """Collect an entry of a visitor's own; its ticket."""
        self._check_wish(work.now)
        new = self._new_entry(work, is_by_staff=False)
        self._add(work, new)
        ticket = self._ticket(new, WaitlistState.WAITING, work.now)
        work.add(store.ticket_put(ticket))
        self._note_person(work)
        return ticket

    def joined_by_staff(self, work: UnitOfWork) -> Ticket:
        """Collect what joins the list, or changes the wish of whom staff put on it; the ticket."""
        self._check_wish(work.now)
        present = self._present()
        entry = self._entry_of(present)
        state = self._state(entry, work.now)
        if entry and rules.is_live(state):
            self._change_wish(work, entry)
            ticket = self._ticket(entry, state, work.now)
            if entry.entry_id != self.ticket_id:
                work.add(store.further_ticket_put(entry.entry_id, ticket))
        else:
            self._make_room(work, present, state)
            new = self._new_entry(work, is_by_staff=True)
            self._add(work, new, present)
            ticket = self._ticket(new, WaitlistState.WAITING, work.now)
        work.add(store.ticket_put(ticket))
        self._note_person(work)
        return ticket

    def _check_wish(self, now: datetime) -> None:
        """Raise InvalidInputError for a wish that cannot be met any more, or not yet."""
        today = today_at(self.location, now)
        horizon = last_bookable_day(self.run.clinic, self.location, now)
        if problems := tuple(rules.problems_of(self.given.wish, today, horizon)):
            raise InvalidInputError(problems)

    def _present(self) -> WaitlistCommitment | None:
        """The place that staff gave this person before, if it stands."""
        point_id, person_id = self.identity.point_id, self.identity.person_id
        by_staff = load_ahead(self.run, point_id, person_id).waitlist_by_staff(person_id)
        wanted = (self.location.id, self.service.id)
        return next((w for w in by_staff if (w.location_id, w.service_id) == wanted), None)

    def _entry_of(self, present: WaitlistCommitment | None) -> WaitlistEntry | None:
        if present is None:
            return None
        return store.load_entry(self.run.table, self.location.id, present.waitlist_position)

    def _state(self, entry: WaitlistEntry | None, now: datetime) -> WaitlistState:
        return rules.state_of(entry, self.location.tz, now) if entry else WaitlistState.OVER

    def _change_wish(self, work: UnitOfWork, entry: WaitlistEntry) -> None:
        wish = self.given.wish
        changes = {"wish": wish, "expires_at": rules.expires_at(wish, self.location.tz)}
        name = {"first_name": first_name_of(self.given.name)}
        change_entry(work, entry, entry.model_copy(update={**changes, **name}), "wish-changed")
        if entry.entry_id != self.ticket_id:  # else this call was answered before
            kept_until = rules.ticket_expires_at(wish, self.location.tz)
            work.add(store.ticket_kept(entry.entry_id, kept_until))

    def _new_entry(self, work: UnitOfWork, *, is_by_staff: bool) -> WaitlistEntry:
        return WaitlistEntry(
            entry_id=self.ticket_id,
            location_id=self.location.id,
            pool=self.service.pool,
            service_id=self.service.id,
            point_id=self.identity.point_id,
            person_id=self.identity.person_id,
            first_name=first_name_of(self.given.name),
            since=work.now,
            wish=self.given.wish,
            joined_by=work.by,
            is_by_staff=is_by_staff,
            request_id=self.given.request_id,
            expires_at=rules.expires_at(self.given.wish, self.location.tz),
        )

    def _add(
        self, work: UnitOfWork, entry: WaitlistEntry, over: WaitlistCommitment | None = None
    ) -> None:
        work.add(store.new_entry_put(entry))
        instead_of = over.entry_id if over else None
        note_waiting(work, entry.point_id, store.commitment_of(entry), instead_of)
        work.record(store.KIND, entry.entry_id, "joined")
        file_under_person(work, entry.person_id, store.KIND, entry.entry_id, work.now)

    def _ticket(self, entry: WaitlistEntry, state: WaitlistState, now: datetime) -> Ticket:
        return Ticket(
            ticket_id=self.ticket_id,
            entry_id=entry.entry_id,
            location_id=entry.location_id,
            service_id=entry.service_id,
            waitlist_position=entry.waitlist_position,
            wish=self.given.wish,
            name=self.given.name,
            phone=self.given.phone,
            email=self.given.email,
            request_id=self.given.request_id,
            is_adult=isinstance(self.given, JoinIn) and self.given.is_adult,
            language=self.given.language if isinstance(self.given, JoinIn) else None,
            state=state,
            token_hash=token_hash(waitlist_token(self.run, self.ticket_id)),
            joined_at=now,
            expires_at=rules.ticket_expires_at(self.given.wish, self.location.tz),
        )

    def _make_room(
        self, work: UnitOfWork, over: WaitlistCommitment | None, state: WaitlistState
    ) -> None:
        """Collect that an entry is cleared away that is live no more, and that nobody ended."""
        if over is None:
            return
        work.add(store.entry_cleared(over))
        if over.entry_id != self.ticket_id:  # else this call was answered before
            work.add(store.ticket_ended(over.entry_id, state, work.now))

    def _note_person(self, work: UnitOfWork) -> None:
        person = Person(
            point_id=self.identity.point_id,
            person_id=self.identity.person_id,
            name=self.given.name,
            phone=self.given.phone,
            email=self.given.email,
        )
        note_person(work, person, self.identity.email_id, work.now)
