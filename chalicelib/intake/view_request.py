"""Show visitors their own request again."""

from ..messaging.address_proof import address_proof
from ..messaging.link import Opens
from ..platform.runtime import Runtime
from ..platform.storage.references import reference_of
from .load_request import load_for_visitor
from .models import Asked, RequestView
from .receipts import (
    help_with,
    location_said,
    phone_understood,
    promise_said,
    promised_locally,
    visitor_token,
)


def view_request(run: Runtime, request_id: str, token: str | None) -> RequestView:
    """The request as its visitor sent it, with what they were promised.

    Raises VisitorTokenMissingError, and NotFoundError alike for a wrong token and a wrong id.
    """
    request = load_for_visitor(run, request_id, token)
    given = request.email, request.name
    proof = address_proof(run, Opens.REQUEST, request_id, given, token)
    return RequestView(
        **request.model_dump(include=set(Asked.model_fields)),
        reference=reference_of(request_id),
        respond_by_local=promised_locally(run, request),
        promise=promise_said(run, request),
        phone_understood=phone_understood(request),
        location=location_said(run, request),
        **help_with(run, request).model_dump(),
        address_proof=proof,
        visitor_token=visitor_token(run, request_id, request.service_id) if proof else None,
    )
