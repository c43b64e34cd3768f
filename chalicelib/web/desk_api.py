"""The desk's page, and the clinic as it needs it: what the form is told, and what staff need."""

from datetime import date

from pydantic import ConfigDict, Field

from ..clinic import Clinic, Location
from ..intake.clinic_models import ClinicLocation, ClinicService
from ..intake.clinic_view import view_of
from ..platform.http import Answer, Incoming, Routes, Tag
from ..platform.model import Model
from ..platform.runtime import Runtime
from ..staff.access import Access
from .desk_page import desk_page

routes = Routes(__name__, Tag("Desk", "The front desk's screen, and the clinic as it needs it."))


class DeskBay(Model):
    """One chair or room."""

    bay: str
    name: str


class DeskPool(Model):
    """Bays that can stand in for one another."""

    pool: str
    bays: list[DeskBay]


class DeskLocation(ClinicLocation):
    """A location, with its pools and their bays."""

    pools: list[DeskPool]
    opened_on: date | None = Field(None, description="The first day that it was open, if known.")


class DeskService(ClinicService):
    """A service, with where it takes place and how long a bay is taken by it."""

    pool: str
    bay_minutes: int = Field(description="The appointment and the recovery after it.")
    leads_to: list[str] = Field(
        description="Services that people may be invited to once this one took place."
    )


class DeskScript(Model):
    """Words to say on the phone."""

    model_config = ConfigDict(validate_by_name=True, serialize_by_alias=True)

    services: list[str] = Field(alias="for", description="Empty: for all that have no other.")
    text: str


class DeskClinic(Model):
    """The clinic, as the desk needs it: more than /clinic in the same shape."""

    name: str
    locations: list[DeskLocation]
    services: list[DeskService]
    longest_message: int
    automatic_logoff_minutes: int = Field(
        description="So long after the last input the screen has to lock itself."
    )
    most_attempts: int = Field(
        description="After so many attempts a call ends as unreachable; that of a crisis stays."
    )
    scripts: list[DeskScript]
    mail_is_on: bool = Field(
        description="False: nobody is sent a confirmation or a reminder until email is set up."
    )


@routes.get("/desk", sends=("text/html",))
def show_desk(incoming: Incoming, run: Runtime) -> Answer[str]:
    """The front desk's screen, as a page. What it shows, it asks for after sign-in."""
    return desk_page(incoming, run)


@routes.get("/staff/clinic", access=Access.DESK)
def get_desk_clinic(run: Runtime) -> DeskClinic:
    """The clinic as the desk needs it: locations with their bays, services, what to say."""
    return desk_view_of(run.clinic, mail_is_on=run.email is not None)


def desk_view_of(clinic: Clinic, *, mail_is_on: bool = False) -> DeskClinic:
    """The clinic as staff are told of it."""
    public = view_of(clinic)
    return DeskClinic(
        name=public.name,
        locations=[
            DeskLocation(
                **shown.model_dump(),
                pools=_pools(clinic.location(shown.location_id)),
                opened_on=clinic.location(shown.location_id).opened_on,
            )
            for shown in public.locations
        ],
        services=[
            DeskService(
                **shown.model_dump(),
                pool=clinic.service(shown.service_id).pool,
                bay_minutes=clinic.service(shown.service_id).bay_minutes,
                leads_to=list(clinic.service(shown.service_id).leads_to),
            )
            for shown in public.services
        ],
        longest_message=public.longest_message,
        automatic_logoff_minutes=clinic.desk.automatic_logoff_minutes,
        most_attempts=clinic.callbacks.most_attempts,
        scripts=[
            DeskScript(services=list(script.services), text=script.text)
            for script in clinic.desk.scripts
        ],
        mail_is_on=mail_is_on,
    )


def _pools(location: Location) -> list[DeskPool]:
    return [
        DeskPool(pool=pool.id, bays=[DeskBay(bay=bay.id, name=bay.name) for bay in pool.bays])
        for pool in location.pools
    ]
