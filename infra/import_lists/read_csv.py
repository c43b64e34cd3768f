"""Read a list that a spreadsheet or another program saved as text, whatever its habits. Pure.

Comma, semicolon, tab or bar; UTF-8 with or without a byte order mark, UTF-16, the old code page of
Windows; line breaks within quotes. A cell that a spreadsheet guarded against being taken for a
formula, or for a number, is read without its guard.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.platform.csv_text import harmless

LARGEST_FILE = 5_000_000
"""In bytes."""

MOST_ROWS = 20_000
MOST_COLUMNS = 100
LONGEST_CELL = 5_000
"""In characters."""

DELIMITERS = ",;\t|"

_MARKS = {
    b"\xef\xbb\xbf": "utf-8",
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
}
_OTHER_FILES = {
    b"PK\x03\x04": "This is a workbook. Please save it as CSV first.",
    b"\xd0\xcf\x11\xe0": "This is a workbook. Please save it as CSV first.",
    b"%PDF": "This is a PDF. Please export the list as CSV.",
}
_DELIMITER_LINE = re.compile(r"sep=([,;\t|])(\r\n|\r|\n)", re.IGNORECASE)
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)


class CsvFileError(ValueError):
    """A file that cannot be read as a list. ``line`` is where it goes wrong, if it is one line."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class CsvRow:
    """One row, with the number of the line of the file that it begins on."""

    line: int
    cells: tuple[str, ...]
    is_too_long: bool = False
    """True where words stand beyond the last column that has a name."""


@dataclass(frozen=True)
class CsvFile:
    """A list as it was read: the names of its columns, its rows, and how it was written."""

    header: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    encoding: str
    delimiter: str


def read_csv(data: bytes) -> CsvFile:
    """The list in a file. Rows without a word in them are left out.

    Each row has a cell for every column: those that it lacks at its end are empty. Raises
    CsvFileError, in plain words and without a word of the file.
    """
    text, encoding = decoded(data)
    if set_by := _DELIMITER_LINE.match(text):
        text = text.replace(set_by[0], set_by[2], 1)
    delimiter = set_by[1] if set_by else _delimiter_of(text)
    rows = [row for row in _rows_of(text, delimiter) if any(row.cells)]
    if not rows:
        raise CsvFileError("This file is empty.")
    header, width = rows[0], len(rows[0].cells)
    body = tuple(_of_width(row, width) for row in rows[1:])
    return CsvFile(header.cells, body, encoding, delimiter)


def decoded(data: bytes) -> tuple[str, str]:
    """The text of a file and its encoding. Raises CsvFileError for one that is no text."""
    if len(data) > LARGEST_FILE:
        raise CsvFileError(f"This file is larger than {LARGEST_FILE // 1_000_000} MB.")
    for beginning, message in _OTHER_FILES.items():
        if data.startswith(beginning):
            raise CsvFileError(message)
    mark, marked = next(((m, e) for m, e in _MARKS.items() if data.startswith(m)), (b"", None))
    for encoding in [marked] if marked else [*_guessed(data), "utf-8", "cp1252", "latin-1"]:
        try:
            text = data[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise CsvFileError("This isn't a text file. Please save the list as CSV.")


def _guessed(data: bytes) -> list[str]:
    """UTF-16 without a mark, by the zero in every second byte of Western text."""
    first = data[:200]
    high, low = (first[offset::2].count(0) * 4 > len(first) for offset in (0, 1))
    if high == low:
        return []
    return ["utf-16-be" if high else "utf-16-le"]


def _delimiter_of(text: str) -> str:
    """The sign that parts most cells of the first line with words, outside of quotes."""
    head = text.lstrip().partition("\n")[0]
    unquoted = re.sub(r'"[^"]*"', "", head)
    return max(DELIMITERS, key=unquoted.count)


def _rows_of(text: str, delimiter: str) -> Iterator[CsvRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    count = 0
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            raise CsvFileError("The quotation marks on this line don't match.", line) from None
        if cells is None:
            return
        count += any(cells)
        _check_size(count, cells, line)
        yield CsvRow(line, tuple(_plain(cell) for cell in cells))


def _check_size(count: int, cells: list[str], line: int) -> None:
    if count > MOST_ROWS + 1:
        raise CsvFileError(f"This file has more than {MOST_ROWS} rows. Please split it.")
    if len(cells) > MOST_COLUMNS:
        raise CsvFileError(f"This line has more than {MOST_COLUMNS} columns.", line)
    if max(map(len, cells), default=0) > LONGEST_CELL:
        said = f"This line has more than {LONGEST_CELL} characters in one cell."
        raise CsvFileError(f"{said} A quotation mark may be missing.", line)


def _plain(cell: str) -> str:
    """The cell without space around it and without a spreadsheet's guard."""
    plain = cell.strip()
    if as_text := _AS_TEXT.fullmatch(plain):
        plain = as_text[1].strip()
    guarded = plain[1:]
    return guarded if plain[:1] == "'" and harmless(guarded) == plain else plain


def _of_width(row: CsvRow, width: int) -> CsvRow:
    """The row with a cell for every column, and no more."""
    cells = (*row.cells[:width], *[""] * (width - len(row.cells)))
    return CsvRow(row.line, cells, is_too_long=any(row.cells[width:]))
