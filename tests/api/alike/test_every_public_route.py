"""Every public route has its step, so that none is added that nobody looked at."""

from typing import Any

import pytest

from tests.api.conftest import Caller
from tests.conftest import RoundTrips

from .pages import PAGES
from .people import UNKNOWN_BY_ADDRESS
from .steps import STEPS

BY_ITS_OWN_TOKEN = {"GET /locations/{location_id}/feeds/{feed_file}"}
"""The feeds that staff make: their address is their token, and no visitor is ever given one."""


def public_routes(document: Any) -> set[str]:
    """The routes that the API's description lets anybody call, or whoever has a visitor's token."""
    return {
        f"{method.upper()} {path}"
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
        if {"staff": []} not in operation["security"]
    }


def test_it_is_a_stranger_s_step_or_asks_the_table_nothing(visitor: Caller) -> None:
    document = visitor.get("/openapi.json").json
    steps = {each.route for each in STEPS.values()}
    assert public_routes(document) == steps | set(PAGES) | BY_ITS_OWN_TOKEN


@pytest.mark.parametrize("route", PAGES)
def test_a_page_asks_the_table_nothing(
    visitor: Caller, round_trips: RoundTrips, route: str
) -> None:
    replies = []
    assert (
        round_trips.during(lambda: replies.append(PAGES[route](visitor, UNKNOWN_BY_ADDRESS))) == []
    )
    assert replies[0].status < 500
