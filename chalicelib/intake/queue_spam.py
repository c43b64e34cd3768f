"""Bring a person back from among the spam."""

from ..callbacks.open_or_merge import owe_call
from ..people.identity import Identity, identify
from ..people.note_flags import note_flags_after_all
from ..people.note_person import file_under_person
from ..people.rules import normal_phone
from ..platform.runtime import Runtime
from ..platform.storage.references import reference_put
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import store
from .callback_from_request import flags_given, owed_for
from .errors import AlreadyQueuedError
from .models import ConsultationRequest, Queued, QueuedBy
from .open_request import load_request


def queue_spam(run: Runtime, staff_id: str, request_id: str) -> Queued:
    """Owe a call for a request that had been set aside: it is a person's after all.

    The promise runs from now. Sent again by the same member of staff, it is queued already. Raises
    NotFoundError, AlreadyQueuedError.
    """

    def queued(work: UnitOfWork) -> Queued:
        request = load_request(run, request_id)
        if request.spam is None:
            return _queued_before(request, staff_id)
        owed = owed_for(run.clinic, request, work.now)
        went = owe_call(work, owed, _identity(run, request).email_id)
        by = QueuedBy(staff_id=staff_id, respond_by=went.respond_by)
        work.add(store.queued_update(request_id, by, went.callback_id))
        work.add(reference_put(run.keyring, store.KIND, request_id))
        work.record(store.KIND, request_id, "queued")
        file_under_person(work, request.person_id, store.KIND, request_id, request.received_at)
        note_flags_after_all(work, request.person_id, flags_given(request))
        return Queued(
            request_id=request_id, callback_id=went.callback_id, respond_by=went.respond_by
        )

    return carry_out(run, staff_id, queued)


def _queued_before(request: ConsultationRequest, staff_id: str) -> Queued:
    """The answer to the one who queued it. Raises AlreadyQueuedError for everybody else."""
    queued = request.queued
    if queued is None or queued.staff_id != staff_id or request.callback_id is None:
        raise AlreadyQueuedError
    return Queued(
        request_id=request.request_id,
        callback_id=request.callback_id,
        respond_by=queued.respond_by,
    )


def _identity(run: Runtime, request: ConsultationRequest) -> Identity:
    phone = normal_phone(request.phone) if request.phone else None
    return identify(run.keyring, phone, request.email, request.names.name)
