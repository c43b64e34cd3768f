"""Find requests among the things that a reference stands for."""

from ..platform.runtime import Runtime
from . import store
from .models import ConsultationRequest


def find_requests(run: Runtime, referred: list[tuple[str, str]]) -> list[ConsultationRequest]:
    """Those of these things, each by kind and id, that are requests."""
    ids = [item_id for kind, item_id in referred if kind == store.KIND]
    return store.load_requests(run.table, ids) if ids else []
