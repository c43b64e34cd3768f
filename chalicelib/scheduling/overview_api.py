"""The routes that show several days at once: the roster, and how well chairs are used."""

from ..core.clinic import UnknownLocationError
from ..core.csv_text import MEDIA_TYPE
from ..core.http import Access, Answer, Routes
from ..core.runtime import Runtime
from .figures import Figures
from .names import Name
from .schemas import DaysIn, RosterQuery
from .service import overviews

routes = Routes(__name__)


@routes.get(
    "/locations/{location_id}/roster.csv", access=Access.DESK, problems=(UnknownLocationError,)
)
def get_roster(location_id: Name, query: RosterQuery, run: Runtime) -> Answer[str]:
    """Who comes on some local dates, as a file for spreadsheets.

    One row for each slot that is booked, or with ``all`` for every one. A cell that begins like a
    formula has an apostrophe before it.
    """
    days = query.date or f"{query.start}-to-{query.end}"
    named = f'attachment; filename="roster-{location_id}-{days}.csv"'
    content = overviews.roster(run, location_id, query)
    return Answer(content, content_type=MEDIA_TYPE, headers={"Content-Disposition": named})


@routes.get(
    "/locations/{location_id}/figures", access=Access.DESK, problems=(UnknownLocationError,)
)
def get_figures(location_id: Name, query: DaysIn, run: Runtime) -> Figures:
    """How well chairs are used and visits kept, per local date; 31 days at most."""
    return overviews.figures(run, location_id, query)
