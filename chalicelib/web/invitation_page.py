"""The page of one invitation: choose a time for the service that somebody is invited to.

Which invitation it is, the server does not learn from the page's address: id and token stand in
the fragment, and the script sends them on, the token in a header.
"""

from ..platform.http import Answer
from ..platform.runtime import Runtime
from .markup import fill_file
from .page import Frame, Script, page
from .view import View

_SCRIPT = Script("invited.js", ("invited", "link", "visit", "times", "book"))


def invitation_page(view: View, run: Runtime) -> Answer[str]:
    """The page, the same for every invitation."""
    return page(
        run.clinic,
        view,
        title=view.words.said("invited.page_title"),
        content=fill_file(view.words, "invited.html"),
        script=_SCRIPT,
        frame=Frame(switch=True, done=True, at=run.clock()),
    )
