"""Rules of escorts: whether somebody is still missing who takes the patient home. Pure."""

from ...platform.errors import FieldProblem, InvalidInputError
from .escort_models import EscortState, WentHome
from .models import Appointment


def is_escort_missing(appointment: Appointment) -> bool:
    """True where an escort is needed, and none is confirmed."""
    return appointment.escort is not None and appointment.escort.state is EscortState.NEEDED


def check_escort_said(appointment: Appointment, said: WentHome | None) -> None:
    """Raise InvalidInputError unless it is known how the patient got home, where that matters.

    Where somebody else came than was confirmed, that can be said, too.
    """
    if said is None and is_escort_missing(appointment):
        _refuse("No escort was confirmed. Say who took them home, or why nobody did.")
    if said is not None and (said.name is None) is (said.none_because is None):
        _refuse("Say who took them home, or why nobody did.")


def _refuse(why: str) -> None:
    raise InvalidInputError((FieldProblem(("escort",), why),))
