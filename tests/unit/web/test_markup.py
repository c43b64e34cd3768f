"""Holes in HTML take text, never markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform.languages import words_of
from chalicelib.web.markup import Html, fill, fill_file, join, only_if
from tests.api.form_reader import read_page

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(typed=ANY_TEXT)
def test_any_text_comes_back_from_an_attribute_and_from_a_text_area(typed: str) -> None:
    html = fill(
        '<form action="/"><input name="a" value="{typed}"><textarea name="b">\n{typed}</textarea>',
        typed=typed,
    )
    assert read_page(html).fields == {"a": [typed], "b": [typed]}


@given(typed=ANY_TEXT)
def test_no_text_can_close_a_tag_or_a_quote(typed: str) -> None:
    assert not set("<>\"'") & set(fill("{typed}", typed=typed))


def test_markup_is_put_in_as_it_is_and_only_once() -> None:
    inner = fill("<b>{text}</b>", text="a < b & {name}")
    assert fill("<p>{inner}</p>", inner=inner) == "<p><b>a &lt; b &amp; {name}</b></p>"


def test_joined_pieces_stay_markup() -> None:
    assert fill("{both}", both=join([Html("<i>"), Html("</i>")])) == "<i></i>"


def test_a_condition_that_does_not_hold_leaves_nothing() -> None:
    assert (only_if(True, " checked"), only_if(False, " checked")) == (" checked", "")


def test_a_hole_that_nobody_fills_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        fill_file(words_of("en"), "notice.html", title="only this")
