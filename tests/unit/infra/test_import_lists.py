"""The command that imports a clinic's lists: what it shows, what it sends, and when it does not."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from infra.import_lists.__main__ import main
from infra.import_lists.call_api import TRIES, Api, ApiError, said_by, sign_in

LIST = """Name;Teléfono;DOB;Shoe size
Ann Example;212-555-0101;3/4/1985;9
Bob Example;212;;
"EXAMPLE, Ann";+1 212 555 0101;3/4/1985;
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    place = tmp_path / "people.csv"
    place.write_text(LIST, "utf-8")
    return place


class TestADryRun:
    def test_shows_the_columns_the_counts_and_each_problem(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["people", str(file)]) == 1
        assert capsys.readouterr().out.splitlines() == [
            "3 rows, columns separated by semicolon, text in utf-8",
            "  name              from Name",
            "  phone             from Teléfono",
            "  date-of-birth     from DOB",
            "  not used          Shoe size",
            "  dates are         month/day/year (not certain; change it with --dates)",
            "1 people can be imported",
            "1 rows repeat an earlier one and are imported once:",
            "  line 4: This is on line 2, too.",
            "1 rows can't be imported as they are:",
            (
                "  line 3, Teléfono: This doesn't look like a phone number we can call. "
                "Enter 10 digits with the area code, or + and the country code."
            ),
        ]

    def test_shows_no_word_of_the_rows(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        main(["people", str(file)])
        shown = "".join(capsys.readouterr())
        assert not [word for word in ("Ann", "Bob", "212", "1985") if word in shown]

    def test_of_a_list_without_a_problem_ends_well(self, tmp_path: Path) -> None:
        (tmp_path / "list.csv").write_text("Name,Email\nAnn Example,ann@example.com\n")
        assert main(["people", str(tmp_path / "list.csv")]) == 0

    def test_takes_columns_and_dates_that_are_chosen(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        main(["people", str(file), "--column", "notes=Shoe size", "--dates", "day-first"])
        shown = capsys.readouterr().out
        assert "  notes             from Shoe size" in shown
        assert "day/month/year\n" in shown

    def test_says_which_columns_are_missing(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["appointments", str(file)]) == 1
        assert "There is no column for the date." in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("content", "options", "said"),
        [
            (b"PK\x03\x04", [], "This is a workbook. Please save it as CSV first."),
            (b'A\n"b', [], "The quotation marks on this line don't match. (line 2)"),
            (b"Name,Phone\n", ["--column", "email=Mail"], "no column of the name chosen"),
        ],
    )
    def test_of_what_is_no_list_says_why(
        self,
        tmp_path: Path,
        capsys: pytest.CaptureFixture[str],
        content: bytes,
        options: list[str],
        said: str,
    ) -> None:
        (tmp_path / "list.csv").write_bytes(content)
        assert main(["people", str(tmp_path / "list.csv"), *options]) == 1
        assert said in capsys.readouterr().err

    def test_of_a_file_that_is_not_there_says_so(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["people", "nowhere.csv"]) == 1
        assert "No such file" in capsys.readouterr().err

    def test_with_problems_is_never_sent_unless_asked_to(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["people", str(file), "--to", "http://127.0.0.1:1/"]) == 1
        assert "Nothing was sent." in capsys.readouterr().err


@contextmanager
def answering(*answers: tuple[int, Any]) -> Iterator[tuple[Api, list[dict[str, str]]]]:
    """An API that gives these answers in turn; what it was asked with."""
    left, asked = list(answers), []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            asked.append({"path": self.path, **dict(self.headers)})
            status, body = left.pop(0)
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: Any) -> None:
            """Nothing: the test looks at what was asked."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Api(f"http://127.0.0.1:{server.server_port}/", "a-token", lambda _: None), asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class TestACall:
    def test_is_signed_and_answered(self) -> None:
        with answering((200, {"fine": True})) as (api, asked):
            assert api("people/import", {}, {"Idempotency-Key": "one"}) == {"fine": True}
        assert [(each["path"], each["Authorization"]) for each in asked] == [
            ("/people/import", "a-token")
        ]

    def test_is_sent_again_with_its_identity_while_the_system_is_busy(self) -> None:
        with answering((503, {}), (429, {}), (200, 1)) as (api, asked):
            assert api("people/import", {}, {"Idempotency-Key": "one"}) == 1
        assert [each["Idempotency-Key"] for each in asked] == ["one"] * 3

    def test_gives_up_in_the_end(self) -> None:
        busy = [(503, {"detail": "Busy."})] * TRIES
        with answering(*busy) as (api, asked), pytest.raises(ApiError, match="Busy"):
            api("people/import", {}, {})
        assert len(asked) == TRIES

    def test_that_is_refused_is_not_sent_again(self) -> None:
        refusal = {"detail": "Please correct this.", "errors": [{"message": "This is missing."}]}
        said = r"Please correct this\. This is missing\."
        with answering((422, refusal)) as (api, asked), pytest.raises(ApiError, match=said):
            api("people/import", {}, {})
        assert len(asked) == 1

    @pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}"])
    def test_whose_refusal_is_no_problem_document_says_little(self, body: bytes) -> None:
        assert said_by(body) == "This was refused."

    def test_that_nobody_answers_says_so(self) -> None:
        api = Api("http://127.0.0.1:1/", pause=lambda _: None)
        with pytest.raises(ApiError, match="no answer"):
            api("people/import", {}, {})


class TestSigningIn:
    DONE: Mapping[str, Any] = {"session": {"id_token": "token"}}

    @staticmethod
    def challenge(name: str) -> dict[str, Any]:
        return {"challenge": {"name": name, "session": "s", "username": "u"}}

    def test_takes_a_password(self) -> None:
        assert sign_in(lambda *_: self.DONE, "mia@example.com", "secret", str) == "token"

    def test_takes_the_code_of_the_app_where_one_is_asked_for(self) -> None:
        answers = [self.challenge("SOFTWARE_TOKEN_MFA"), self.DONE]
        sent: list[Mapping[str, Any]] = []

        def call(_path: str, body: Mapping[str, Any], _headers: Mapping[str, str]) -> Any:
            sent.append(body)
            return answers.pop(0)

        assert sign_in(call, "mia@example.com", "secret", lambda: "123456") == "token"
        assert sent[1] == {
            "email": "mia@example.com",
            "session": "s",
            "username": "u",
            "code": "123456",
        }

    def test_leads_to_the_desk_for_a_first_password(self) -> None:
        challenge = self.challenge("NEW_PASSWORD_REQUIRED")
        with pytest.raises(ApiError, match="desk's page first"):
            sign_in(lambda *_: challenge, "mia@example.com", "secret", str)
