"""The clinic's configuration: what it is, how it is read, and what is wrong with it if not."""

from chalicelib.clinic.clinic import Clinic, Most, Service
from chalicelib.clinic.errors import (
    ClinicConfigError,
    ConfigProblem,
    UnknownLocationError,
    UnknownServiceError,
)
from chalicelib.clinic.load import CLINIC_FILE, load_clinic, parse_clinic
from chalicelib.clinic.location import Bay, Location, Pool
from chalicelib.clinic.packaged import packaged_clinic
from chalicelib.clinic.settings import (
    Allowance,
    CallbackSettings,
    DeskSettings,
    IntakeSettings,
    Promises,
    RetentionSettings,
    SchedulingSettings,
    Script,
)
from chalicelib.clinic.template import Reserved, Template, services_served, slot_minutes
from chalicelib.clinic.walltime import CallerZone, EndTime, StartTime, ZoneName, zone_told_by
from chalicelib.clinic.week import Closure, OrderedClosure, Span, WeeklyHours
from chalicelib.clinic.words import OnlineBooking, Preparation, Source, Urgency, Weekday

__all__ = [
    "CLINIC_FILE",
    "Allowance",
    "Bay",
    "CallbackSettings",
    "CallerZone",
    "Clinic",
    "ClinicConfigError",
    "Closure",
    "ConfigProblem",
    "DeskSettings",
    "EndTime",
    "IntakeSettings",
    "Location",
    "Most",
    "OnlineBooking",
    "OrderedClosure",
    "Pool",
    "Preparation",
    "Promises",
    "Reserved",
    "RetentionSettings",
    "SchedulingSettings",
    "Script",
    "Service",
    "Source",
    "Span",
    "StartTime",
    "Template",
    "UnknownLocationError",
    "UnknownServiceError",
    "Urgency",
    "Weekday",
    "WeeklyHours",
    "ZoneName",
    "load_clinic",
    "packaged_clinic",
    "parse_clinic",
    "services_served",
    "slot_minutes",
    "zone_told_by",
]
