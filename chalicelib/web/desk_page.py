"""The front desk's page: a frame that the script fills, once somebody has signed in."""

from ..platform.http import Answer, Incoming
from ..platform.languages import words_of
from ..platform.runtime import Runtime
from .assets import asset_path
from .markup import fill_file
from .page import ICON, security_headers
from .view import View

_LANGUAGE = "en"
"""Staff work in English; visitors choose."""

_WITHOUT_SCRIPT = "The front desk needs JavaScript, which is turned off in your browser."


def desk_page(incoming: Incoming, run: Runtime) -> Answer[str]:
    """The frame. It holds nothing about anybody: the script asks for that, with a token."""
    base = incoming.base_path
    document = fill_file(
        words_of(_LANGUAGE),
        "desk.html",
        title=f"Front desk – {run.clinic.name}",
        clinic=run.clinic.name,
        home=base,
        icon=ICON,
        css=base + asset_path("desk.css"),
        script=base + asset_path("desk.js"),
        skip=words_of(_LANGUAGE).said("page.skip"),
        without_script=_WITHOUT_SCRIPT,
    )
    headers = security_headers(View(base, _LANGUAGE))
    return Answer(document, content_type="text/html; charset=utf-8", headers=headers)
