"""A code asked for, typed, and what it opens changed."""

from dataclasses import replace
from typing import Any

from chalicelib.messaging.link import Opens, mailed_token
from chalicelib.messaging.models import Message
from chalicelib.messaging.store import load_message, message_changed
from chalicelib.proof.code import code_of
from chalicelib.proof.store import load_asked

from ..world import World
from .scenario import Prepare, Scenario, Sent, given, keyed, submit

ROBIN = {"name": "Robin Example", "email": "robin@example.com"}
_ASK = {"location_id": "new-york", **ROBIN}


def _ask(world: World) -> Sent:
    return Sent("visitor", "/proofs", _ASK, keyed())


def _ask_link(world: World) -> Sent:
    receipt = submit(world, **ROBIN, phone=None)
    asked = {**_ASK, "reference": receipt["reference"]}
    del asked["name"]
    return Sent("visitor", "/links", asked, keyed())


def _asked(world: World) -> Any:
    """A code was asked for, and went."""
    asked = given(world.visitor.post("/proofs", _ASK, **keyed("a-code")))
    stored = load_asked(world.run.table, asked["proof_id"])
    assert stored
    assert stored.message_id
    message = load_message(world.run.table, stored.message_id)
    assert message
    world.run.table.update(message_changed(message, _gone(message)))
    return asked


def _gone(message: Message) -> Message:
    return message.model_copy(update={"sent_at": message.send_at, "due_at": None})


def _typed(*, known: bool = False) -> Prepare:
    def prepare(world: World) -> Sent:
        if known:
            submit(world, **ROBIN, phone=None)
        asked = _asked(world)
        code = code_of(world.run, asked["proof_id"])
        path, token = f"/proofs/{asked['proof_id']}/code", asked["code_token"]
        return Sent("visitor", path, {"code": code}, {"Code_Token": token})

    return prepare


def _contact_again(world: World) -> Sent:
    submit(world, **ROBIN, phone=None)
    card = given(world.desk.post("/locations/new-york/queue/claim", **keyed("a-claim")))
    wish = {"claim": card["claim"]["token"], "disposition": "do-not-contact"}
    given(world.desk.post(f"/callbacks/{card['callback_id']}/attempts", wish))
    typed = _typed()(world)
    proven = given(typed.send(world.visitor))
    path = typed.path.removesuffix("code") + "contact-again"
    tokens = {**typed.headers, "Proof_Token": proven["proof_token"]}
    return replace(typed, path=path, body={}, headers=tokens)


def _by_link(*, known: bool = False) -> Prepare:
    """A link was mailed to the address that came with a request."""

    def prepare(world: World) -> Sent:
        without_phone: dict[str, Any] = {"phone": None} if known else {}
        sent = submit(world, **ROBIN, **without_phone)
        body = {"opens": "request", "thing_id": sent["request_id"]}
        token = mailed_token(world.run.keyring, Opens.REQUEST, sent["request_id"], ROBIN["email"])
        return Sent("visitor", "/proofs/link", body, {"Mailed_Token": token, **keyed()})

    return prepare


_TYPE = "POST /proofs/{proof_id}/code"

SCENARIOS = (
    Scenario("ask for a code", "POST /proofs", _ask),
    Scenario("ask for a link", "POST /links", _ask_link),
    Scenario("type a code", _TYPE, _typed()),
    Scenario("type a code, as somebody known", _TYPE, _typed(known=True)),
    Scenario("prove by a link", "POST /proofs/link", _by_link()),
    Scenario("prove by a link, as somebody known", "POST /proofs/link", _by_link(known=True)),
    Scenario("be contacted again", "POST /proofs/{proof_id}/contact-again", _contact_again),
)
