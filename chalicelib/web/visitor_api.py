"""Routes for visitors' browsers: the form, alone and in another site's page; their appointment."""

from dataclasses import replace
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field, WithJsonSchema

from ..intake.crisis_help import WithoutReceipt, help_beside_refusal
from ..intake.models import ConsultationRequestIn, Receipt
from ..intake.submit_request import submit_request as submit
from ..platform.errors import IdempotencyConflictError
from ..platform.http import Answer, Form, Incoming, Routes, Tag
from ..platform.http.fields import IdempotencyHeaders
from ..platform.languages import LANGUAGES, Language
from ..platform.model import Model
from ..platform.runtime import Runtime, runtime
from .assets import embedding_script
from .colours import palette_of
from .invitation_page import invitation_page
from .manage_page import manage_page
from .mine_page import mine_page
from .receipt_page import receipt_page
from .request_pages import RequestPages, first_page
from .view import view_for
from .waitlist_page import waitlist_page

routes = Routes(
    __name__,
    Tag("Visitors", "The form for consultation requests, and pages for visitors."),
)


HTML = ("text/html",)


def _one_of_ours(value: Any) -> Any:
    """A language that we do not speak must not keep anybody from the page."""
    return value if value in LANGUAGES else None


class PageQuery(Model):
    """Wishes for showing a page. Unknown ones are passed over: links get all sorts of additions."""

    model_config = ConfigDict(extra="ignore")

    lang: Annotated[
        Language | None,
        BeforeValidator(_one_of_ours),
        WithJsonSchema({"type": "string", "examples": list(LANGUAGES)}),
    ] = Field(
        None,
        description="The language to show. Left out, or none of those that are spoken here: the "
        "one that the browser prefers.",
    )


@routes.get("/", sends=HTML)
def show_form(query: PageQuery, incoming: Incoming, run: Runtime) -> Answer[str]:
    """The form for consultation requests, as a page."""
    return first_page(view_for(incoming, query.lang), run)


class EmbedQuery(PageQuery):
    """As another site's page wants the form."""

    accent: Annotated[str | None, Field(max_length=200)] = Field(
        None, description="The site's color as #rrggbb or #rgb; anything else is ignored."
    )


@routes.get("/embed", sends=HTML)
def show_embedded_form(query: EmbedQuery, incoming: Incoming, run: Runtime) -> Answer[str]:
    """The form for consultation requests, to be shown in a frame of another site's page."""
    view = view_for(incoming, query.lang)
    return first_page(replace(view, embedded=True, palette=palette_of(query.accent)), run)


@routes.get("/embed.js", sends=("text/javascript",))
def get_embedding_script() -> Answer[str]:
    """The script that puts the form into another site's page. Its name never changes."""
    headers = {
        "Cache-Control": "public, max-age=600",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    return Answer(
        embedding_script(), content_type="text/javascript; charset=utf-8", headers=headers
    )


@routes.get("/manage", sends=HTML)
def show_appointment(query: PageQuery, incoming: Incoming, run: Runtime) -> Answer[str]:
    """A visitor's page of their appointment. Its id and token stand in the fragment, unsent."""
    return manage_page(view_for(incoming, query.lang), run)


@routes.get("/receipt", sends=HTML)
def show_receipt(query: PageQuery, incoming: Incoming, run: Runtime) -> Answer[str]:
    """A visitor's page of their request. Its id and token stand in the fragment, unsent."""
    return receipt_page(view_for(incoming, query.lang), run)


@routes.get("/waitlist", sends=HTML)
def show_waitlist_entry(query: PageQuery, incoming: Incoming, run: Runtime) -> Answer[str]:
    """A visitor's page of their place on the waitlist. Its id and token stand in the fragment."""
    return waitlist_page(view_for(incoming, query.lang), run)


@routes.get("/book", sends=HTML)
def show_invitation(query: PageQuery, incoming: Incoming, run: Runtime) -> Answer[str]:
    """The page of somebody who is invited. The invitation's id and token stand in the fragment."""
    return invitation_page(view_for(incoming, query.lang), run)


@routes.get("/mine", sends=HTML)
def show_own_things(query: PageQuery, incoming: Incoming, run: Runtime) -> Answer[str]:
    """A visitor's page of everything that is theirs, by a code that goes to their address."""
    return mine_page(view_for(incoming, query.lang), run)


def help_without_receipt(status: int, content_type: str, body: bytes) -> dict[str, Any]:
    """Help that a refusal of the form carries for somebody in danger."""
    run = runtime()
    sent = WithoutReceipt(status, content_type, body)
    return help_beside_refusal(sent, run.clinic, run.clock())


@routes.post(
    "/requests",
    status=201,
    problems=(IdempotencyConflictError,),
    form=Form(RequestPages(), help_without_receipt),
)
def submit_request(
    headers: IdempotencyHeaders, body: ConsultationRequestIn, incoming: Incoming, run: Runtime
) -> Receipt:
    """Send a consultation request. The receipt says by when the clinic will call."""
    return submit(run, body, headers.idempotency_key, incoming.address)


@routes.get("/requests", status=303)
def lead_to_form(incoming: Incoming) -> Answer[str]:
    """Lead a browser to the form: after a form that was refused, this address is in its bar."""
    headers = {"Location": incoming.base_path}
    return Answer("", content_type="text/plain; charset=utf-8", headers=headers)
