"""The part of the walk that has mail sent: receipts, codes and links, and mail that comes back."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.api.mailbox import text_of
from tests.deployed.mailbox import soon
from tests.deployed.planted_walk import (
    EMAIL,
    HERE,
    NAME,
    RETURNED,
    Walk,
    a_form,
)

_CODE = re.compile(r"^(\d{3}) (\d{3})$", re.MULTILINE)
_TOKEN = re.compile(r"#[0-9a-z]+\.([A-Za-z0-9_-]{20,})")


@dataclass
class Secrets:
    """What stands in mails alone: codes, and the tokens of links."""

    codes: set[str] = field(default_factory=set)
    tokens: set[str] = field(default_factory=set)


def have_mail_sent(walk: Walk) -> Secrets:
    """Prove the address by a code, have mail come back, look at what was sent, send it again."""
    secrets = Secrets()
    _prove_address(walk, secrets)
    _have_mail_returned(walk)
    _look_at_messages(walk)
    for _, mail in walk.whole.mailbox.arrived:
        secrets.tokens |= set(_TOKEN.findall(text_of(mail)))
    return secrets


def _prove_address(walk: Walk, secrets: Secrets) -> None:
    box = walk.whole.mailbox

    def codes() -> list[str]:
        texts = [text_of(mail) for mail in box.mails_to(EMAIL) if mail["Subject"] == "Your code"]
        return ["".join(found.groups()) for text in texts if (found := _CODE.search(text))]

    asked = walk.ask("POST", "proofs", {"location_id": HERE, "email": EMAIL, "name": NAME})
    walk.staff("POST", "jobs/send-messages", {})
    assert soon(lambda: bool(codes()))
    code, path = codes()[-1], f"proofs/{asked['proof_id']}"
    secrets.codes.add(code)
    tokens = {"Code-Token": asked["code_token"]}
    wrong = {"code": f"{(int(code) + 1) % 1_000_000:06}"}
    walk.ask("POST", f"{path}/code", wrong, status=409, headers=tokens)
    proven = walk.ask("POST", f"{path}/code", {"code": code}, headers=tokens)
    tokens["Proof-Token"] = proven["proof_token"]
    walk.ask("GET", f"{path}/things", headers=tokens)


def _have_mail_returned(walk: Walk) -> None:
    """To an address that does not exist, and once more to the same."""
    address = f"bounce+{RETURNED}@simulator.amazonses.com"
    walk.ask("POST", "requests", a_form(email=address, phone="415-555-0177"))
    walk.staff("POST", "jobs/send-messages", {})
    assert soon(lambda: bool(walk.whole.lines_with('"mail-came-back"')))
    walk.ask("POST", "requests", a_form(email=address, phone="415-555-0178"))
    walk.staff("POST", "jobs/send-messages", {})
    walk.staff("GET", f"locations/{HERE}/missed-messages")


def _look_at_messages(walk: Walk) -> None:
    """What a person was sent, once more where it can be; the letters to choose from."""
    walk.staff("GET", f"locations/{HERE}/letters?language=en")
    found: list[Any] = walk.staff("POST", "people/search", {"email": EMAIL})["people"]
    for each in found:
        shown = walk.staff("GET", f"people/{each['person_id']}/messages")["messages"]
        for message in shown[:1]:
            path = f"messages/{message['message_id']}/send-again"
            body = {"asked_again": message.get("asked_again", 0)}
            token = walk.whole.token("front-desk")
            reply = walk.whole.call("POST", path, body, token=token)
            assert reply.status in {200, 409}, reply.content
