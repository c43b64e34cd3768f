"""Check that an address takes email, before somebody counts on it."""

from ..people.identity import point_id_of
from ..platform.runtime import Runtime
from .came_back_store import load_mark
from .errors import ComesBackError


def check_takes_mail(run: Runtime, email: str) -> None:
    """Raise ComesBackError if email came back from this address, so that it gets no more."""
    if load_mark(run.table, point_id_of(run.keyring, email)) is not None:
        raise ComesBackError
