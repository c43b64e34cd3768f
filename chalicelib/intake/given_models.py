"""A request as whoever proved the address that came with it sees it in a list."""

from pydantic import Field

from ..platform.clock import Instant
from ..platform.model import Model
from .crisis_models import FrontDesk
from .models import ReceiptLocation


class GivenRequest(Model):
    """A request that waits for its answer, for whoever proved the address that came with it."""

    request_id: str
    reference: str
    received_at: Instant
    respond_by: Instant = Field(description="An answer was promised by then.")
    at_any_hour: bool = Field(
        False, description="As soon as possible, day or night; the promise names no time."
    )
    service_id: str
    location: ReceiptLocation
    phone_understood: str | None = Field(
        None, description="The number that will be called; absent: they get an email."
    )
    front_desk: FrontDesk | None = Field(
        None, description="Only where a sign of danger was read: if it can be called now."
    )
    visitor_token: str = Field(description="Opens this request again; keep it private.")
