"""List what was closed today, so that what was closed by mistake can be reopened."""

from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from ..platform.storage.expressions import Item
from . import store
from .people_rules import flags_of, people_in
from .put_back_models import ClosedCalls, ClosedEntry, ClosedRow


def list_closed_today(
    run: Runtime, location_id: str, cursor: str | None, limit: int
) -> ClosedCalls:
    """A page of the callbacks that were closed on the location's present date, the latest first.

    Raises UnknownLocationError, and InvalidInputError for a cursor of another list.
    """
    location = run.clinic.location(location_id)
    today = run.clock().astimezone(location.tz).date()
    query = f"closed:{location_id}:{today.isoformat()}"
    start = read_cursor(run.keyring, query, cursor)
    page = store.load_closed(run.table, location_id, today, start, limit)
    return ClosedCalls(
        entries=[_line(store.flat(item)) for item in page.items],
        next_cursor=make_cursor(run.keyring, query, page.next_start),
    )


def _line(item: Item) -> ClosedEntry:
    closed = ClosedRow.model_validate(item)
    person = people_in(closed.inside, ())[0]
    return ClosedEntry(
        callback_id=closed.callback_id,
        first_name=person.named.first_name,
        reason=person.lead.reason,
        outcome=closed.closed_as,
        done=closed.closed_done,
        closed_at=closed.due_at,
        closed_by=closed.closed_by,
        flags=flags_of(closed.inside),
    )
