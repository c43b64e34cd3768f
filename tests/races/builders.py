"""Visitors and staff, as far as these tests need them."""

from typing import Any

from chalicelib.callbacks.add_note import add_note
from chalicelib.callbacks.claim_next import claim_next
from chalicelib.callbacks.incoming_call_models import IncomingCallIn
from chalicelib.callbacks.models import AttemptIn, CallbackCard, Disposition, NoteIn
from chalicelib.callbacks.occasion_models import Done
from chalicelib.callbacks.record_attempt import record_attempt
from chalicelib.intake.models import ConsultationRequestIn, Receipt
from chalicelib.intake.submit_request import submit_request
from chalicelib.platform.runtime import Runtime

HERE = "new-york"
ROBIN = "+12125550123"
CRISIS = "I want to die"


def form(
    phone: str = ROBIN, message: str = "Could this help me?", **more: Any
) -> ConsultationRequestIn:
    """What a visitor sends who fills in just what is needed."""
    content = {
        "location_id": HERE,
        "service_id": "ketamine-consultation",
        "name": "Robin Example",
        "phone": phone,
        "message": message,
        "consent": True,
        **more,
    }
    return ConsultationRequestIn.model_validate(content)


def submit(run: Runtime, key: str | None = None, **asked: Any) -> Receipt:
    """A visitor sends a request."""
    return submit_request(run, form(**asked), key)


def phone_of(number: int) -> str:
    """A number of somebody's own, out of those that are kept for fiction and their neighbours."""
    return f"+1212555{number:04d}"


def rings(phone: str = ROBIN, **said: Any) -> IncomingCallIn:
    """Somebody rings who says their name, and the desk writes it down."""
    told = {"phone": phone, "name": "Robin Example", "reason": "wants to ask", **said}
    return IncomingCallIn.model_validate(told)


def claim(run: Runtime, staff_id: str, key: str | None = None) -> CallbackCard:
    """Claim the call owed next; there has to be one."""
    card = claim_next(run, staff_id, HERE, key)
    assert card is not None
    return card


def token(card: CallbackCard) -> str:
    """What the claimant's writes bring."""
    assert card.claim is not None
    return card.claim.token


def reach(run: Runtime, staff_id: str, card: CallbackCard) -> None:
    """The call is made, the person reached, and the callback thereby closed."""
    given = AttemptIn(
        claim=token(card), disposition=Disposition.REACHED, done=Done.SPOKE_NOT_IN_DANGER
    )
    record_attempt(run, staff_id, card.callback_id, given)


def note(run: Runtime, staff_id: str, card: CallbackCard) -> None:
    """Something to remember."""
    add_note(run, staff_id, card.callback_id, NoteIn(claim=token(card), note="a note"))
