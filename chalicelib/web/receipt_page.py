"""The page of one request: its receipt again, with what was typed, whenever its link is opened.

Which request it is, the server does not learn from the page's address: id and token stand in the
fragment, and the script sends them on, the token in a header.
"""

from ..platform.http import Answer
from ..platform.runtime import Runtime
from .assets import asset_path
from .markup import fill_file
from .mine_page import mine_link
from .page import Frame, Script, page
from .receipt import empty_crisis, empty_receipt
from .view import View

_SCRIPT = Script(
    "receipt.js",
    ("kept", "link", "proof", "receipt.title", "times", "book", "visit", "wait"),
)


def receipt_page(view: View, run: Runtime) -> Answer[str]:
    """The page, the same for every request."""
    content = fill_file(
        view.words,
        "kept.html",
        empty_receipt=empty_receipt(view),
        empty_crisis=empty_crisis(view),
        mine=mine_link(view),
        booking=view.base_path + asset_path("book.js"),
    )
    return page(
        run.clinic,
        view,
        title=view.words.said("kept.title"),
        content=content,
        script=_SCRIPT,
        frame=Frame(switch=True, done=True, at=run.clock()),
    )
