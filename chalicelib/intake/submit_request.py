"""Take a consultation request in: once, whatever happens to the answer on its way."""

from datetime import datetime, timedelta

from ..callbacks.open_or_merge import owe_call
from ..callbacks.promise_rules import told_by
from ..clinic import Source
from ..messaging.models import MessageKind
from ..messaging.send_later import Circumstances, send_later
from ..people.identity import Identity, identify
from ..people.note_flags import note_flags, note_flags_of_spam
from ..people.note_person import file_as_spam, file_under_person
from ..people.on_behalf_rules import names_of
from ..people.rules import normal_phone
from ..platform.errors import InvalidInputError
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.storage.references import reference_put
from ..platform.tokens import token_hash
from ..platform.unit_of_work import VISITOR, Once, UnitOfWork, carry_out
from ..safety.crisis import Level
from . import rules, spam_rules, store
from .callback_from_request import flags_given, owed_for
from .models import ConsultationRequest, ConsultationRequestIn, Receipt
from .receipts import receipt_of, visitor_token
from .sender import sender_of


def submit_request(
    run: Runtime, form: ConsultationRequestIn, key: str | None, address: str = ""
) -> Receipt:
    """Store a request and owe its sender a call, in one transaction; spam, with what it says alone.

    The same ``key`` and form again give the same receipt, at once or later, from whatever
    ``address``. No form is refused for how many an address sends; see callbacks/grouping_rules.py.
    Raises InvalidInputError (nothing is stored then), IdempotencyConflictError.
    """
    if problems := tuple(rules.problems_between_fields(form, run.clinic)):
        raise InvalidInputError(problems)
    comes_in = names_of(form.name, form.on_behalf_of).name
    identity = identify(run.keyring, form.phone and normal_phone(form.phone), form.email, comes_in)
    now = run.clock()
    sender = sender_of(run.keyring, address, now)
    received_as = _received(run, form, key or form.idempotency_key, identity, now)
    request = received_as.model_copy(update={"sender": sender})

    def received(work: UnitOfWork) -> Receipt:
        stored = request if request.spam else _owe(work, request, identity)
        until = _keep_as_spam(work, stored) if stored.spam else None
        work.add(store.request_put(stored, until))
        work.add(reference_put(run.keyring, store.KIND, stored.request_id, until))
        _record(work, stored)
        return receipt_of(run, stored)

    def as_before(item: Item) -> Receipt:
        return receipt_of(run, ConsultationRequest.model_validate(item))

    once = Once(store.request_key(request.request_id), request.fingerprint, as_before)
    return carry_out(run, VISITOR, received, once=once)


def _owe(work: UnitOfWork, request: ConsultationRequest, identity: Identity) -> ConsultationRequest:
    """The request, with where it went and what its sender is promised."""
    owed = owed_for(work.run.clinic, request, request.received_at)
    went = owe_call(work, owed, identity.email_id)
    person_id, request_id = request.person_id, request.request_id
    if request.email:
        send_later(
            work,
            MessageKind.REQUEST_RECEIVED,
            to=request.point_id,
            location_id=request.location_id,
            about=request_id,
            how=Circumstances(language=request.language),
        )
    file_under_person(work, person_id, store.KIND, request_id, request.received_at)
    note_flags(work, person_id, flags_given(request))
    told = request.respond_by if request.crisis else went.respond_by
    return request.model_copy(update={"callback_id": went.callback_id, "respond_by": told})


def _keep_as_spam(work: UnitOfWork, request: ConsultationRequest) -> int:
    """Collect what is kept of spam; the end that all of it has, in epoch seconds."""
    until = work.run.clinic.retention.spam_until(request.received_at)
    person_id, request_id = request.person_id, request.request_id
    file_as_spam(work, person_id, request_id, request.received_at, until)
    note_flags_of_spam(work, person_id, flags_given(request), until)
    return until


def _record(work: UnitOfWork, request: ConsultationRequest) -> None:
    work.record(
        store.KIND,
        request.request_id,
        "set-aside" if request.spam else "received",
        crisis=request.crisis,
        read_first=request.read_first or None,
        spam=request.spam and str(request.spam),
    )


def _received(
    run: Runtime,
    form: ConsultationRequestIn,
    key: str | None,
    identity: Identity,
    now: datetime,
) -> ConsultationRequest:
    """The request as it will be kept."""
    request_id = run.keyring.derived_id("request", key) if key else run.ids.new(now)
    danger = rules.danger_in(form)
    minimum_fill = timedelta(seconds=run.clinic.intake.minimum_fill_seconds)
    typed = form.model_dump(mode="json", exclude={"leave_blank", "idempotency_key"})
    return ConsultationRequest.model_validate(
        {
            **typed,
            "request_id": request_id,
            "received_at": now,
            "point_id": identity.point_id,
            "person_id": identity.person_id,
            "crisis": danger is Level.CRISIS,
            "read_first": danger is Level.PANEL,
            "spam": spam_rules.spam_reason(form, danger, minimum_fill, now),
            "respond_by": told_by(
                run.clinic.location(form.location_id),
                run.clinic.promises,
                Source.CONSULTATION_REQUEST,
                rules.urgency_of(danger),
                now,
            ),
            "fingerprint": _fingerprint(run, form),
            "token_hash": token_hash(visitor_token(run, request_id, form.service_id)),
        }
    )


def _fingerprint(run: Runtime, form: ConsultationRequestIn) -> str:
    """Stands for all that a person typed; when the form was shown is not among that.

    Nor is the box beside a name, which says nothing more.
    With script or without, the same lines are the same text, though not the same bytes.
    """
    typed = form.model_dump_json(exclude={"started_at", "idempotency_key", "for_someone_else"})
    return run.keyring.derived_id("fingerprint", typed.replace("\\r\\n", "\\n"))
