"""Lists for spreadsheets: comma-separated values (RFC 4180) that are safe to open.

    A spreadsheet takes a cell that begins like a formula for one, and a visitor's name is whatever
    was typed into a form. Such a cell gets an apostrophe before it, which shows it as text. Where a
    comma is the decimal sign, a spreadsheet ends cells at semicolons instead, and so may begin one
    in the middle of a name: each part that could become a cell is kept from being a formula.

The text begins with a byte order mark: without one Excel takes UTF-8 for the machine's old code
page, and "Zoë" becomes "ZoÃ«". Whatever reads it as ``utf-8-sig`` never sees the mark. Pure.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"

BYTE_ORDER_MARK = "\ufeff"

_FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
"""Signs that make a cell a formula; some spreadsheets read the wide ones alike."""

_SKIPPED = frozenset("\t\r\n")
"""Characters that some skip, or end a cell at, on the way to such a sign."""

_ENDS_OF_CELLS = re.compile(r"([,;|\t\r\n])")
"""Signs at which some spreadsheet, set up for some country, ends a cell."""


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The whole file: a line of names, then one for each row, each ended as RFC 4180 says."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def harmless(cell: str) -> str:
    """The cell as text whatever it and its parts begin with, though it cannot be seen."""
    parts = _ENDS_OF_CELLS.split(cell)
    text = "".join(f"'{part}" if _begins_formula(part) else part for part in parts)
    return f"'{text}" if cell and cell[0] in _SKIPPED else text


def _begins_formula(part: str) -> bool:
    seen = (sign for sign in part if sign.isprintable() and sign not in ' "')
    return next(seen, "") in _FORMULA_SIGNS
