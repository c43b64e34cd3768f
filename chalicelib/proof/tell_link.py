"""Tell the link that was asked for, to whoever gave that address with what the reference means."""

from datetime import datetime, timedelta

from ..intake.find_referred import RequestReferred, find_referred
from ..messaging.link import Opens, mailed_link
from ..messaging.models import Message, MessageKind, Telling
from ..messaging.send_due import Tellers
from ..people.identity import point_id_of
from ..platform.runtime import Runtime
from ..platform.storage.references import load_referred_by_id
from ..scheduling.appointments.find_appointments import find_ahead
from ..scheduling.appointments.models import Appointment
from . import link_store as store
from .link_models import AskedLink

_STALE_AFTER = timedelta(hours=1)
"""A link that could not be sent for so long is waited for no more."""


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """The appointment, else the request: nothing, where it came with another address."""
    asked = store.load_link(run.table, message.about)
    if asked is None or now - asked.asked_at > _STALE_AFTER:
        return None
    referred = load_referred_by_id(run.table, asked.reference_id)
    requests = [each for each in find_referred(run, referred) if _came_with(run, asked, each.email)]
    booked = [of for each in requests for of in each.appointment_ids]
    appointments = [
        each
        for each in find_ahead(run, referred, booked, now)
        if _came_with(run, asked, each.email)
    ]
    all_found: list[Appointment | RequestReferred] = [*appointments, *requests]
    found = next(iter(all_found), None)
    link = _link_to(run, asked, found) if found else ""
    if found is None or not link:
        return None
    return Telling(
        email=found.email,
        is_by_staff=False,  # whoever asks is anybody, so it counts as what anybody typed
        person_id=found.person_id,
        words={"link": link},
        news="link",
        language=asked.language,
    )


def _came_with(run: Runtime, asked: AskedLink, email: str | None) -> bool:
    return email is not None and point_id_of(run.keyring, email) == asked.point_id


def _link_to(run: Runtime, asked: AskedLink, found: Appointment | RequestReferred) -> str:
    if isinstance(found, Appointment):
        opens, of = Opens.APPOINTMENT, found.appointment_id
    else:
        opens, of = Opens.REQUEST, found.request_id
    return mailed_link(run, opens, of, found.email, asked.language)


TELLERS: Tellers = {MessageKind.LINK: _tell}
