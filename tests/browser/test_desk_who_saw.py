"""A manager sees at the desk who of the staff saw somebody; the front desk is not shown it."""

from typing import Any

import pytest

from .conftest import OpenDesk
from .desks import Colleague
from .test_desk_views import SCREENS, call, find, looks_right, open_view
from .test_desk_views import colleague as colleague


@pytest.mark.parametrize("screen", SCREENS)
def test_a_manager_asks_who_saw_somebody_and_that_is_listed_too(
    signed_in_desk: OpenDesk, colleague: Colleague, screen: dict[str, Any]
) -> None:
    call(colleague)
    at = open_view(signed_in_desk, "find", "mia", "manager", screen=screen)
    find(at, "212-555-0123")
    at.page.get_by_role("link", name="Robin E.").click()
    at.page.get_by_role("heading", name="Robin Example").wait_for()
    seen = at.page.get_by_role("region", name="Who saw them")
    assert seen.get_by_role("listitem").count() == 0, "asking is on record, so it is asked by hand"
    seen.get_by_role("button", name="Show who saw them").click()
    first = seen.get_by_role("listitem").first
    first.wait_for()
    told = seen.get_by_role("listitem").all_inner_texts()
    assert any("asked who saw them" in each for each in told)
    assert any("opened their page" in each for each in told)
    assert seen.get_by_role("button").count() == 0
    looks_right(at)
    assert at.complaints == []


def test_the_front_desk_is_not_shown_it(signed_in_desk: OpenDesk, colleague: Colleague) -> None:
    call(colleague)
    at = open_view(signed_in_desk, "find")
    find(at, "212-555-0123")
    at.page.get_by_role("link", name="Robin E.").click()
    at.page.get_by_role("heading", name="Robin Example").wait_for()
    assert at.page.get_by_role("region", name="Who saw them").count() == 0
