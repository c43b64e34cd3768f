"""Find appointments among the things that a reference stands for."""

from collections.abc import Collection
from datetime import datetime

from ...platform.runtime import Runtime
from . import store
from .models import Appointment, AppointmentStatus


def find_appointments(run: Runtime, referred: list[tuple[str, str]]) -> list[Appointment]:
    """Those of these things, each by kind and id, that are appointments."""
    ids = [item_id for kind, item_id in referred if kind == store.KIND]
    return store.load_appointments(run.table, ids) if ids else []


def find_ahead(
    run: Runtime, referred: list[tuple[str, str]], beside: Collection[str], now: datetime
) -> list[Appointment]:
    """Those of these things that are appointments not past, and those ``beside`` that still are.

    A reference to an appointment leads to it whatever became of it, one to something else does not.
    """
    own = [item_id for kind, item_id in referred if kind == store.KIND]
    ids = list(dict.fromkeys([*own, *beside]))
    found = store.load_appointments(run.table, ids) if ids else []
    canceled = AppointmentStatus.CANCELLED
    return [
        each
        for each in found
        if each.ends_at > now and (each.appointment_id in own or each.status is not canceled)
    ]
