"""What was typed is kept, whatever it is."""

from urllib.parse import urlencode

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.web.typed import typed_in


def test_every_choice_of_a_group_is_kept_and_of_a_single_field_the_last() -> None:
    typed = typed_in(b"day=monday&day=friday&name=&name=Robin")
    assert typed.has("day", "monday")
    assert typed.has("day", "friday")
    assert typed.text("name") == "Robin"
    assert typed.text("unknown") == ""


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_is_kept_as_it_was(text: str) -> None:
    assert typed_in(urlencode({"message": text}).encode()).text("message") == text


@given(st.binary(max_size=300))
def test_any_bytes_can_be_looked_at_without_harm(body: bytes) -> None:
    assert isinstance(typed_in(body).text("message"), str)


def test_more_than_any_person_types_is_not_sent_back() -> None:
    assert typed_in(b"message=" + b"x" * 400_000).text("message") == ""
    assert typed_in(b"&".join(b"a=1" for _ in range(201))).text("a") == ""
