"""Lists are read however a spreadsheet or another program saved them."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform.csv_text import csv_text
from infra.import_lists import read_csv as reading
from infra.import_lists.read_csv import CsvFileError, CsvRow, read_csv

LIST = [["Name", "Teléfono"], ["Zoë Peña", "212-555-0101"], ["Ann, Cole", "two\r\nlines"]]


def written(rows: list[list[str]], delimiter: str = ",", line_end: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=line_end).writerows(rows)
    return text.getvalue()


def cells_of(data: bytes) -> list[list[str]]:
    found = read_csv(data)
    return [list(found.header), *[list(row.cells) for row in found.rows]]


class TestEveryWayToSaveIt:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
    )
    @pytest.mark.parametrize("line_end", ["\r\n", "\n"])
    def test_gives_the_same_list(self, delimiter: str, encoding: str, line_end: str) -> None:
        data = written(LIST, delimiter, line_end).encode(encoding)
        assert cells_of(data) == LIST
        assert read_csv(data).delimiter == delimiter

    def test_utf_16_of_a_mac_has_its_mark_first(self) -> None:
        assert cells_of(b"\xfe\xff" + written(LIST).encode("utf-16-be")) == LIST

    def test_bytes_of_no_code_page_are_still_text(self) -> None:
        assert cells_of(b"Name,Phone\r\nA\x81\xe9,1") == [["Name", "Phone"], ["A\x81é", "1"]]

    def test_excel_names_its_delimiter_in_a_line_of_its_own(self) -> None:
        found = read_csv(b"sep=;\r\nName;Phone, mobile\r\nAnn;1\r\n")
        assert (found.header, found.rows[0]) == (("Name", "Phone, mobile"), CsvRow(3, ("Ann", "1")))

    def test_commas_within_quotes_part_nothing(self) -> None:
        assert read_csv(b'"Name, first, last";Phone\nAnn;1').header == (
            "Name, first, last",
            "Phone",
        )

    def test_our_own_lists_are_read_without_their_guard(self) -> None:
        rows = [["=1+1", "+12125550101"], ["'quoted'", "-"]]
        assert cells_of(csv_text(["Name", "Phone"], rows).encode())[1:] == rows

    def test_a_number_that_excel_was_told_is_text_is_read_as_it_was_typed(self) -> None:
        assert read_csv(b'Phone\n"=""0212"""\n').rows[0].cells == ("0212",)

    @given(st.lists(st.lists(st.text(st.characters(codec="utf-8")), min_size=2, max_size=3)))
    def test_no_text_at_all_is_a_fault(self, rows: list[list[str]]) -> None:
        """It is read, or refused in plain words."""
        try:
            found = read_csv(written([["One", "Two", "Three"], *rows]).encode())
        except CsvFileError:
            return
        assert all(len(row.cells) == 3 for row in found.rows)


class TestLines:
    def test_are_those_of_the_file_that_a_row_begins_on(self) -> None:
        found = read_csv(b'\r\nName,Notes\r\nAnn,"one\r\ntwo"\r\n\r\n,,\r\nBob,\r\n')
        assert [row.line for row in found.rows] == [3, 7]

    def test_that_are_short_end_in_empty_cells(self) -> None:
        assert read_csv(b"A,B,C\n1\n").rows == (CsvRow(2, ("1", "", "")),)

    def test_that_have_more_than_the_first_are_marked(self) -> None:
        found = read_csv(b"A,B\n1,2,3\n1,2,,\n")
        assert [row.is_too_long for row in found.rows] == [True, False]


class TestRefused:
    @pytest.mark.parametrize(
        ("data", "said", "line"),
        [
            (b"", "This file is empty.", None),
            (b"\r\n , \r\n", "This file is empty.", None),
            (b"PK\x03\x04rest", "This is a workbook. Please save it as CSV first.", None),
            (b"%PDF-1.7", "This is a PDF. Please export the list as CSV.", None),
            (b"a\0b\x81c", "This isn't a text file. Please save the list as CSV.", None),
            (b'A,B\n1,2\n"open,2\n3,4\n', "The quotation marks on this line don't match.", 3),
            (b'A,B\n1,2\n"a"b,2\n', "The quotation marks on this line don't match.", 3),
        ],
    )
    def test_in_plain_words_with_the_line(self, data: bytes, said: str, line: int | None) -> None:
        with pytest.raises(CsvFileError, match=said) as refused:
            read_csv(data)
        assert refused.value.line == line

    def test_is_what_is_too_large(self) -> None:
        for data in (
            b"A" * (reading.LARGEST_FILE + 1),
            b"A\n" + b"1\n" * (reading.MOST_ROWS + 1),
            b"," * reading.MOST_COLUMNS + b"A\n",
            b"A\n" + b"1" * (reading.LONGEST_CELL + 1),
        ):
            with pytest.raises(CsvFileError, match="than"):
                read_csv(data)
        assert len(read_csv(b"A\n" + b"1\n" * reading.MOST_ROWS).rows) == reading.MOST_ROWS
