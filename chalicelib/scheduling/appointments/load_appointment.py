"""Load an appointment for whoever may see it, and see which version of it they know."""

from dataclasses import dataclass

from ...messaging.link import Opened, Opens, is_opened
from ...platform.errors import NotFoundError
from ...platform.runtime import Runtime
from ...platform.unit_of_work import VISITOR
from ..errors import ManageTokenMissingError, VersionError
from . import store
from .models import Appointment


@dataclass(frozen=True)
class Asked:
    """A change asked for: by somebody, of an appointment, in the version that they saw."""

    appointment_id: str
    by: str
    """A staff member's id, or VISITOR, who then needs the appointment's ``token``."""
    if_match: str | None = None
    token: str | None = None
    asked_by: str | None = None
    """The one who asked staff for it, where that was not the patient; goes into the history."""

    @property
    def by_staff(self) -> bool:
        """True unless its own patient asks."""
        return self.by != VISITOR


def load_asked(run: Runtime, asked: Asked) -> Appointment:
    """The appointment that is to be changed, as it now stands.

    Raises NotFoundError; for a visitor, ManageTokenMissingError.
    """
    if asked.by_staff:
        return load_for_staff(run, asked.appointment_id)
    return load_for_visitor(run, asked.appointment_id, asked.token)


def load_for_staff(run: Runtime, appointment_id: str) -> Appointment:
    """The appointment as it now stands. Raises NotFoundError."""
    appointment = store.load_appointment(run.table, appointment_id)
    if appointment is None:
        raise NotFoundError("We can't find that appointment.")
    return appointment


def load_for_visitor(run: Runtime, appointment_id: str, token: str | None) -> Appointment:
    """The appointment, for whoever has its token, or one that was mailed to its address.

    Raises ManageTokenMissingError, and NotFoundError alike for a wrong token and a wrong id.
    """
    if not token:
        raise ManageTokenMissingError
    appointment = store.load_appointment(run.table, appointment_id)
    if appointment is None or not _opens(run, appointment, token):
        raise NotFoundError("We can't find that appointment, or this token doesn't open it.")
    return appointment


def _opens(run: Runtime, appointment: Appointment, token: str) -> bool:
    of, email = appointment.appointment_id, appointment.email
    thing = Opened(Opens.APPOINTMENT, of, email, appointment.manage_token_hash)
    return is_opened(run.keyring, thing, token)


def check_version(appointment: Appointment, asked: Asked) -> None:
    """Raises VersionError when the caller saw another version of the appointment."""
    version = appointment.version if asked.by_staff else appointment.patient_version
    if not is_seen(version, asked.if_match):
        raise VersionError


def is_seen(version: int, if_match: str | None) -> bool:
    """True if ``If-Match`` means this version of an appointment; left out, it means any."""
    return if_match is None or if_match.strip('W/"') in ("*", str(version))
