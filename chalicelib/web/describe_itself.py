"""The API's description of itself, as anybody may read it and tools are fed with it."""

from collections.abc import Iterable

from .. import __version__
from ..platform.http.openapi import ApiDescription, describe_api
from ..platform.http.routes import Route

_INFO = {
    "title": "Frontdesk",
    "version": __version__,
    "summary": "The back office of a clinic.",
    "description": (
        "Consultation requests, the calls that are owed for them, appointments and the waitlist: "
        "for the clinic's visitors and for its staff. Instants are told in UTC, to the second "
        "(RFC 3339); what is not known is absent, never null; every problem has the one shape of "
        "RFC 9457."
    ),
    "contact": {"name": "The Frontdesk contributors"},
    "license": {"name": "MIT", "identifier": "MIT"},
}


def describe_itself(routes: Iterable[Route], server: str = "/") -> ApiDescription:
    """This API as OpenAPI 3.1. ``server`` is where its root lies: a path, or a whole URL."""
    return describe_api(_INFO, routes, server)
