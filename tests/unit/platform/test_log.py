"""Log lines: ids and counts, never what a person wrote."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as running
from hypothesis import strategies as st

from chalicelib.platform import log
from chalicelib.platform.clock import instant_text, parse_instant
from chalicelib.platform.ids import Ids
from chalicelib.platform.settings import Settings, settings
from tests.conftest import MONDAY_MORNING

Captured = pytest.CaptureFixture[str]

again_and_again = running(suppress_health_check=[HealthCheck.function_scoped_fixture])


def the_line(captured: Captured) -> dict[str, Any]:
    """The one line that was written."""
    (line,) = captured.readouterr().out.splitlines()
    read: dict[str, Any] = json.loads(line)
    return read


def test_a_line_is_one_json_object_with_time_level_stage_and_what_happened(
    capsys: Captured,
) -> None:
    log.info("answered", status=201, route="/requests/{request_id}")
    line = the_line(capsys)
    assert isinstance(parse_instant(line.pop("at")), datetime)
    assert line == {
        "level": "INFO",
        "stage": "test",
        "what": "answered",
        "status": 201,
        "route": "/requests/{request_id}",
    }


def test_a_line_stays_one_line_whatever_is_in_it(capsys: Captured) -> None:
    log.info("odd", item="two\nlines")
    assert the_line(capsys)["item"] == "(withheld)"


class TestWhatIsWithheld:
    @pytest.mark.parametrize(
        "personal",
        [
            "+12125550123",
            "(212) 555-0123",
            "212-555-0123",
            "212.555.0123",
            "2125550123",
            "12125550123",
            "1-212-555-0123",
            "POINT#2125550123",
            "+44 20 7183 8750",
            "robin@example.com",
            "Robin Example",
            "I cannot go on like this",
            "Wörter",
            "x" * 161,
        ],
    )
    def test_numbers_addresses_names_and_sentences_are(
        self, capsys: Captured, personal: str
    ) -> None:
        log.info("tried", given=personal)
        assert the_line(capsys)["given"] == "(withheld)"

    @again_and_again
    @given(
        area=st.integers(200, 999),
        exchange=st.integers(200, 999),
        line=st.integers(0, 9999),
        first=st.sampled_from(["", "1", "1-", "+1", "+1 "]),
        gap=st.sampled_from(["", "-", ".", " ", "/"]),
        around=st.sampled_from(["{}", "CALLBACK#{}", "tel:{}", "{}#x", "a/{}/b"]),
    )
    def test_every_north_american_number_however_written(
        self, area: int, exchange: int, line: int, first: str, gap: str, around: str
    ) -> None:
        number = f"{first}{area}{gap}{exchange}{gap}{line:04}"
        assert log._shown(around.format(number)) == "(withheld)"


class TestWhatIsShown:
    @given(moment=st.integers(0, 10**12), random=st.binary(min_size=10, max_size=10))
    def test_every_id_of_ours(self, moment: int, random: bytes) -> None:
        made = Ids(lambda _count: random).new(datetime.fromtimestamp(moment / 1000, tz=UTC))
        assert log._shown(f"CALLBACK#{made}") == f"CALLBACK#{made}"

    @given(st.uuids())
    def test_every_request_id_of_the_gateway(self, request_id: UUID) -> None:
        assert log._shown(str(request_id)) == str(request_id)

    @pytest.mark.parametrize(
        "request_id",
        ["12345678-1234-4123-8123-123456789012", "00000000-0000-4000-8000-000000000000"],
    )
    def test_one_that_is_all_digits_too(self, request_id: str) -> None:
        assert log._shown(request_id) == request_id

    @pytest.mark.parametrize(
        "harmless", ["return-stale-claims", "new-york", "2026-11-23", instant_text(MONDAY_MORNING)]
    )
    def test_names_of_things_dates_and_instants(self, harmless: str) -> None:
        assert log._shown(harmless) == harmless

    @pytest.mark.parametrize("value", [0, 12, 0.5, True, None])
    def test_counts(self, value: float | None) -> None:
        assert log._shown(value) == value


def look_up() -> None:
    raise LookupError("Robin Example, +12125550123, robin@example.com")


def look_up_again() -> None:
    try:
        look_up()
    except LookupError as cause:
        raise RuntimeError("again robin@example.com") from cause


def fall(depth: int) -> None:
    if depth == 0:
        raise ValueError
    fall(depth - 1)


def failure_of(act: Callable[[], None]) -> Exception:
    """What ``act`` raises, as an edge catches it."""
    with pytest.raises((LookupError, RuntimeError, ValueError)) as caught:
        act()
    return caught.value


class TestFailures:
    def test_a_failure_is_told_by_type_and_place_and_never_by_its_text(
        self, capsys: Captured
    ) -> None:
        log.error("failed", failure_of(look_up), request="r-1")
        written = capsys.readouterr()
        line = json.loads(written.out)
        assert line["failure"] == "LookupError"
        assert "test_log.py:" in line["where"]
        assert line["request"] == "r-1"
        assert "Robin" not in written.out + written.err
        assert "555" not in written.out + written.err

    def test_nor_by_the_text_of_what_caused_it(self, capsys: Captured) -> None:
        log.error("failed", failure_of(look_up_again))
        assert "robin" not in capsys.readouterr().out

    def test_where_it_happened_is_shown_even_from_deep_within(self, capsys: Captured) -> None:
        log.error("failed", failure_of(lambda: fall(50)))
        where = the_line(capsys)["where"]
        assert where.count("test_log.py:") > 1
        assert len(where) <= 160

    def test_an_error_without_an_exception_can_be_told_as_well(self, capsys: Captured) -> None:
        log.error("gave-up", job="return-stale-claims")
        assert the_line(capsys) | {"at": ""} == {
            "at": "",
            "level": "ERROR",
            "stage": "test",
            "what": "gave-up",
            "job": "return-stale-claims",
        }


@pytest.fixture
def only_errors(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("FRONTDESK_LOG_LEVEL", "error")
    settings.cache_clear()
    yield
    settings.cache_clear()


def test_lines_less_grave_than_the_stage_wants_are_not_written(
    capsys: Captured, only_errors: None
) -> None:
    log.info("answered")
    assert capsys.readouterr().out == ""
    log.error("failed")
    assert the_line(capsys)["what"] == "failed"


def test_the_usual_level_is_info() -> None:
    assert Settings.model_validate({}).log_level == "INFO"
