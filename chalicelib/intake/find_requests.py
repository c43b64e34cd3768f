"""Find requests, also among the things that a reference stands for."""

from collections.abc import Iterable

from ..platform.runtime import Runtime
from . import store
from .models import ConsultationRequest


def find_requests(run: Runtime, referred: list[tuple[str, str]]) -> list[ConsultationRequest]:
    """Those of these things, each by kind and id, that are requests."""
    ids = [item_id for kind, item_id in referred if kind == store.KIND]
    return store.load_requests(run.table, ids) if ids else []


def load_forms(run: Runtime, request_ids: Iterable[str]) -> list[ConsultationRequest]:
    """The requests of these ids, the latest first; without any, nothing is read."""
    ids = list(dict.fromkeys(request_ids))
    found = store.load_requests(run.table, ids) if ids else []
    return sorted(found, key=lambda each: each.received_at, reverse=True)
