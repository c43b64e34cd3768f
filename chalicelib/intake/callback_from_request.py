"""Make the call that the clinic owes for a consultation request."""

from datetime import datetime

from ..callbacks.owed_call_models import OwedCall
from ..clinic import Clinic, Source
from ..people.flag_models import GivenFlags
from ..people.models import Person
from ..people.rules import normal_phone, phone_extension, zones_of_phone
from . import rules
from .models import ConsultationRequest


def owed_for(clinic: Clinic, request: ConsultationRequest, at: datetime) -> OwedCall:
    """The call that is owed for a request, from the instant ``at`` on."""
    location = clinic.location(request.location_id)
    names = request.names
    number = normal_phone(request.phone) if request.phone else None
    return OwedCall(
        person=Person(
            point_id=request.point_id,
            person_id=request.person_id,
            name=names.name,
            phone=number,
            email=request.email,
            may_leave_voicemail=request.may_leave_voicemail,
            language=request.language,
        ),
        phone_extension=phone_extension(request.phone) if request.phone else None,
        location_id=request.location_id,
        by_another=names.by_another,
        asked_by=names.asked_by,
        source=Source.CONSULTATION_REQUEST,
        urgency=rules.urgency_of(rules.danger_read(request)),
        read_first=request.read_first,
        reason=request.service_id,
        flags=flags_given(request).flags,
        of=request.request_id,
        window=rules.wished_window(
            request.call_days,
            request.call_from,
            request.call_until,
            request.time_zone or location.zone,
        ),
        # Anybody can type a number or an address, so what a browser says tells nothing of whoever
        # is called. Without a number nobody is called, and no hours are set by law.
        caller_zones=zones_of_phone(number) if number else (),
        sender=request.sender,
        at=at,
    )


def flags_given(request: ConsultationRequest) -> GivenFlags:
    """The flags of a request, as they are noted under whoever would come in."""
    return GivenFlags(
        of=request.request_id,
        at=request.received_at,
        flags=tuple(dict.fromkeys(str(flag) for flag in request.screening)),
        has_words=bool(request.message.strip() or request.current_medication.strip()),
    )
