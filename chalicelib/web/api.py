"""Routes for browsers and tools: the form, its assets, the API's description."""

import json
from typing import Annotated, Any

from pydantic import Field

from ..core.errors import NotFoundError
from ..core.http import Answer, Incoming, Routes
from ..core.http.openapi import describe_api
from ..core.runtime import Runtime
from .assets import assets
from .desk_page import desk_page
from .request_pages import first_page

routes = Routes(__name__)

_VERSION = "0.1.0"
_described: list[Routes] = []

AssetName = Annotated[str, Field(max_length=100)]


def describes(*rooms: Routes) -> None:
    """Say which rooms' routes ``/openapi.json`` describes."""
    _described.extend(rooms)


@routes.get("/openapi.json")
def get_openapi() -> Answer[str]:
    """This API, described as OpenAPI 3.1."""
    every_route = [route for room in _described for route in room.routes]
    document: dict[str, Any] = describe_api("Frontdesk", _VERSION, every_route)
    return Answer(json.dumps(document), headers={"Cache-Control": "public, max-age=300"})


@routes.get("/")
def show_form(incoming: Incoming, run: Runtime) -> Answer[str]:
    """The form for consultation requests, as a page."""
    return first_page(incoming, run)


@routes.get("/desk")
def show_desk(incoming: Incoming, run: Runtime) -> Answer[str]:
    """The front desk's screen, as a page. What it shows, it asks for after sign-in."""
    return desk_page(incoming, run)


@routes.get("/requests", status=303)
def lead_to_form(incoming: Incoming) -> Answer[str]:
    """Lead a browser to the form: after a form that was refused, this address is in its bar."""
    headers = {"Location": incoming.base_path}
    return Answer("", content_type="text/plain; charset=utf-8", headers=headers)


@routes.get("/assets/{asset_name}")
def get_asset(asset_name: AssetName) -> Answer[str]:
    """A style sheet or script of the pages. Its name changes with its content."""
    asset = assets().get(asset_name)
    if asset is None:
        raise NotFoundError("There is nothing here.")
    forever = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Answer(asset.content, content_type=asset.content_type, headers=forever)
