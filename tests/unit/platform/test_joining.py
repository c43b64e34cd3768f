"""Two writes of one item as one: what the one is called."""

import pytest

from chalicelib.platform.storage.joining import ClashError, joined
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


def test_what_is_taken_over_from_another_attribute_stays_so_in_the_joined_write() -> None:
    one = Update(THING, copy_or={"due": ("lease", "now")})
    assert joined(one, Update(THING, set={"b": 2})).copy_or == {"due": ("lease", "now")}  # type: ignore[union-attr]
    with pytest.raises(ClashError):
        joined(one, Update(THING, set={"due": "then"}))
