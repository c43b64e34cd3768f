"""Somebody turned to the clinic by phone, and the desk writes it down."""

from datetime import datetime

from ..contacts.models import Person
from ..contacts.rules import zones_of_phone
from ..contacts.service import Identity, identify
from ..platform.errors import ConflictError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import Once, UnitOfWork, carry_out, fingerprint
from . import idempotency_store
from .claim import claim_callback
from .models import CallbackCard, IncomingCallIn, IncomingCallLogged, LoggedCall, OwedCall
from .open_or_merge import owe_call


def log_incoming_call(
    run: Runtime, staff_id: str, location_id: str, given: IncomingCallIn, key: str | None
) -> IncomingCallLogged:
    """Open a callback for a call that came in, or merge it into the one that is open.

    The same ``key`` again logs nothing anew. If asked to, claims the callback at once for whoever
    has the caller on the line; should a colleague hold it, the call is logged all the same, and
    ``claimed`` is absent. Raises UnknownLocationError, IdempotencyConflictError.
    """
    run.clinic.location(location_id)
    now = run.clock()
    call_id = run.keyring.derived_id(f"call:{staff_id}", key) if key else run.ids.new(now)
    identity = identify(run.keyring, given.phone, given.email)
    owed = _owed(identity, location_id, given, call_id, now)

    def logged(work: UnitOfWork) -> LoggedCall:
        went = owe_call(work, owed, identity.email_id)
        call = LoggedCall(
            call_id=call_id,
            callback_id=went.callback_id,
            merged=went.merged,
            respond_by=went.respond_by,
        )
        work.add(idempotency_store.call_put(call))
        return call

    asked = fingerprint(run.keyring, given, location_id)
    once = Once(idempotency_store.call_key(call_id), asked, LoggedCall.model_validate)
    call = carry_out(run, staff_id, logged, once=once)
    claimed = _claimed_at_once(run, staff_id, call.callback_id) if given.claim else None
    return IncomingCallLogged(**call.model_dump(), claimed=claimed)


def _owed(
    identity: Identity,
    location_id: str,
    given: IncomingCallIn,
    call_id: str,
    now: datetime,
) -> OwedCall:
    return OwedCall(
        person=Person(
            contact_id=identity.contact_id,
            name=given.name,
            phone=given.phone,
            email=given.email,
            may_leave_voicemail=given.may_leave_voicemail,
        ),
        location_id=location_id,
        source=given.source,
        urgency=given.urgency,
        reason=given.reason,
        of=call_id,
        note=given.note,
        caller_zones=zones_of_phone(given.phone),
        at=now,
    )


def _claimed_at_once(run: Runtime, staff_id: str, callback_id: str) -> CallbackCard | None:
    try:
        return claim_callback(run, staff_id, callback_id)
    except ConflictError:
        return None
