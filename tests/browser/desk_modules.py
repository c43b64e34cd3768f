"""The desk's modules in the hands of a test: one exchanged for another, or asked by itself."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from chalicelib.web import bundles
from chalicelib.web.modules import joined

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

_FOLDER = Path(bundles.__file__).with_name("scripts") / "desk"
_END = "})();\n"


def with_modules(where: "BrowserContext | Page", **instead: str) -> None:
    """Let these sources stand in for the modules of these names."""
    script = bundles.desk_script({f"{name}.js": source for name, source in instead.items()})
    answer = {"body": script, "content_type": "text/javascript"}
    where.route("**/assets/desk.*.js", lambda route: route.fulfill(**answer))


def from_module(page: "Page", module: str, act: str) -> Any:
    """What a function makes of what one of the modules exports."""
    script = joined(f"{module}.js", lambda file: (_FOLDER / file).read_text("utf-8"))
    assert script.endswith(_END)
    name = "$" + module.replace("-", "_")
    page.evaluate(f"{script.removesuffix(_END)}window.told = ({act})({name});{_END}")
    return page.evaluate("window.told")
