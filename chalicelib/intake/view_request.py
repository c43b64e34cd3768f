"""Show visitors their own request again."""

from ..messaging.link import Opens, is_mailed
from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.storage.references import reference_of
from ..platform.tokens import token_matches
from . import rules, store
from .errors import VisitorTokenMissingError
from .models import Asked, ConsultationRequest, RequestView
from .receipts import location_said, phone_understood, promise_said, promised_locally


def view_request(run: Runtime, request_id: str, token: str | None) -> RequestView:
    """The request as its visitor sent it, with what they were promised.

    Raises VisitorTokenMissingError, and NotFoundError alike for a wrong token and a wrong id.
    """
    if not token:
        raise VisitorTokenMissingError
    request = store.load_request(run.table, request_id)
    if request is None or not _opens(run, request, token):
        raise NotFoundError("We can't find that request, or this token doesn't open it.")
    return RequestView(
        **request.model_dump(include=set(Asked.model_fields)),
        reference=reference_of(request_id),
        respond_by_local=promised_locally(run, request),
        promise=promise_said(run, request),
        phone_understood=phone_understood(request),
        location=location_said(run, request),
        crisis=rules.crisis_panel(request.language) if request.crisis else None,
    )


def _opens(run: Runtime, request: ConsultationRequest, token: str) -> bool:
    """True for the receipt's own token, and for that of a mail to the request's address."""
    if token_matches(token, request.token_hash):
        return True
    return is_mailed(run.keyring, Opens.REQUEST, request.request_id, request.email, token)
