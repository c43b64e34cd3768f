"""Open a request as staff see it. Every look is on record."""

from ..callbacks.ask_who import keys_to_ask, questions_in
from ..callbacks.models import CallbackCard
from ..callbacks.read_queue import open_callback
from ..people.note_flags import flag_keys, flags_among
from ..platform.errors import NotFoundError
from ..platform.record_look import record_look
from ..platform.runtime import Runtime
from ..platform.storage.references import reference_of
from . import store
from .models import ConsultationRequest, StaffRequestView, StaffRequestViews


def open_request(run: Runtime, staff_id: str, request_id: str) -> StaffRequestView:
    """A request as staff see it. That it was opened, and by whom, is on record first.

    Raises NotFoundError.
    """
    request = load_request(run, request_id)
    record_look(run, staff_id, store.KIND, request_id, (request.person_id,))
    return shown_to_staff(request)


def requests_of_callback(run: Runtime, staff_id: str, callback_id: str) -> StaffRequestViews:
    """The requests that merged into a callback, oldest first. The look is recorded.

    Raises NotFoundError.
    """
    return written_in(run, open_callback(run, staff_id, callback_id))


def written_in(run: Runtime, card: CallbackCard) -> StaffRequestViews:
    """The requests among a callback's occasions, in their order, and what they make the desk ask.

    One round trip for both, and for the flags that any form stated of the people in the call.
    """
    keys = [*keys_to_ask(card), *flag_keys(each.person_id for each in card.people)]
    requests, beside = store.load_requests_beside(run.table, card.occasions, keys)
    return StaffRequestViews(
        requests=[shown_to_staff(request) for request in requests],
        questions=questions_in(run, card, beside),
        stated_flags=flags_among(beside, run.clock()),
    )


def load_request(run: Runtime, request_id: str) -> ConsultationRequest:
    """The request of this id. Raises NotFoundError."""
    request = store.load_request(run.table, request_id)
    if request is None:
        raise NotFoundError("We can't find that request.")
    return request


def shown_to_staff(request: ConsultationRequest) -> StaffRequestView:
    """The request as staff see it."""
    shown = request.model_dump(include=set(StaffRequestView.model_fields))
    return StaffRequestView(**shown, reference=reference_of(request.request_id))
