"""Any color that a site asks for leaves everything readable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.web.colours import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    READABLE,
    contrast,
    mix,
    palette_of,
    text_on,
)

COLORS = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


@given(COLORS)
def test_text_in_the_color_and_upon_it_can_be_read_in_light_and_dark(color: str) -> None:
    palette = palette_of(color)
    assert palette
    assert all(contrast(palette.light, ground) >= READABLE for ground in LIGHT_GROUNDS)
    assert all(contrast(palette.dark, ground) >= READABLE for ground in DARK_GROUNDS)
    assert contrast(palette.light, palette.on_light) >= READABLE
    assert contrast(palette.dark, palette.on_dark) >= READABLE


@given(COLORS)
def test_a_color_that_is_dark_enough_is_taken_as_it_is(color: str) -> None:
    palette = palette_of(color)
    assert palette
    if all(contrast(color, ground) >= READABLE for ground in LIGHT_GROUNDS):
        assert palette.light == color


@given(COLORS)
def test_text_upon_a_color_is_black_or_white_whichever_is_easier(color: str) -> None:
    chosen = text_on(color)
    other = "#000000" if chosen == "#ffffff" else "#ffffff"
    assert contrast(chosen, color) >= contrast(other, color)


@pytest.mark.parametrize(
    ("typed", "light"),
    [("#0d6466", "#0d6466"), ("0D6466", "#0d6466"), ("#036", "#003366"), ("036", "#003366")],
)
def test_a_color_is_read_as_sites_write_it(typed: str, light: str) -> None:
    palette = palette_of(typed)
    assert palette
    assert palette.light == light


@pytest.mark.parametrize(
    "typed", [None, "", "red", "#12345", "#1234567", "#fff}body{display:none", "url(x)", "#ggg"]
)
def test_what_is_no_such_color_is_passed_over(typed: str | None) -> None:
    assert palette_of(typed) is None


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#0d6466", "#0d6466") == 1


def test_half_way_between_two_colors_is_their_mean() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert mix("#102030", "#ffffff", 0) == "#102030"
