"""Whoever has mail sent to an address learns nothing of the number and the name they typed with it.

A stranger reads mail at an address of their own, and types it beside a patient's number or a number
that is nobody's. They go through the same calls, while the desk and the jobs do the same.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import count, product
from typing import Any

import pytest

from chalicelib.messaging import send_due
from chalicelib.messaging.code_rules import MOST_CODES_A_DAY
from chalicelib.messaging.models import Message, Telling
from chalicelib.people.left_alone import is_left_alone
from chalicelib.platform.runtime import using
from chalicelib.sending.send_messages import send_messages
from tests.api.mailbox import Mailbox, html_of, read, text_of

from .answers import Names, named
from .desk_steps import DESK_STEPS
from .memory import Memory
from .people import Typed, Who, known_to_clinic, stranger, unknown_like
from .sample import draw
from .states import STATES
from .steps import STEPS
from .walked import while_in
from .world import World, a_world

TABLE = "frontdesk-test"
OWN = "stranger@example.net"
OF_THE_KNOWN = "known@example.com"
BY_NUMBER = (Who.NUMBER_AND_NAME, Who.NUMBER_AND_OTHER_NAME)
_CODE = re.compile(r"(?<!\d)\d{3} \d{3}(?!\d)")

EVERYTHING = (
    *("send the form", "hold a time", "book with a hold and the request's token", "move"),
    *("ask for a code", "join the waitlist", "cancel"),
)
"""Whatever may have mail sent."""

AFTERWARDS = (timedelta(minutes=4), timedelta(hours=6), timedelta(hours=18), timedelta(hours=24))


@pytest.fixture(scope="module")
def world(moto: None) -> Iterator[World]:
    """One table for all; every test leaves it as it was."""
    with a_world(TABLE) as world:
        yield world


def send(world: World) -> None:
    """Have the job send what is due, with the mailbox that is in place."""
    with using(replace(world.run, email=MAILBOXES[-1])) as run:
        report = send_messages(run, lambda: 60.0)
    assert report.failed == 0


MAILBOXES: list[Mailbox] = []


@pytest.fixture(autouse=True)
def mailbox() -> Iterator[Mailbox]:
    MAILBOXES.append(Mailbox())
    yield MAILBOXES[-1]
    MAILBOXES.pop()


def go(world: World, typed: Typed, steps: Sequence[str]) -> None:
    """Go through the steps, and let time pass afterwards; what is due is sent at each."""
    memory = Memory()
    for turn, name in enumerate(steps, start=1):
        world.begin_call(turn)
        if name in DESK_STEPS:
            memory = DESK_STEPS[name](world, memory)
        elif done := STEPS[name].act(world, memory, typed):
            memory = done[0]
        send(world)
    for span in AFTERWARDS:
        world.clock.now += span
        send(world)


def got(world: World, state: str, known: Typed, typed: Typed, steps: Sequence[str]) -> list[str]:
    """All that arrives at the stranger's own address, ids and codes named as they come."""
    box = Mailbox()
    MAILBOXES[-1] = box
    with while_in(world, state, known):
        go(world, typed, steps)
    names: Names = {}
    mails = [read(mime) for to, mime in box.taken if to == OWN]
    told = (f"{mail['Date']} {mail['Subject']} {text_of(mail)} {html_of(mail)}" for mail in mails)
    return [_CODE.sub("<code>", named(each, typed, names)) for each in told]


PAIRS = list(product(STATES, BY_NUMBER))
DRAWN = [pytest.param(seed, id=f"sequence {seed}") for seed in range(len(PAIRS))]


@pytest.mark.parametrize("seed", DRAWN)
def test_mail_tells_nothing_of_a_number_and_a_name(world: World, seed: int) -> None:
    state, who = PAIRS[seed % len(PAIRS)]
    steps = [*EVERYTHING, *draw(seed)] if seed % 2 else [*draw(seed), *EVERYTHING]
    known = replace(known_to_clinic(who), email=OF_THE_KNOWN)
    each = (replace(unknown_like(who), email=OWN), replace(stranger(who), email=OWN))
    unknown, of_known = (got(world, state, known, typed, steps) for typed in each)
    assert unknown == of_known, f"{state}, {who}: {steps}"
    assert unknown, "something was sent, or there is nothing to be learned"


def test_mail_that_looked_at_the_number_would_be_found_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were a wish not to be contacted looked up by the number that was typed with the address."""
    who, state = Who.NUMBER_AND_NAME, "do-not-contact"
    known = replace(known_to_clinic(who), email=OF_THE_KNOWN)

    def by_number(sending: Any, message: Message, telling: Telling, _email: str) -> bool:
        here = message.location_id
        return is_left_alone(sending.run, message.point_id, telling.person_id, here)

    monkeypatch.setattr(send_due._Sending, "_is_left_alone", by_number)
    typed = (replace(unknown_like(who), email=OWN), replace(stranger(who), email=OWN))
    steps = ("hold a time", "book with a hold")
    unknown, of_known = (got(world, state, known, each, steps) for each in typed)
    assert unknown != of_known


@pytest.mark.parametrize("state", [None, "has-an-appointment-then", "do-not-contact"])
def test_nobody_is_flooded_who_is_known_or_not(
    world: World, state: str | None, mailbox: Mailbox
) -> None:
    """Whatever a stranger does, with one address: so many mails a day, and so many codes."""
    known, victim = known_to_clinic(Who.ADDRESS), stranger(Who.ADDRESS)
    with while_in(world, state, known):
        memory = Memory()
        turns = count(1)
        for _ in range(4):
            for name in EVERYTHING:
                world.begin_call(next(turns))
                done = STEPS[name].act(world, memory, victim)
                memory = done[0] if done else memory
            send(world)
        sent = [str(read(mime)["Subject"]) for to, mime in mailbox.taken if to == victim.email]
    codes = sent.count("Your code")
    most = world.run.clinic.messages.most_mails_a_day
    by_staff = 2 if state == "has-an-appointment-then" else 0
    assert codes <= MOST_CODES_A_DAY
    assert len(sent) - codes <= most + by_staff


HOSTILE = (
    "Zebrafink <b>Marzipan</b>",
    "Zebrafink {phone} %s Marzipan",
    "https://marzipan.example/zebrafink",
    "Zebrafink Call +1-900-555-0100 Marzipan",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_nobody_puts_a_word_into_a_mail(world: World, mailbox: Mailbox, name: str) -> None:
    """By any call that anybody may make: all of them, as whoever has this name."""
    typed = Typed(name, phone="+12125550188", email="victim@example.org")
    mark = world.mark()
    try:
        go(world, typed, [*EVERYTHING, *STEPS, *EVERYTHING])
    finally:
        world.back_to(mark)
    mails = [read(mime) for to, mime in mailbox.taken if to == typed.email]
    assert len({str(mail["Subject"]).partition(":")[0] for mail in mails}) >= 5
    for mail in mails:
        headers = " ".join(str(text) for kind, text in mail.items() if kind != "To")
        told = f"{headers} {text_of(mail)} {html_of(mail)}".lower()
        words = ("zebrafink", "marzipan", "900-555", "companion", "i would like to know")
        assert not [word for word in words if word in told]
