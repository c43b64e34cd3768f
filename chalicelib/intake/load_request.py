"""Load a request for whoever sent it, or got mail about it."""

from ..messaging.link import Opened, Opens, is_opened
from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from . import store
from .errors import VisitorTokenMissingError
from .models import ConsultationRequest


def load_for_visitor(run: Runtime, request_id: str, token: str | None) -> ConsultationRequest:
    """The request, for whoever has its token, or one that was mailed to its address.

    Raises VisitorTokenMissingError, and NotFoundError alike for a wrong token and a wrong id.
    """
    if not token:
        raise VisitorTokenMissingError
    request = store.load_request(run.table, request_id)
    if request is None or not _opens(run, request, token):
        raise NotFoundError("We can't find that request, or this token doesn't open it.")
    return request


def _opens(run: Runtime, request: ConsultationRequest, token: str) -> bool:
    thing = Opened(Opens.REQUEST, request.request_id, request.email, request.token_hash)
    return is_opened(run.keyring, thing, token)
