"""Lists for spreadsheets: comma-separated values (RFC 4180) that are safe to open.

    A spreadsheet takes a cell that begins like a formula for one, and a visitor's name is whatever
    was typed into a form. Such a cell gets an apostrophe before it, which shows it as text.

The text begins with a byte order mark: without one Excel takes UTF-8 for the machine's old code
page, and "Zoë" becomes "ZoÃ«". Whatever reads it as ``utf-8-sig`` never sees the mark. Pure.
"""

import csv
import io
from collections.abc import Iterable, Sequence

MEDIA_TYPE = "text/csv; charset=utf-8; header=present"

BYTE_ORDER_MARK = "\ufeff"

_FORMULA_SIGNS = frozenset("=+-@＝＋－＠")
"""Signs that make a cell a formula; some spreadsheets read the wide ones alike."""

_SKIPPED = frozenset("\t\r\n")
"""Characters that some skip, or end a cell at, on the way to such a sign."""


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The whole file: a line of names, then one for each row, each ended as RFC 4180 says."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return BYTE_ORDER_MARK + text.getvalue()


def harmless(cell: str) -> str:
    """The cell as text whatever it begins with, though nothing to be seen stands before it."""
    seen = next((sign for sign in cell if sign.isprintable() and not sign.isspace()), "")
    is_formula = seen in _FORMULA_SIGNS or cell[:1] in _SKIPPED
    return f"'{cell}" if cell and is_formula else cell
