"""Routes to the names of those who work here."""

from ..platform.http import Answer, Incoming, Routes, Tag
from ..platform.http.etags import NOT_KEPT, etag_of, unless_known
from ..platform.http.fields import ConditionalHeaders
from ..platform.runtime import Runtime
from ..staff.access import Access, Staff
from .list_colleagues import list_colleagues as _list_colleagues
from .models import Colleagues
from .name_rules import name_in
from .remember_name import remember_name

routes = Routes(__name__, Tag("Colleagues", "The names of those who work at the clinic, for them."))


@routes.get("/staff/colleagues", access=Access.DESK)
def list_colleagues(headers: ConditionalHeaders, run: Runtime) -> Answer[Colleagues]:
    """The names of members of staff, by the ids that the queue and histories have.

    Answers with an ETag; 304 to an If-None-Match that still holds.
    """
    return unless_known(_list_colleagues(run), headers.if_none_match)


@routes.post("/staff/colleagues/me", access=Access.DESK)
def introduce_myself(staff: Staff, incoming: Incoming, run: Runtime) -> Answer[Colleagues]:
    """Have colleagues know one by the name in one's own sign-in; all names, as with GET.

    The name is what the user pool says: nobody can give another one.
    """
    names = remember_name(run, staff.staff_id, name_in(incoming.token_fields))
    return Answer(names, headers={"ETag": etag_of(names), "Cache-Control": NOT_KEPT})
