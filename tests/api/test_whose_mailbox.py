"""Mail goes to the very mailbox that was typed, and to one mailbox no more than it can bear."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.messaging.code_rules import MOST_CODES
from chalicelib.platform.runtime import Runtime, using
from tests.conftest import FixedClock, make_runtime

from .conftest import Caller, Submit
from .mailbox import Mailbox

SPELLINGS = {
    "a tag behind a plus": "victim+{n}@example.com",
    "several tags": "victim+a+{n}@example.com",
    "dots at a provider that passes over them": "v.{n}@gmail.com",
}


def spelled(how: str, number: int) -> str:
    """An address that leads to the one mailbox, spelled in one way of many."""
    if "{n}@gmail" not in how:
        return how.format(n=number)
    signs = "victimsmailbox"
    dotted = signs[: number + 1] + "." + signs[number + 1 :]
    return f"{dotted}+{number}@{'googlemail' if number % 2 else 'gmail'}.com"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


@pytest.fixture
def send(job: Callable[[str], Any]) -> Callable[[], Any]:
    return lambda: job("send-messages")


@pytest.mark.parametrize("how", SPELLINGS.values(), ids=SPELLINGS)
class TestOneMailboxSpelledInManyWays:
    def test_gets_no_more_forms_receipts_than_by_one_spelling(
        self,
        how: str,
        submit: Submit,
        send: Callable[[], Any],
        mailbox: Mailbox,
        clinic: Clinic,
    ) -> None:
        for number in range(12):
            email = spelled(how, number)
            submit(email=email, name=f"Name{number} Example", phone=None)
        send()
        assert len(mailbox.taken) == clinic.messages.most_mails_a_day

    def test_gets_no_more_codes_than_by_one_spelling(
        self, how: str, visitor: Caller, send: Callable[[], Any], mailbox: Mailbox
    ) -> None:
        for number in range(MOST_CODES + 2):
            who = {"name": "Robin Example", "email": spelled(how, number)}
            assert visitor.post("/proofs", {"location_id": "new-york", **who}).status == 201
        send()
        assert len(mailbox.taken) == MOST_CODES


def test_two_mailboxes_at_one_domain_are_counted_apart(
    submit: Submit, send: Callable[[], Any], mailbox: Mailbox
) -> None:
    for number in range(12):
        submit(email=f"v.{number}@example.com", name=f"Name{number} Example", phone=None)
    send()
    assert len(mailbox.taken) == 12


@pytest.mark.parametrize(
    ("typed", "sent_to"),
    [
        ("robin@straße.de", "robin@xn--strae-oqa.de"),
        ("robin@βόλος.com", "robin@xn--nxasmm1c.com"),
        ("robin@bücher.example.com", "robin@xn--bcher-kva.example.com"),
    ],
)
def test_a_domain_in_another_script_is_not_taken_for_one_that_looks_alike(
    typed: str, sent_to: str, submit: Submit, send: Callable[[], Any], mailbox: Mailbox
) -> None:
    submit(email=typed, phone=None)
    send()
    ((to, _),) = mailbox.taken
    assert to == sent_to
