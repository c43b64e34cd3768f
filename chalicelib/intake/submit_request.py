"""Take a consultation request in: once, whatever happens to the answer on its way."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from ..callbacks import rules as callback_rules
from ..callbacks.open_or_merge import Owed, owe_call
from ..clinic import Source
from ..contacts.rules import normal_phone
from ..contacts.service import Identity, identify
from ..contacts.store import part_put
from ..platform.errors import IdempotencyConflictError, InvalidInputError, RefusedError
from ..platform.runtime import Runtime
from ..platform.storage.events import Event
from ..platform.storage.writes import Write
from ..platform.tokens import token_hash
from . import rules, store
from .callback_from_request import owed_for
from .models import ConsultationRequest, ConsultationRequestIn, Receipt
from .receipts import receipt_of, visitor_token


def submit_request(run: Runtime, form: ConsultationRequestIn, key: str | None) -> Receipt:
    """Store a request and owe its sender a call, in one transaction; spam is stored alone.

    The same ``key`` and form again give the same receipt, at once or later. Raises
    InvalidInputError (nothing is stored then), IdempotencyConflictError.
    """
    if problems := tuple(rules.problems_between_fields(form, run.clinic)):
        raise InvalidInputError(problems)
    key = key or form.idempotency_key
    now = run.clock()
    identity = identify(run.keyring, form.phone and normal_phone(form.phone), form.email)
    request = _received(run, form, key, identity, now)
    try:
        if request.aside is not None:
            run.table.transact(_stored(run, request))
        else:
            request = _owe(run, request, identity)
    except RefusedError as refused:
        request = _same_as_before(request, refused.old(store.REQUEST), refused)
    return receipt_of(run, request)


def _owe(run: Runtime, request: ConsultationRequest, identity: Identity) -> ConsultationRequest:
    def also(went: Owed) -> Sequence[Write]:
        filed = part_put(request.contact_id, store.KIND, request.request_id, request.received_at)
        return [*_stored(run, _gone(request, went)), filed]

    owed = owed_for(run.clinic, request, request.received_at)
    return _gone(request, owe_call(run, owed, identity.email_id, also))


def _gone(request: ConsultationRequest, went: Owed) -> ConsultationRequest:
    """The request, with where it went and what its sender is promised."""
    return request.model_copy(
        update={"callback_id": went.callback_id, "respond_by": went.respond_by}
    )


def _stored(run: Runtime, request: ConsultationRequest) -> list[Write]:
    event = Event(
        event_id=run.ids.new(request.received_at),
        at=request.received_at,
        what="set-aside" if request.aside else "received",
        by="visitor",
        details={"crisis": request.crisis, "aside": request.aside and str(request.aside)},
    )
    return [store.request_put(request), store.request_event_put(request.request_id, event)]


def _received(
    run: Runtime,
    form: ConsultationRequestIn,
    key: str | None,
    identity: Identity,
    now: datetime,
) -> ConsultationRequest:
    """The request as it will be kept."""
    request_id = run.keyring.derived_id("request", key) if key else run.ids.new(now)
    crisis = rules.is_crisis(form)
    minimum_fill = timedelta(seconds=run.clinic.intake.minimum_fill_seconds)
    typed = form.model_dump(mode="json", exclude={"leave_blank", "idempotency_key"})
    return ConsultationRequest.model_validate(
        {
            **typed,
            "request_id": request_id,
            "received_at": now,
            "contact_id": identity.contact_id,
            "crisis": crisis,
            "aside": rules.set_aside(form, minimum_fill, now),
            "respond_by": callback_rules.respond_by(
                run.clinic.location(form.location_id),
                run.clinic.promises,
                Source.CONSULTATION_REQUEST,
                rules.urgency_of(crisis),
                now,
            ),
            "fingerprint": _fingerprint(run, form),
            "token_hash": token_hash(visitor_token(run, request_id)),
        }
    )


def _fingerprint(run: Runtime, form: ConsultationRequestIn) -> str:
    """Stands for all that a person typed; when the form was shown is not among that.

    With script or without, the same lines are the same text, though not the same bytes.
    """
    typed = form.model_dump_json(exclude={"started_at", "idempotency_key"})
    return run.keyring.derived_id("fingerprint", typed.replace("\\r\\n", "\\n"))


def _same_as_before(
    request: ConsultationRequest, old: Mapping[str, Any] | None, refused: RefusedError
) -> ConsultationRequest:
    if old is None:
        raise refused
    before = ConsultationRequest.model_validate(old)
    if before.fingerprint != request.fingerprint:
        raise IdempotencyConflictError from refused
    return before
