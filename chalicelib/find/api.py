"""The desk's one route to everything that can be found."""

from ..platform.http import Routes, Tag
from ..platform.runtime import Runtime
from ..staff.access import Access
from .find_everything import find_everything
from .models import FindIn, Found

routes = Routes(__name__, Tag("Find", "One field that finds people, appointments and requests."))


@routes.post("/find", access=Access.DESK)
def find(body: FindIn, run: Runtime) -> Found:
    """Find by name, phone number or its last digits, email address, or reference."""
    return find_everything(run, body)
