"""What the desk does with messages: letters, what is sent again, what did not go."""

from dataclasses import replace
from typing import Any

from chalicelib.messaging.models import MessageState
from chalicelib.messaging.store import load_messages_about, message_changed

from ..world import World
from .scenario import HERE, Prepare, Scenario, Sent, given, keyed, submit

_ROBIN: dict[str, Any] = {"phone": None, "email": "robin@example.com"}
_LETTER = {"letter": "letter-call-us", "language": "en"}


def _card(world: World, *, of_two: bool = False) -> Any:
    """A call in hand, of somebody who gave but an address."""
    submit(world, **_ROBIN)
    if of_two:
        world.a_second_later()
        submit(world, "another-form", name="Kim Example", **_ROBIN)
    return _taken(world)


def _taken(world: World) -> Any:
    return given(world.desk.post(f"{HERE}/queue/claim", **keyed("a-claim")))


def _writes(*, of_two: bool = False) -> Prepare:
    def prepare(world: World) -> Sent:
        card = _card(world, of_two=of_two)
        body = {"claim": card["claim"]["token"], **_LETTER}
        if of_two:
            body["person_id"] = card["people"][0]["person_id"]
        return Sent("desk", f"/callbacks/{card['callback_id']}/letters", body)

    return prepare


def _undoes(*, of_two: bool = False) -> Prepare:
    def prepare(world: World) -> Sent:
        letter = _writes(of_two=of_two)(world)
        given(letter.send(world.desk))
        world.a_second_later()
        path = letter.path.removesuffix("letters") + "undo"
        return replace(letter, path=path, body={"claim": letter.body["claim"]})

    return prepare


def _ends(world: World) -> Sent:
    letter = _writes()(world)
    given(letter.send(world.desk))
    world.a_second_later()
    path = letter.path.removesuffix("letters") + "letter-outcome"
    return Sent("desk", path, {"outcome": "answered"})


def _given_up(world: World) -> str:
    """A receipt could not be sent; its id."""
    submit(world, **_ROBIN)
    about = _taken(world)["occasions"][0]
    (message,) = load_messages_about(world.run.table, about)
    after = message.model_copy(update={"state": MessageState.GIVEN_UP})
    world.run.table.update(message_changed(message, after))
    world.a_second_later()
    return message.message_id


def _sends_again(world: World) -> Sent:
    return Sent("desk", f"/messages/{_given_up(world)}/send-again", {"asked_again": 0})


def _sees_to(world: World) -> Sent:
    return Sent("desk", f"/messages/{_given_up(world)}/seen-to")


_WRITE = "POST /callbacks/{callback_id}/letters"
_UNDO = "POST /callbacks/{callback_id}/undo"

SCENARIOS = (
    Scenario("answer by email", _WRITE, _writes()),
    Scenario("answer one of two by email", _WRITE, _writes(of_two=True)),
    Scenario("undo an answer by email", _UNDO, _undoes()),
    Scenario("undo an answer to one of two by email", _UNDO, _undoes(of_two=True)),
    Scenario(
        "note how an answer by email ended", "POST /callbacks/{callback_id}/letter-outcome", _ends
    ),
    Scenario("send a message again", "POST /messages/{message_id}/send-again", _sends_again),
    Scenario("see to a message that did not go", "POST /messages/{message_id}/seen-to", _sees_to),
)
