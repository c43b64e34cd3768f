"""Routes for browsers and tools: the pages' assets, the API's description."""

from typing import Annotated

from pydantic import Field

from ..platform.errors import NotFoundError
from ..platform.http import Answer, Incoming, Routes, Tag
from ..platform.http.openapi import ApiDescription
from .assets import assets
from .describe_itself import describe_itself

routes = Routes(
    __name__, Tag("Tools", "For browsers and tools: the pages' assets and this description.")
)


AssetName = Annotated[str, Field(max_length=100)]


@routes.get("/openapi.json")
def get_openapi(incoming: Incoming) -> Answer[ApiDescription]:
    """This API, described as OpenAPI 3.1."""
    server = incoming.base_path.rstrip("/") or "/"
    document = describe_itself(routes.of_every_room, server)
    return Answer(document, headers={"Cache-Control": "public, max-age=300"})


@routes.get("/assets/{asset_name}", sends=("text/css", "text/javascript"))
def get_asset(asset_name: AssetName) -> Answer[str]:
    """A style sheet or script of the pages. Its name changes with its content."""
    asset = assets().get(asset_name)
    if asset is None:
        raise NotFoundError("There is nothing here.")
    forever = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Answer(asset.content, content_type=asset.content_type, headers=forever)
