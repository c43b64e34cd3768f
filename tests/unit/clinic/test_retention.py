"""How long things are kept, in the clinic's file."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.clinic import ClinicConfigError, parse_clinic

from .test_clinic import GOOD

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def test_left_out_spam_stays_for_90_days_and_past_times_for_800() -> None:
    retention = parse_clinic(GOOD).retention
    assert (retention.spam_days, retention.past_slots_days) == (90, 800)


def test_whom_nobody_reached_stays_for_two_years_where_the_file_does_not_say() -> None:
    assert parse_clinic(GOOD).retention.unanswered_days == 730
    shorter = parse_clinic(f"{GOOD}\n[retention]\nunanswered_days = 90\n").retention
    assert shorter.unanswered_until(NOON) == NOON + timedelta(days=90)


def test_is_what_the_file_says() -> None:
    retention = parse_clinic(f"{GOOD}\n[retention]\nspam_days = 30\n").retention
    assert (retention.spam_days, retention.past_slots_days) == (30, 800)


@pytest.mark.parametrize(
    "line",
    [
        "spam_days = 29",
        "spam_days = 731",
        "past_slots_days = 399",
        "past_slots_days = 3651",
        "unanswered_days = 89",
        "unanswered_days = 3651",
        'spam_days = "90"',
        "looks_days = 30",
    ],
)
def test_one_that_is_too_short_too_long_or_unknown_is_named_with_its_line(line: str) -> None:
    text = f"{GOOD}\n[retention]\n{line}\n"
    with pytest.raises(ClinicConfigError) as refused:
        parse_clinic(text)
    assert f"line {len(text.splitlines())}" in str(refused.value)
    assert line.partition(" ")[0] in str(refused.value)
