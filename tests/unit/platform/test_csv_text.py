"""Lists for spreadsheets: what is written comes back, and no cell is a formula."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.platform.csv_text import csv_text, harmless

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


@given(cells)
def test_only_an_apostrophe_is_ever_added(cell: str) -> None:
    assert harmless(cell) in (cell, f"'{cell}")


@pytest.mark.parametrize("cell", ["", "Robin", "'Robin", "2026-11-24", "08:30", "O'Neil", "a=b"])
def test_what_is_harmless_is_left_as_it_is(cell: str) -> None:
    assert harmless(cell) == cell


def test_spreadsheets_are_told_that_it_is_utf_8() -> None:
    assert csv_text(["Name"], [["Zoë"]]).encode() == b"\xef\xbb\xbfName\r\nZo\xc3\xab\r\n"
