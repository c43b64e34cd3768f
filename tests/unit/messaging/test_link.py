"""Links in mails: who has one got it in that mailbox, and it opens that thing alone."""

from dataclasses import replace
from typing import Any

import pytest

from chalicelib.messaging.link import Opens, mailed_link, mailed_to, mailed_token
from chalicelib.platform.settings import Settings
from tests.sealed import KEYRING

THING, OTHER = "01m84eqq88thsnweh6brbexr1z", "01m84eqq88thsnweh6brbexr2z"
ROBIN, KIM = "robin@example.com", "kim@example.com"


def at(run: Any, **settings: str) -> Any:
    return replace(run, settings=Settings.model_validate(settings))


@pytest.mark.parametrize("opens", Opens)
def test_a_token_holds_for_its_thing_and_its_address_and_nothing_else(opens: Opens) -> None:
    token = mailed_token(KEYRING, opens, THING, ROBIN)
    assert mailed_to(KEYRING, opens, THING, ROBIN, token) == ROBIN
    assert mailed_to(KEYRING, opens, THING, KIM, token) is None
    assert mailed_to(KEYRING, opens, THING, None, token) is None
    assert mailed_to(KEYRING, opens, OTHER, ROBIN, token) is None
    assert mailed_to(KEYRING, opens, THING, ROBIN, token[:-1]) is None
    assert mailed_to(KEYRING, opens, THING, ROBIN, f"{token}é") is None
    assert mailed_to(KEYRING, opens, THING, ROBIN, None) is None
    others = [each for each in Opens if each is not opens]
    assert not any(mailed_to(KEYRING, each, THING, ROBIN, token) for each in others)


def test_a_token_tells_neither_address_nor_thing() -> None:
    token = mailed_token(KEYRING, Opens.APPOINTMENT, THING, ROBIN)
    assert THING not in token
    assert "robin" not in token.lower()


@pytest.mark.parametrize("address", ["https://own.example/visits", "https://own.example/visits/"])
def test_a_link_leads_to_the_page_in_the_language_with_the_token_unsent(
    run: Any, address: str
) -> None:
    known = at(
        run, FRONTDESK_PUBLIC_URL=address, FRONTDESK_ENDPOINT_URL="https://gate.example/api/"
    )
    token = mailed_token(KEYRING, Opens.APPOINTMENT, THING, ROBIN)
    link = mailed_link(known, Opens.APPOINTMENT, THING, ROBIN, "es")
    assert link == f"https://own.example/visits/manage?lang=es#{THING}.{token}"


def test_without_a_domain_of_its_own_a_link_leads_to_the_gateway(run: Any) -> None:
    known = at(run, FRONTDESK_ENDPOINT_URL="https://gate.example/api/")
    link = mailed_link(known, Opens.REQUEST, THING, ROBIN)
    assert link.startswith(f"https://gate.example/api/receipt#{THING}.")


def test_where_nobody_told_the_pages_address_there_is_no_link(run: Any) -> None:
    assert mailed_link(at(run), Opens.REQUEST, THING, ROBIN) == ""
