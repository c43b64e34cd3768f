"""A manager's routes to what is kept of somebody: the export of all of it, and its erasure."""

from ..platform.http import Answer, Routes, Tag
from ..platform.runtime import Runtime
from ..platform.values import Id
from ..staff.access import Access, Staff
from .confirm_erasure import confirm_erasure as confirm
from .cursor_models import CursorQuery
from .erasure_models import (
    ConfirmIn,
    ErasurePreview,
    Erasures,
    ErasureView,
    LegalHold,
    LegalHoldIn,
    PreviewQuery,
)
from .errors import ErasureBlockedError, ErasureStaleError
from .export_models import PersonExport
from .export_person import export_person as export
from .hold_record import find_hold, hold_record, lift_hold
from .list_erasures import list_erasures as list_all
from .preview_erasure import preview_erasure

routes = Routes(
    __name__,
    Tag("Records", "All that is kept of a person: handed to them whole, or erased."),
)

_HTML = "text/html; charset=utf-8"


@routes.get("/people/{person_id}/export", access=Access.MANAGER)
def export_person(
    person_id: Id, query: CursorQuery, staff: Staff, run: Runtime
) -> Answer[PersonExport]:
    """Export everything that is kept of a person, page by page. The look is recorded."""
    page = export(run, staff.staff_id, person_id, query.cursor, "exported")
    return Answer(page, headers={"Content-Disposition": _file(page, "json")})


@routes.get("/people/{person_id}/export.html", access=Access.MANAGER, sends=(_HTML,))
def export_person_to_read(
    person_id: Id, query: CursorQuery, staff: Staff, run: Runtime
) -> Answer[str]:
    """Export the same as pages to read and print. The look is recorded."""
    from .draw_export import POLICY, draw_export  # for those few who ask

    page = export(run, staff.staff_id, person_id, query.cursor, "exported-to-read")
    headers = {
        "Content-Disposition": _file(page, "html"),
        "Content-Security-Policy": POLICY,
        **({"Next-Cursor": page.next_cursor} if page.next_cursor else {}),
    }
    return Answer(draw_export(page), content_type=_HTML, headers=headers)


def _file(page: PersonExport, ending: str) -> str:
    """The name of the file: it tells nobody whose it is."""
    name = f"frontdesk-record-{page.made_at:%Y-%m-%d}-part-{page.part}.{ending}"
    return f'attachment; filename="{name}"'


@routes.get("/people/{person_id}/legal-hold", access=Access.MANAGER)
def show_hold_on_person(person_id: Id, run: Runtime) -> LegalHold:
    """Show whether a legal hold stands on a person, who set it and why."""
    return find_hold(run, person_id)


@routes.post("/people/{person_id}/legal-hold", access=Access.MANAGER)
def hold_person(person_id: Id, body: LegalHoldIn, staff: Staff, run: Runtime) -> LegalHold:
    """Put a legal hold on a person: nothing of theirs is erased until it is lifted."""
    return hold_record(run, staff.staff_id, person_id, body.reason)


@routes.post("/people/{person_id}/legal-hold/lift", access=Access.MANAGER)
def lift_hold_on_person(person_id: Id, staff: Staff, run: Runtime) -> LegalHold:
    """Take the legal hold off a person."""
    return lift_hold(run, staff.staff_id, person_id)


@routes.get("/people/{person_id}/erasure", access=Access.MANAGER)
def preview_erasure_of_person(
    person_id: Id, query: PreviewQuery, staff: Staff, run: Runtime
) -> ErasurePreview:
    """Preview what erasing a person takes away, what stays and why. The look is recorded."""
    return preview_erasure(run, staff.staff_id, person_id, query.reason)


@routes.post(
    "/people/{person_id}/erasure/confirm",
    access=Access.MANAGER,
    status=202,
    problems=(ErasureBlockedError, ErasureStaleError),
)
def confirm_erasure(person_id: Id, body: ConfirmIn, staff: Staff, run: Runtime) -> ErasureView:
    """Confirm an erasure that was previewed. A job carries it out within minutes, for good."""
    return confirm(run, staff.staff_id, person_id, body)


@routes.get("/erasures", access=Access.MANAGER)
def list_erasures(query: CursorQuery, run: Runtime) -> Erasures:
    """List the erasures, the newest first: ids and times."""
    return list_all(run, query.cursor)
