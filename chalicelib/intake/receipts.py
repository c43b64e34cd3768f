"""Make the receipt of a request that was kept."""

from ..people.rules import normal_phone
from ..platform.languages import words_of
from ..platform.local_time import said_in_local_time
from ..platform.request_token import request_token
from ..platform.runtime import Runtime
from ..platform.storage.references import reference_of
from ..safety.crisis import Level
from . import rules
from .crisis_models import FrontDesk, WithHelp
from .front_desk import front_desk_of
from .models import Asked, ConsultationRequest, Receipt, ReceiptLocation


def receipt_of(run: Runtime, request: ConsultationRequest) -> Receipt:
    """The receipt: made of what is stored, so that the same request has but one.

    Only what is said of the front desk, beside help, is as it is when asked.
    """
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
        **help_with(run, request).model_dump(),
    )


def help_with(run: Runtime, request: ConsultationRequest) -> WithHelp:
    """Help, where a sign of danger was read, with what is true of this request's call.

    The clinic's own line stands beside it only with its state at this instant.
    """
    at_any_hour = is_at_any_hour(run, request)
    danger = rules.danger_read(request)
    panel = rules.panel_with_receipt(danger, request.language, is_at_any_hour=at_any_hour)
    if panel is None:
        return WithHelp(is_called=bool(request.screening))
    desk = front_desk_beside_help(run, request)
    return WithHelp(crisis=panel, is_called=True, put_first=request.crisis, front_desk=desk)


def front_desk_beside_help(run: Runtime, request: ConsultationRequest) -> FrontDesk | None:
    """The front desk's state now, for whoever may be in danger; None for all others."""
    if rules.danger_read(request) is Level.NONE:
        return None
    location = run.clinic.location(request.location_id)
    return front_desk_of(location, run.clock(), request.language)


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
