"""What staff do with requests: read them, and rescue a person from among the spam."""

from ..callbacks.open_or_merge import owe_call
from ..callbacks.read_queue import open_callback
from ..contacts.note_person import file_under_contact
from ..contacts.rules import normal_phone
from ..contacts.service import Identity, identify
from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from ..platform.storage.events import Event
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import store
from .callback_from_request import owed_for
from .errors import AlreadyQueuedError
from .models import (
    AsideEntry,
    AsideList,
    ConsultationRequest,
    Queued,
    QueuedBy,
    StaffRequestView,
    StaffRequestViews,
)


def list_aside(run: Runtime, location_id: str, cursor: str | None, limit: int) -> AsideList:
    """A page of what was set aside as spam at a location, oldest first.

    Raises UnknownLocationError, and InvalidInputError for a cursor of another list.
    """
    run.clinic.location(location_id)
    query = f"aside:{location_id}"
    start = read_cursor(run.keyring, query, cursor)
    page = store.load_aside(run.table, location_id, start, limit)
    entries = [AsideEntry.model_validate(item["row"]) for item in page.items]
    return AsideList(entries=entries, next_cursor=make_cursor(run.keyring, query, page.next_start))


def open_request(run: Runtime, staff_id: str, request_id: str) -> StaffRequestView:
    """A request as staff see it. That it was opened, and by whom, is on record first.

    Raises NotFoundError.
    """
    request = _load(run, request_id)
    now = run.clock()
    look = Event(event_id=run.ids.new(now), at=now, what="viewed", by=staff_id)
    run.table.transact([store.request_event_put(request_id, look)])
    return _for_staff(request)


def requests_of_callback(run: Runtime, staff_id: str, callback_id: str) -> StaffRequestViews:
    """The requests that merged into a callback, oldest first. The look is recorded.

    Raises NotFoundError.
    """
    card = open_callback(run, staff_id, callback_id)
    requests = (store.load_request(run.table, occasion) for occasion in card.occasions)
    return StaffRequestViews(
        requests=[_for_staff(request) for request in requests if request is not None]
    )


def queue_request(run: Runtime, staff_id: str, request_id: str) -> Queued:
    """Owe a call for a request that had been set aside: it is a person's after all.

    The promise runs from now. Sent again by the same member of staff, it is queued already. Raises
    NotFoundError, AlreadyQueuedError.
    """

    def queued(work: UnitOfWork) -> Queued:
        request = _load(run, request_id)
        if request.aside is None:
            return _queued_before(request, staff_id)
        owed = owed_for(run.clinic, request, work.now)
        went = owe_call(work, owed, _identity(run, request).email_id)
        by = QueuedBy(staff_id=staff_id, respond_by=went.respond_by)
        work.add(store.queued_update(request_id, by, went.callback_id))
        work.record(store.KIND, request_id, "queued")
        file_under_contact(work, request.contact_id, store.KIND, request_id, request.received_at)
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
    return identify(run.keyring, phone, request.email)


def _load(run: Runtime, request_id: str) -> ConsultationRequest:
    request = store.load_request(run.table, request_id)
    if request is None:
        raise NotFoundError("There is no such request.")
    return request


def _for_staff(request: ConsultationRequest) -> StaffRequestView:
    return StaffRequestView(**request.model_dump(include=set(StaffRequestView.model_fields)))
