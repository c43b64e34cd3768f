"""List the erasures, the newest first."""

from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from . import erasure_store as store
from .confirm_erasure import view_of
from .erasure_models import Erasure, Erasures

_ON_A_PAGE = 50
_LIST = "erasures"


def list_erasures(run: Runtime, cursor: str | None) -> Erasures:
    """A page of them. Raises InvalidInputError for a cursor of another list."""
    start = read_cursor(run.keyring, _LIST, cursor)
    page = store.load_page(run.table, start, _ON_A_PAGE)
    found = [view_of(Erasure.model_validate(item)) for item in page.items]
    return Erasures(erasures=found, next_cursor=make_cursor(run.keyring, _LIST, page.next_start))
