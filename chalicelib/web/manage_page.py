"""The page of one appointment: see it, move it, call it off, say who comes along.

Which appointment it is, the server does not learn from the page's address: id and token stand in
the fragment, and the script sends them on, the token in a header.
"""

from ..platform.http import Answer
from ..platform.runtime import Runtime
from .markup import fill_file
from .mine_page import mine_link
from .page import Frame, Script, page
from .view import View

_SCRIPT = Script(
    "manage.js", ("manage", "ready", "proof", "link", "visit", "times", "book", "crisis")
)


def manage_page(view: View, run: Runtime) -> Answer[str]:
    """The page, the same for every appointment."""
    return page(
        run.clinic,
        view,
        title=view.words.said("manage.page_title"),
        content=fill_file(view.words, "manage.html", mine=mine_link(view)),
        script=_SCRIPT,
        frame=Frame(switch=True, done=True, at=run.clock()),
    )
