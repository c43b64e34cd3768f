"""Headers that several rooms' routes take alike."""

from typing import Annotated

from pydantic import Field

from ..model import Model


class ConditionalHeaders(Model):
    """Headers that tell what the caller has already."""

    if_none_match: Annotated[str | None, Field(alias="If-None-Match", max_length=1000)] = None


class SenderHeaders(Model):
    """The token by which somebody shows that they sent a consultation request."""

    request_token: Annotated[
        str | None,
        Field(
            alias="Request-Token",
            max_length=200,
            description="The visitor_token from the receipt of the request that is named.",
        ),
    ] = None


class BrowserHeaders(Model):
    """An id by which limits tell one browser of a network address from the others."""

    browser_id: Annotated[
        str | None,
        Field(
            alias="Browser-Id",
            max_length=64,
            description="Made up by the page, and forgotten with it. Whoever sends none counts "
            "with all others of their network address that send none.",
        ),
    ] = None


class IdempotencyHeaders(Model):
    """A key by which a call that is sent again knows itself."""

    idempotency_key: Annotated[
        str | None, Field(alias="Idempotency-Key", min_length=1, max_length=200)
    ] = None
