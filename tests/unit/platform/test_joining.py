"""Two writes of one item as one: what the one is called."""

import pytest

from chalicelib.platform.storage.joining import joined
from chalicelib.platform.storage.keys import item_key
from chalicelib.platform.storage.writes import Update

THING = item_key("THING", "1")


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [("looked", "made", "looked"), ("looked", "", "looked"), ("", "made", "made"), ("", "", "")],
)
def test_the_joined_write_has_the_first_name_that_there_is(
    first: str, second: str, name: str
) -> None:
    asked = Update(THING, set={"a": 1}, name=first)
    assert joined(asked, Update(THING, set={"b": 2}, name=second)).name == name
