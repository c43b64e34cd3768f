"""An appointment that a closing hits: what is kept of that, and what its patient is told. Pure."""

from pydantic import ConfigDict, Field

from ...platform.model import Model


class HitByClosing(Model):
    """The closing that an appointment falls into, and the call that is owed for it."""

    model_config = ConfigDict(frozen=True)

    closing_id: str
    callback_id: str
    occasion_id: str = Field(description="Under this id the call owes it.")
    told_reason: str | None = Field(None, description="Absent where visitors are not told.")


class ClinicClosed(Model):
    """The clinic is closed at the time of an appointment, and will call about it."""

    reason: str | None = Field(None, description="Absent where the clinic keeps it to itself.")


def clinic_closed_by(hit: HitByClosing | None) -> ClinicClosed | None:
    """The same as the appointment's patient is told; None for one that takes place."""
    return ClinicClosed(reason=hit.told_reason) if hit else None
