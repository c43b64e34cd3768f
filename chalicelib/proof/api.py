"""The routes by which visitors prove that an address is theirs, and open what is theirs with it."""

from typing import Annotated

from pydantic import Field

from ..clinic import UnknownLocationError
from ..platform.errors import IdempotencyConflictError
from ..platform.http import Incoming, Routes, SecurityScheme, Tag
from ..platform.http.fields import BrowserHeaders, IdempotencyHeaders
from ..platform.model import Model
from ..platform.runtime import Runtime
from ..platform.values import Id
from ..scheduling.appointments.holder import holder_of
from .ask_code import ask_code as ask
from .ask_link import ask_link as ask_for_link
from .code import proven_by_browser
from .contact_again import contact_again
from .errors import (
    CodeTokenMissingError,
    LinkTokenMissingError,
    ProofMissingError,
    TooManyCodesError,
    TooManyCodeTriesError,
    TooManyLinksError,
    WrongCodeError,
)
from .link_models import AskLinkIn, LinkAsked
from .list_proven import list_proven
from .models import (
    AskCodeIn,
    CodeAsked,
    LinkIn,
    Proven,
    ProvenByLink,
    ProvenThings,
    TypeCodeIn,
)
from .prove_by_link import prove_by_link as proven
from .type_code import type_code as typed

routes = Routes(
    __name__,
    Tag(
        "Proof", "A code or a link by email, and what it opens: things given with address and name."
    ),
)

CODE_TOKEN = SecurityScheme(
    "code",
    {
        "type": "apiKey",
        "in": "header",
        "name": "Code-Token",
        "description": "The code_token from asking for a code: this browser asked.",
    },
)

MAILED_TOKEN = SecurityScheme(
    "mailed",
    {
        "type": "apiKey",
        "in": "header",
        "name": "Mailed-Token",
        "description": "The token of a link that came by email: it stands behind the id and a dot.",
    },
)

_PROVEN = (CodeTokenMissingError, ProofMissingError)


class AskHeaders(IdempotencyHeaders, BrowserHeaders):
    """A key for this call, and the browser."""


class LinkHeaders(IdempotencyHeaders):
    """A key for this call, and the token of a link that came by email."""

    token: Annotated[str | None, Field(alias="Mailed-Token", max_length=200)] = None


class CodeHeaders(BrowserHeaders):
    """The token of the browser that asked, and the browser as limits know it."""

    token: Annotated[str | None, Field(alias="Code-Token", max_length=200)] = None


class ProofHeaders(Model):
    """The token of the browser that asked, and the one that typing the code gave."""

    token: Annotated[str | None, Field(alias="Code-Token", max_length=200)] = None
    proof: Annotated[
        str | None,
        Field(
            alias="Proof-Token",
            max_length=200,
            description="The proof_token from typing the code.",
        ),
    ] = None


@routes.post(
    "/proofs",
    status=201,
    problems=(TooManyCodesError, UnknownLocationError, IdempotencyConflictError),
)
def ask_code(body: AskCodeIn, headers: AskHeaders, incoming: Incoming, run: Runtime) -> CodeAsked:
    """Ask for a code by email. The answer is the same whether the address is known or not.

    A code holds for ten minutes, in the browser that has the answer's token. An address gets three
    in an hour; more are asked for in vain, and nobody is told.
    """
    holder = holder_of(run.keyring, incoming.address, headers.browser_id)
    return ask(run, body, holder, headers.idempotency_key)


@routes.post(
    "/links",
    status=201,
    problems=(TooManyLinksError, UnknownLocationError, IdempotencyConflictError),
)
def ask_link(body: AskLinkIn, headers: AskHeaders, incoming: Incoming, run: Runtime) -> LinkAsked:
    """Ask for the link to an appointment or a request by email, with its reference.

    It goes to the address that was given with it, if that is the one that is sent here. The answer
    is the same whether it is or not.
    """
    holder = holder_of(run.keyring, incoming.address, headers.browser_id)
    return ask_for_link(run, body, holder, headers.idempotency_key)


@routes.post(
    "/proofs/{proof_id}/code",
    opened_by=CODE_TOKEN,
    problems=(CodeTokenMissingError, WrongCodeError, TooManyCodeTriesError),
)
def type_code(
    proof_id: Id, headers: CodeHeaders, body: TypeCodeIn, incoming: Incoming, run: Runtime
) -> Proven:
    """Type the code that came by email, in the browser that asked for it. Five tries."""
    holder = holder_of(run.keyring, incoming.address, headers.browser_id)
    return typed(run, proof_id, headers.token, body.code, holder)


@routes.post(
    "/proofs/link",
    status=201,
    opened_by=MAILED_TOKEN,
    problems=(LinkTokenMissingError, IdempotencyConflictError),
)
def prove_by_link(body: LinkIn, headers: LinkHeaders, run: Runtime) -> ProvenByLink:
    """Prove an address by a link that was mailed there: for a button, since scanners fetch pages.

    What is proven is the address and the name given with what the link opens. No limit of codes
    counts here.
    """
    return proven(run, body, headers.token, headers.idempotency_key)


@routes.get("/proofs/{proof_id}/things", opened_by=CODE_TOKEN, problems=_PROVEN)
def get_proven_things(proof_id: Id, headers: ProofHeaders, run: Runtime) -> ProvenThings:
    """See what was given with the proven address and name. Each thing comes with its own token."""
    return list_proven(run, proven_by_browser(run, proof_id, headers.token, headers.proof))


@routes.post("/proofs/{proof_id}/contact-again", opened_by=CODE_TOKEN, problems=_PROVEN)
def lift_do_not_contact(proof_id: Id, headers: ProofHeaders, run: Runtime) -> ProvenThings:
    """Take back one's own wish not to be contacted."""
    return contact_again(run, proven_by_browser(run, proof_id, headers.token, headers.proof))
