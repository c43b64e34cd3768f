"""Find appointments among the things that a reference stands for."""

from ...platform.runtime import Runtime
from . import store
from .models import Appointment


def find_appointments(run: Runtime, referred: list[tuple[str, str]]) -> list[Appointment]:
    """Those of these things, each by kind and id, that are appointments."""
    ids = [item_id for kind, item_id in referred if kind == store.KIND]
    return store.load_appointments(run.table, ids) if ids else []
