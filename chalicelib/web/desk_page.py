"""The front desk's page: a frame that the script fills, once somebody has signed in."""

from ..core.http import Answer, Incoming
from ..core.runtime import Runtime
from .assets import asset_path, module_paths
from .markup import fill, fill_file, join
from .page import ICON, SECURITY_HEADERS

_MAIN = "desk/main.js"


def desk_page(incoming: Incoming, run: Runtime) -> Answer[str]:
    """The frame. It holds nothing about anybody: the script asks for that, with a token."""
    base = incoming.base_path
    preloads = (
        fill('<link rel="modulepreload" href="{path}">', path=base + path)
        for path in module_paths(_MAIN)
    )
    document = fill_file(
        "desk.html",
        clinic=run.clinic.name,
        home=base,
        icon=ICON,
        css=base + asset_path("desk.css"),
        modules=join(preloads),
        script=base + asset_path(_MAIN),
    )
    return Answer(document, content_type="text/html; charset=utf-8", headers=SECURITY_HEADERS)
