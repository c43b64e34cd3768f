"""Cursors: good for the list that they were made for, as they were made."""

import pytest

from chalicelib.platform.errors import InvalidInputError
from chalicelib.platform.storage.cursor import make_cursor, read_cursor
from chalicelib.platform.tokens import Keyring

keyring = Keyring(lambda: "a secret")
START = {"pk": "CALLBACK#1", "sk": "CALLBACK"}


def refused_cursor(query: str, cursor: str) -> InvalidInputError:
    with pytest.raises(InvalidInputError) as refused:
        read_cursor(keyring, query, cursor)
    return refused.value


def test_a_cursor_leads_to_where_the_next_page_begins() -> None:
    cursor = make_cursor(keyring, "queue:new-york", START)
    assert read_cursor(keyring, "queue:new-york", cursor) == START


def test_after_the_last_page_there_is_no_cursor() -> None:
    assert make_cursor(keyring, "queue:new-york", None) is None


def test_without_a_cursor_a_list_begins_at_its_beginning() -> None:
    assert read_cursor(keyring, "queue:new-york", None) is None


def test_a_cursor_of_another_list_is_refused_and_the_field_is_named() -> None:
    cursor = make_cursor(keyring, "queue:new-york", START)
    assert cursor is not None
    refused = refused_cursor("queue:chicago", cursor)
    assert [problem.path for problem in refused.problems] == [("cursor",)]


def test_an_altered_cursor_is_refused() -> None:
    cursor = make_cursor(keyring, "queue:new-york", START)
    assert cursor is not None
    assert refused_cursor("queue:new-york", cursor.replace("e", "f", 1)).problems
    assert refused_cursor("queue:new-york", "").problems


def test_a_cursor_of_another_stack_is_refused() -> None:
    elsewhere = Keyring(lambda: "another secret")
    cursor = make_cursor(elsewhere, "queue:new-york", START)
    assert cursor is not None
    assert refused_cursor("queue:new-york", cursor).problems
