"""Somebody turned to the clinic by phone, and the desk writes it down."""

from datetime import datetime

from ..people.identity import Identity, identify
from ..people.index_person import index_dealt_with
from ..people.models import Person
from ..people.on_behalf_rules import OnBehalf, names_of
from ..people.rules import zones_of_phone
from ..platform.record_look import record_seen
from ..platform.runtime import Runtime
from ..platform.unit_of_work import Once, UnitOfWork, carry_out, fingerprint
from . import idempotency_store, queue, store
from .claim import lease_of
from .claim_at_once import ClaimAtOnce
from .claim_tokens import make_claim
from .file_claims import file_claims
from .incoming_call_models import (
    ClaimMade,
    IncomingCallIn,
    IncomingCallLogged,
    KeptCall,
    LoggedCall,
)
from .models import CallbackCard
from .open_or_merge import owe_call
from .owed_call_models import OwedCall
from .read_queue import card_of, people_of


def log_incoming_call(
    run: Runtime, staff_id: str, location_id: str, given: IncomingCallIn, key: str | None
) -> IncomingCallLogged:
    """Open a callback for a call that came in, or merge it into the one that is open.

    If asked to, claims the callback in the same write for whoever has the caller on the line;
    should a colleague hold it, the call is logged all the same, and ``claimed`` is absent. The same
    ``key`` again logs and claims nothing anew: ``claimed`` is absent once that claim is over.
    Raises UnknownLocationError, IdempotencyConflictError.
    """
    run.clinic.location(location_id)
    now = run.clock()
    call_id = run.keyring.derived_id(f"call:{staff_id}", key) if key else run.ids.new(now)
    names = names_of(given.name, given.on_behalf_of)
    identity = identify(run.keyring, given.phone, given.email, names.name)
    # What is promised counts from here, however often others get in between.
    owed = _owed(identity, location_id, given, names, call_id, now)
    claim = ClaimAtOnce(staff_id, call_id, lease_of(run)) if given.claim else None

    def logged(work: UnitOfWork) -> KeptCall:
        went = owe_call(work, owed, identity.email_id, claim)
        index_dealt_with(work, (identity.person_id,), location_id)
        call = KeptCall(
            call_id=call_id,
            callback_id=went.callback_id,
            merged=went.merged,
            respond_by=went.respond_by,
            claim=went.claim,
        )
        work.add(idempotency_store.call_put(call, work.now))
        return call

    asked = fingerprint(run.keyring, given, location_id)
    once = Once(idempotency_store.call_key(call_id), asked, KeptCall.model_validate)
    call = carry_out(run, staff_id, logged, once=once)
    claimed = _card(run, staff_id, call.callback_id, call.claim) if call.claim else None
    told = call.model_dump(include=set(LoggedCall.model_fields))
    return IncomingCallLogged(**told, claimed=claimed)


def _owed(
    identity: Identity,
    location_id: str,
    given: IncomingCallIn,
    names: OnBehalf,
    call_id: str,
    now: datetime,
) -> OwedCall:
    return OwedCall(
        person=Person(
            point_id=identity.point_id,
            person_id=identity.person_id,
            name=names.name,
            phone=given.phone,
            email=given.email,
            may_leave_voicemail=given.may_leave_voicemail,
            is_confirmed=not names.by_another,
        ),
        location_id=location_id,
        by_another=names.by_another,
        asked_by=names.asked_by,
        source=given.source,
        urgency=given.urgency,
        reason=given.reason,
        of=call_id,
        note=given.note,
        caller_zones=zones_of_phone(given.phone),
        at=now,
    )


def _card(run: Runtime, staff_id: str, callback_id: str, claim: ClaimMade) -> CallbackCard | None:
    """The callback as its claimant gets it; None if this claim of theirs is over."""
    callback, now = store.load_callback(run.table, callback_id), run.clock()
    if callback is None or not queue.is_held_with(callback, staff_id, claim.key, now):
        return None
    file_claims(run, staff_id, callback)
    record_seen(run, staff_id, store.KIND, callback_id, people_of(callback), "claimed")
    return card_of(callback, now, make_claim(run.keyring, callback))
