"""Make the receipt of a request that was kept."""

from ..people.rules import normal_phone
from ..platform.languages import words_of
from ..platform.local_time import said_in_local_time
from ..platform.request_token import request_token
from ..platform.runtime import Runtime
from ..platform.storage.references import reference_of
from . import rules
from .models import Asked, ConsultationRequest, Receipt, ReceiptLocation


def receipt_of(run: Runtime, request: ConsultationRequest) -> Receipt:
    """The receipt: made of what is stored alone, so that the same request has but one."""
    return Receipt(
        request_id=request.request_id,
        reference=reference_of(request.request_id),
        received_at=request.received_at,
        respond_by=request.respond_by,
        respond_by_local=promised_locally(run, request),
        promise=promise_said(run, request),
        phone_understood=phone_understood(request),
        on_behalf_of=request.on_behalf_of,
        location=location_said(run, request),
        visitor_token=visitor_token(run, request.request_id, request.service_id),
        crisis=rules.crisis_panel(request.language) if request.crisis else None,
    )


def phone_understood(request: Asked) -> str | None:
    """The number as it was understood, so that a slip of the finger is seen: from it alone."""
    return normal_phone(request.phone) if request.phone else None


def promised_locally(run: Runtime, request: ConsultationRequest) -> str:
    """The promise as people say it, in the location's time."""
    zone = run.clinic.location(request.location_id).tz
    return said_in_local_time(request.respond_by, zone, request.received_at, request.language)


def promise_said(run: Runtime, request: ConsultationRequest) -> str:
    """The promise as a sentence, in the language of the form."""
    return promise_by(run, request, promised_locally(run, request))


def promise_by(run: Runtime, request: ConsultationRequest, by: str) -> str:
    """The promise with its time said in this way, unless none is named."""
    words = words_of(request.language)
    if is_at_any_hour(run, request):
        return words.said("receipt.at_any_hour")
    return words.said("receipt.call_by" if request.phone else "receipt.write_by", by=by)


def is_at_any_hour(run: Runtime, request: ConsultationRequest) -> bool:
    """True of a crisis where somebody is on call, who is alerted at any hour: no time is named."""
    return request.crisis and run.clinic.location(request.location_id).on_call is not None


def location_said(run: Runtime, request: ConsultationRequest) -> ReceiptLocation:
    """The location that will call."""
    location = run.clinic.location(request.location_id)
    return ReceiptLocation(
        location_id=location.id,
        name=location.name,
        phone=location.phone,
        zone=location.zone,
    )


def visitor_token(run: Runtime, request_id: str, service_id: str) -> str:
    """The token that opens a request for this service. Only its hash is stored."""
    return request_token(run.keyring, request_id, service_id)
