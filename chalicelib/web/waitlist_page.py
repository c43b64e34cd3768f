"""The page of one place on the waitlist: see it, take or decline what is offered, leave.

Which place it is, the server does not learn from the page's address: id and token stand in the
fragment, and the script sends them on, the token in a header.
"""

from ..platform.http import Answer
from ..platform.runtime import Runtime
from .markup import fill_file
from .page import Frame, Script, page
from .view import View

_SCRIPT = Script("waitlist.js", ("waitlist", "wait", "link", "visit", "book", "times.again"))


def waitlist_page(view: View, run: Runtime) -> Answer[str]:
    """The page, the same for every place on the waitlist."""
    return page(
        run.clinic,
        view,
        title=view.words.said("waitlist.page_title"),
        content=fill_file(view.words, "waitlist.html"),
        script=_SCRIPT,
        frame=Frame(switch=True, done=True, at=run.clock()),
    )
