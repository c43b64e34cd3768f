"""The page by which visitors see everything that they have with the clinic, by a code.

Who they are, the server does not learn from the page's address: what they type goes to the API.
"""

from ..platform.http import Answer
from ..platform.runtime import Runtime
from .markup import Html, fill, fill_file, only_if
from .page import Frame, Script, page
from .view import View

_SCRIPT = Script(
    "mine.js",
    ("mine", "receipt.call_by", "receipt.write_by", "receipt.at_any_hour", "times.again"),
)


def mine_page(view: View, run: Runtime) -> Answer[str]:
    """The page, the same for everybody; while mail is off no code can come, and it says so."""
    mail_off = only_if(run.email is None, " data-mail-off")
    return page(
        run.clinic,
        view,
        title=view.words.said("mine.page_title"),
        content=fill_file(view.words, "mine.html", mail_off=mail_off),
        script=_SCRIPT,
        frame=Frame(switch=True, done=True, at=run.clock()),
    )


def mine_link(view: View) -> Html:
    """The way there from another page; out of another site's frame, which may not show it."""
    return fill(
        '<a href="{path}"{target}>{said}</a>',
        path=view.path("mine"),
        target=only_if(view.embedded, ' target="_blank" rel="noopener"'),
        said=view.words.said("page.mine"),
    )
