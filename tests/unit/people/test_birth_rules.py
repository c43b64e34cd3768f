"""One rule tells, wherever a date of birth comes in, whether it can be one."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.people.birth_rules import problem_of_birth

EVENING = datetime(2027, 3, 1, 22, tzinfo=UTC)


@pytest.mark.parametrize("born", [date(1900, 1, 1), date(2027, 3, 1), date(2027, 3, 2)])
def test_somebody_born_today_may_be_so_wherever_it_is_that_day_already(born: date) -> None:
    assert problem_of_birth(born, EVENING) is None


@pytest.mark.parametrize("born", [date(1899, 12, 31), date(2027, 3, 3), date.min, date.max])
def test_nobody_is_born_before_all_who_live_or_on_a_day_to_come(born: date) -> None:
    assert problem_of_birth(born, EVENING) == "A date of birth must be between 1900 and today."
