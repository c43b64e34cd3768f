"""People whom the desk invites to book online, and what they do with their link."""

from typing import Any

from .conftest import Caller, a_request, claim_next

SERVICE = "ketamine-infusion"
AT_10 = "2026-11-25T15:00:00Z"
AT_1_PM = "2026-11-25T18:00:00Z"
ROBIN = {"name": "Robin Example", "phone": "(212) 555-0123", "email": "robin@example.com"}


def somebody(visitor: Caller, desk: Caller, **changes: Any) -> str:
    """The id of somebody who sent a request."""
    visitor.post("/requests", a_request(**{**ROBIN, **changes}))
    return str(claim_next(desk)["person_id"])


def invite(desk: Caller, person_id: str, key: str | None = None, **changes: Any) -> Any:
    """The desk invites them; its answer."""
    body = {"location_id": "new-york", "service_id": SERVICE, **changes}
    keyed = {"Idempotency_Key": key} if key else {}
    reply = desk.post(f"/people/{person_id}/invitations", body, **keyed)
    assert reply.status == 201, reply.text
    return reply.json


def opened(visitor: Caller, invitation: Any) -> Any:
    """The answer to whoever opens the link."""
    return visitor.get(path_of(invitation), Manage_Token=invitation["token"])


def held(visitor: Caller, invitation: Any, starts_at: str = AT_10, **headers: str) -> Any:
    """The answer to whoever has a time kept by the link."""
    path, token = f"{path_of(invitation)}/holds", invitation["token"]
    return visitor.post(path, {"starts_at": starts_at}, Manage_Token=token, **headers)


def booked(visitor: Caller, invitation: Any, hold_token: str, **body: Any) -> Any:
    """The answer to whoever books by the link."""
    path, token = f"{path_of(invitation)}/book", invitation["token"]
    return visitor.post(path, {"hold_token": hold_token, **body}, Manage_Token=token)


def path_of(invitation: Any) -> str:
    """Its path in the API."""
    return f"/invitations/{invitation['invitation_id']}"
