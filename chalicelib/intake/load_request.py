"""Load a request for whoever sent it, or got mail about it."""

from ..messaging.link import Opens, is_mailed
from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.tokens import token_matches
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
    if token_matches(token, request.token_hash):
        return True
    return is_mailed(run.keyring, Opens.REQUEST, request.request_id, request.email, token)
