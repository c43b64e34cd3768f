"""Text that people type or paste: what can be seen stays, what cannot goes."""

from unicodedata import category

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.platform.plain_text import (
    MOST_MARKS,
    is_blank,
    lines,
    none_if_blank,
    one_line,
)

texts = st.text(st.characters() | st.sampled_from(" \t\r\n\0\u200b\u200d\u202e\u2028\u0301\ufe0f"))
"""Anything that Python can hold, half characters too."""

INVISIBLE = [
    "",
    "  \t",
    "\r\n",
    "\0",
    "\x1f\x7f\x85",
    "\u00a0\u2003\u3000",
    "\u00ad",
    "\u034f",
    "\u200b\u200c\u200d",
    "\u200e\u200f\u061c",
    "\u202e\u202c",
    "\u2028\u2029",
    "\u2060\u2066\u2069\ufeff",
    "\u115f\u1160\u3164\uffa0",
    "\u2800",
    "\u180e\u17b4",
    "\ufe0f\U000e0101",
    "\U000e0020\U000e007f",
    "\ufffe\U0001ffff\ufdd0",
    "\ud800",
    "\u0301\u0301",
]


@pytest.mark.parametrize("typed", INVISIBLE, ids=ascii)
def test_what_nobody_can_see_is_nothing(typed: str) -> None:
    assert one_line(typed) == lines(typed) == ""
    assert is_blank(typed)
    assert none_if_blank(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "Robin Example",
        "O'Neil-Núñez, Jr.",
        "Nguyễn Thị Ánh",
        "עִבְרִית",
        "العربية",
        "علی‌رضا",  # the mark that parts two letters belongs to the name
        "श्रीमती क्ष",
        "ไพรัชน์",
        "王小明",
        "葛\U000e0100城",
        "👩‍👩‍👧‍👦 ❤️",
        "བསྒྲུབས",
    ],
)
def test_a_name_of_any_script_stays_as_it_was_typed(typed: str) -> None:
    assert one_line(typed) == lines(typed) == typed


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("  Robin \t Example ", "Robin Example"),
        ("Robin\u00a0Example", "Robin Example"),
        ("Robin\r\nExample", "Robin Example"),
        ("Robin\u2028Example\0", "Robin Example"),
        ("\u202eelpmaxE niboR\u202c", "elpmaxE niboR"),
        ("\u2066Robin\u2069\u200e", "Robin"),
        ("Ro\u00adbin\ufeff", "Robin"),
        ("\u200dRobin\u200d \u200dExample", "Robin Example"),
        ("علی\u200c\u200c\u200d\u200cرضا", "علی\u200cرضا"),
        ("Robin\ud800", "Robin"),
        ("\u0301Robin", "Robin"),
        ("Z" + "\u0301" * 500 + "oe", "Z" + "\u0301" * MOST_MARKS + "oe"),
    ],
    ids=ascii,
)
def test_on_one_line_only_what_can_be_seen_is_left(typed: str, told: str) -> None:
    assert one_line(typed) == told


@given(texts)
@example("\u200d\u0301\u200d")
@example("a\u200d \u200db\u200d\u200d")
@example("a \u0301b")
@example("a" + 9 * (9 * "\u0301" + "\u200d") + "b")
def test_one_line_has_no_end_of_line_nothing_unseen_and_no_heap(typed: str) -> None:
    told = one_line(typed)
    assert told == told.strip()
    assert told.splitlines() in ([], [told])
    assert not {category(sign) for sign in told if sign not in "\u200c\u200d"} & {"Cc", "Cf", "Cs"}
    assert "  " not in told
    told.encode()
    heap = 0
    for sign in told.translate(dict.fromkeys(map(ord, "\u200c\u200d"))):
        heap = heap + 1 if category(sign) in ("Mn", "Me") else 0
        assert heap <= MOST_MARKS


@given(texts)
@example("\u200d\u0301\u200d")
@example("a\u200d\u200c b")
def test_made_again_it_is_the_same(typed: str) -> None:
    assert one_line(one_line(typed)) == one_line(typed)
    assert lines(lines(typed)) == lines(typed)
    assert is_blank(typed) == is_blank(lines(typed)) == (one_line(typed) == "")


def test_a_note_keeps_its_lines_and_its_marks_of_direction() -> None:
    assert lines("  first\r\n\tsecond\u2028third\rend \n") == "first\n\tsecond\nthird\nend"
    assert lines("\u200fעברית\u200e \u202egnp\u202c\0\x07") == "\u200fעברית\u200e gnp"


@given(texts)
def test_a_note_can_be_kept_and_told_whatever_was_typed(typed: str) -> None:
    told = lines(typed)
    told.encode()
    assert "\0" not in told
    assert "\r" not in told
