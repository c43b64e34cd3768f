"""Measure how long people wait: in a crisis, for a call that was promised, for their mail.

Of all locations the longest is told. Asking costs each location three reads of half a unit.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..clinic import Location
from ..clinic.hours import opening_time_between
from ..messaging.measure_outbox import outbox_age, write_outbox_age
from ..platform.metrics import write_metrics
from ..platform.runtime import Runtime
from . import crisis_store, store
from .find_old_crises import find_old_crises, note_all_found
from .list_crises import list_crises_here
from .queue import Indexed

OLDEST_CRISIS = "OldestCrisis"
"""The metric of the crisis that waits longest, in seconds by the clock, day and night."""
MOST_OVERDUE = "MostOverdueCall"
"""The metric of the call that is most overdue, in seconds that its location was open since."""

_MOST_READ = 25
"""Overdue calls read of a location: not every one could be made since."""

_NONE = timedelta()


@dataclass(frozen=True)
class _Waits:
    crisis: timedelta
    call: timedelta
    mail: timedelta


def measure_waits(run: Runtime) -> None:
    """Write the longest waits of the clinic as metrics; 0 where nobody waits."""
    now, clinic = run.clock(), run.clinic
    where = crisis_store.load_where(run.table, now)
    with ThreadPoolExecutor(max_workers=min(8, len(clinic.locations))) as pool:
        found = list(
            pool.map(lambda each: _waits_at(run, each, now, where.locations), clinic.locations)
        )
    if not where.is_noted:
        note_all_found(run, now)
    longest = {
        OLDEST_CRISIS: max(each.crisis for each in found),
        MOST_OVERDUE: max(each.call for each in found),
    }
    seconds = {name: round(span.total_seconds()) for name, span in longest.items()}
    write_metrics(seconds, "Seconds", now)
    write_outbox_age(max(each.mail for each in found), now)


def _waits_at(
    run: Runtime, location: Location, now: datetime, seen: frozenset[str] | None
) -> _Waits:
    is_seen = seen is not None and location.id in seen
    has_crisis = is_seen or find_old_crises(run, location.id)
    since = list_crises_here(run, location.id, now).since if has_crisis else None
    return _Waits(
        crisis=now - since if since else _NONE,
        call=_most_overdue(run, location, now),
        mail=outbox_age(run, location.id, now),
    )


def _most_overdue(run: Runtime, location: Location, now: datetime) -> timedelta:
    """The longest opening time since a promise was broken, of calls that could be made since.

    A closed clinic calls nobody, so no time passes then; nor before the hour that suits the caller.
    """
    page = store.load_overdue(run.table, location.id, now, _MOST_READ)
    entries = (Indexed.model_validate(store.flat(item)) for item in page.items)
    due = (each.callable_from(location, each.respond_by) for each in entries)
    return max((opening_time_between(location, at, now) for at in due if at), default=_NONE)
