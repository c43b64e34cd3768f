"""The routes that show several days at once: the roster, and how well bays are used."""

from ...clinic import UnknownLocationError
from ...platform.csv_text import MEDIA_TYPE
from ...platform.http import Answer, Routes, Tag
from ...platform.runtime import Runtime
from ...platform.values import Name
from ...staff.access import Access
from ..reports import service
from ..reports.figures import Figures
from ..slots.schemas import DaysIn, RosterQuery

routes = Routes(
    __name__, Tag("Reports", "Several days at once: the roster, and how well bays are used.")
)


@routes.get(
    "/locations/{location_id}/roster.csv",
    access=Access.DESK,
    problems=(UnknownLocationError,),
    sends=(MEDIA_TYPE,),
)
def get_roster(location_id: Name, query: RosterQuery, run: Runtime) -> Answer[str]:
    """List the people who come on some local dates, as a file for spreadsheets.

    One row for each slot that is booked, or with ``all`` for every one. A cell that begins like a
    formula has an apostrophe before it.
    """
    days = query.date or f"{query.start}-to-{query.end}"
    named = f'attachment; filename="roster-{location_id}-{days}.csv"'
    content = service.roster(run, location_id, query)
    return Answer(content, content_type=MEDIA_TYPE, headers={"Content-Disposition": named})


@routes.get(
    "/locations/{location_id}/figures", access=Access.DESK, problems=(UnknownLocationError,)
)
def get_figures(location_id: Name, query: DaysIn, run: Runtime) -> Figures:
    """Report the use of bays and the appointments kept, per local date; 31 days at most."""
    return service.figures(run, location_id, query)
