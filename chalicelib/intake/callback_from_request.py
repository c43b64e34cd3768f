"""Make the call that the clinic owes for a consultation request."""

from datetime import datetime

from ..callbacks.models import OwedCall
from ..clinic import Clinic, Source
from ..people.models import Person
from ..people.rules import normal_phone, phone_extension, zones_of_phone
from . import rules
from .models import ConsultationRequest


def owed_for(clinic: Clinic, request: ConsultationRequest, at: datetime) -> OwedCall:
    """The call that is owed for a request, from the instant ``at`` on."""
    location = clinic.location(request.location_id)
    number = normal_phone(request.phone) if request.phone else None
    return OwedCall(
        person=Person(
            point_id=request.point_id,
            person_id=request.person_id,
            name=request.name,
            phone=number,
            email=request.email,
            may_leave_voicemail=request.may_leave_voicemail,
            language=request.language,
        ),
        phone_extension=phone_extension(request.phone) if request.phone else None,
        location_id=request.location_id,
        source=Source.CONSULTATION_REQUEST,
        urgency=rules.urgency_of(request.crisis),
        reason=request.service_id,
        flags=tuple(str(flag) for flag in request.screening),
        of=request.request_id,
        window=rules.wished_window(
            request.call_days,
            request.call_from,
            request.call_until,
            request.time_zone or location.zone,
        ),
        caller_zones=_zones(request.time_zone, number),
        sender=request.sender,
        at=at,
    )


def _zones(own: str | None, number: str | None) -> tuple[str, ...]:
    """Zones in which the person may be: their number's; their browser's where there is none.

    Anybody can type a number, so what a browser says tells nothing of whoever answers it.
    """
    if number is not None:
        return zones_of_phone(number)
    return (own,) if own is not None else ()
