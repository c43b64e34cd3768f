"""List the requests that an address was given with, for whoever proved it."""

from collections.abc import Collection

from ..callbacks.find_owed import find_owed
from ..people.list_parts import newest_parts
from ..platform.runtime import Runtime
from ..platform.storage.references import reference_of
from . import store
from .given_models import GivenRequest
from .models import ConsultationRequest
from .receipts import (
    front_desk_beside_help,
    is_at_any_hour,
    location_said,
    phone_understood,
    visitor_token,
)


def requests_given(run: Runtime, person_ids: Collection[str], email: str) -> list[GivenRequest]:
    """Those of these people that came with this address and wait for an answer, newest first."""
    parts = newest_parts(run, person_ids)
    ids = [each.part_id for each in parts if each.kind == store.KIND]
    found = store.load_requests(run.table, ids) if ids else []
    given = [each for each in found if each.email == email]
    owed = find_owed(run, [each.callback_id for each in given if each.callback_id])
    waiting = [each for each in given if each.request_id in owed]
    waiting.sort(key=lambda each: (each.received_at, each.request_id), reverse=True)
    return [_given(run, each) for each in waiting]


def _given(run: Runtime, request: ConsultationRequest) -> GivenRequest:
    return GivenRequest(
        request_id=request.request_id,
        reference=reference_of(request.request_id),
        received_at=request.received_at,
        respond_by=request.respond_by,
        at_any_hour=is_at_any_hour(run, request),
        service_id=request.service_id,
        location=location_said(run, request),
        front_desk=front_desk_beside_help(run, request),
        phone_understood=phone_understood(request),
        visitor_token=visitor_token(run, request.request_id, request.service_id),
    )
