"""Find what a reference means among requests, for a mail to the address that came with it."""

from dataclasses import dataclass

from ..callbacks.find_owed import find_answering
from ..platform.runtime import Runtime
from .find_requests import find_requests
from .models import ConsultationRequest


@dataclass(frozen=True)
class RequestReferred:
    """A request, and the appointments that answered it, standing or not."""

    request_id: str
    person_id: str
    email: str | None
    appointment_ids: list[str]


def find_referred(run: Runtime, referred: list[tuple[str, str]]) -> list[RequestReferred]:
    """Those of these things, each by kind and id, that are requests."""
    return [
        RequestReferred(each.request_id, each.person_id, each.email, _answered_by(run, each))
        for each in find_requests(run, referred)
    ]


def _answered_by(run: Runtime, request: ConsultationRequest) -> list[str]:
    if request.callback_id is None:
        return []
    return find_answering(run, request.callback_id, request.request_id)
