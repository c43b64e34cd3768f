"""Routes for browsers and tools: the pages' assets, the API's description."""

import json
from typing import Annotated, Any

from pydantic import Field

from .. import __version__
from ..platform.errors import NotFoundError
from ..platform.http import Answer, Routes
from ..platform.http.openapi import describe_api
from .assets import assets

routes = Routes(__name__)


AssetName = Annotated[str, Field(max_length=100)]


@routes.get("/openapi.json")
def get_openapi() -> Answer[str]:
    """This API, described as OpenAPI 3.1."""
    document: dict[str, Any] = describe_api("Frontdesk", __version__, routes.of_every_room)
    return Answer(json.dumps(document), headers={"Cache-Control": "public, max-age=300"})


@routes.get("/assets/{asset_name}")
def get_asset(asset_name: AssetName) -> Answer[str]:
    """A style sheet or script of the pages. Its name changes with its content."""
    asset = assets().get(asset_name)
    if asset is None:
        raise NotFoundError("There is nothing here.")
    forever = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Answer(asset.content, content_type=asset.content_type, headers=forever)
