"""Answers to a mail go to a mailbox that somebody reads, with the reference of what it told of."""

from datetime import date

from chalicelib.clinic import Clinic, Location
from chalicelib.find.typed_rules import read_typed
from chalicelib.messaging.reply_address import reply_address
from chalicelib.platform.storage.references import reference_of

THING = "01m84eqq88thsnweh6brbexr1z"
REFERENCE = reference_of(THING)


def location(clinic: Clinic, **settings: object) -> Location:
    return clinic.locations[0].model_copy(update={"reply_to": "desk@clinic.example", **settings})


def test_an_answer_says_what_it_is_about(clinic: Clinic) -> None:
    address = reply_address(location(clinic), REFERENCE)
    assert address == f"desk+{THING[-8:]}@clinic.example"
    tag = str(address).partition("+")[2].partition("@")[0]
    assert read_typed(tag, date(2026, 11, 23)).reference == REFERENCE


def test_a_mailbox_that_knows_no_plus_gets_answers_all_the_same(clinic: Clinic) -> None:
    plain = location(clinic, reply_to_with_reference=False)
    assert reply_address(plain, REFERENCE) == "desk@clinic.example"


def test_what_has_no_reference_is_answered_at_the_mailbox_itself(clinic: Clinic) -> None:
    assert reply_address(location(clinic), None) == "desk@clinic.example"


def test_without_a_mailbox_nothing_is_said_of_answers(clinic: Clinic) -> None:
    assert reply_address(location(clinic, reply_to=None), REFERENCE) is None


def test_an_address_never_gets_longer_than_mail_servers_take(clinic: Clinic) -> None:
    longest = f"{'d' * 60}@clinic.example"
    assert reply_address(location(clinic, reply_to=longest), REFERENCE) == longest
