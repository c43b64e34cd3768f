"""Lists for spreadsheets: what is written comes back, and no cell is a formula."""

import csv
import io
import json
import re
from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.platform.csv_text import BYTE_ORDER_MARK, csv_text, harmless
from tests.client_modules import from_module

SIGNS = "=+-@\t\r"

cells = st.text(st.characters(codec="utf-8"), max_size=12) | st.builds(
    "{}{}".format, st.sampled_from([*SIGNS, " =", "\n+", "＝", '"=', ",-"]), st.text(max_size=8)
)
rows = st.lists(st.lists(cells, min_size=2, max_size=4), max_size=6)


def read(content: str) -> list[list[str]]:
    """As a program reads the bytes of the file."""
    text = content.encode().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@given(rows.filter(lambda rows: all("\0" not in cell for row in rows for cell in row)))
@example([["=1+1", 'say "hi", Zoë'], ["two\r\nlines", "@SUM(A1)"]])
def test_read_again_it_is_what_was_written(rows: list[list[str]]) -> None:
    written = [[harmless(cell) for cell in row] for row in rows]
    assert read(csv_text(["One", "Two"], rows)) == [["One", "Two"], *written]


@given(rows)
@example([["\0=1", "\u200b=1", " \n+1", "\t"]])
def test_no_cell_begins_like_a_formula(rows: list[list[str]]) -> None:
    for row in read(csv_text(["One"], rows).replace("\0", ""))[1:]:
        for cell in row:
            assert not cell.startswith(tuple(SIGNS))
            assert not cell.lstrip().startswith(tuple("=+-@＝"))


def cut_anywhere(content: str) -> list[str]:
    """The pieces of a file, wherever a spreadsheet of whatever country ends a cell."""
    return re.split(r"[,;|\t\r\n]", content.removeprefix(BYTE_ORDER_MARK))


@given(rows)
@example([["Robin;=1+1", "a"]])
@example([["a", "Robin; =1"], ["Robin|@SUM(A1)", "x\t-1"], ['x;"=1"', 'x;""+1']])
@example([["Robin\n=1", "Robin;\u200b＝1"], ['"=1', "x"]])
def test_no_part_of_a_file_begins_like_a_formula_whatever_parts_its_cells(
    rows: list[list[str]],
) -> None:
    """Where a comma is the decimal sign, a semicolon ends a cell, quoted or not."""
    for piece in cut_anywhere(csv_text(["One"], rows)):
        seen = "".join(sign for sign in piece if sign.isprintable()).lstrip().lstrip('" ')
        assert not seen.startswith(tuple("=+-@＝＋－＠"))


@given(cells)
def test_only_apostrophes_before_what_would_be_a_formula_are_ever_added(cell: str) -> None:
    told = harmless(cell)
    for sign in cell:  # each sign in its order, and nothing between but apostrophes
        before, found, told = told.partition(sign)
        assert found
        assert set(before) <= {"'"}
    assert told == ""


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("Robin;=1", "Robin;'=1"),
        ("Robin;  =1", "Robin;'  =1"),
        ('Robin;"=1"', 'Robin;\'"=1"'),
        ("Robin|@a", "Robin|'@a"),
        ("Robin\t+1", "Robin\t'+1"),
        ("=1;=2", "'=1;'=2"),
        ("Robin;'=1", "Robin;'=1"),
        ("Robin; 2 - 1", "Robin; 2 - 1"),
        ('"Robin"', '"Robin"'),
        ('"=1', "'\"=1"),
    ],
)
def test_what_would_begin_a_formula_after_a_separator_is_text(cell: str, told: str) -> None:
    assert harmless(cell) == told


def test_the_desk_makes_the_same_files_in_the_browser() -> None:
    rows = [[cell, "x"] for cell in product_of_signs()]
    in_browser = from_module(
        "desk/csv",
        f"({{ csvText }}) => csvText(['One', 'Two'], {json.dumps(rows)}).replace(/^\\ufeff/, '')",
    )
    assert read(in_browser) == read(csv_text(["One", "Two"], rows))


def product_of_signs() -> list[str]:
    """Every way in which up to three signs can follow one another."""
    signs = ["=", "-", ";", "|", "\t", "\n", ",", '"', "'", " ", "\u200b", "＝", "x"]
    return ["".join(parts) for length in range(4) for parts in product(signs, repeat=length)]


@pytest.mark.parametrize("cell", ["", "Robin", "'Robin", "2026-11-24", "08:30", "O'Neil", "a=b"])
def test_what_is_harmless_is_left_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_spreadsheets_are_told_that_it_is_utf_8() -> None:
    assert csv_text(["Name"], [["Zoë"]]).encode() == b"\xef\xbb\xbfName\r\nZo\xc3\xab\r\n"
