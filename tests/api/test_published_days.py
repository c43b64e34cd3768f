"""Days that were published once and are put there again are as the use case would leave them."""

from dataclasses import replace
from typing import Any

from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.slots.schemas import DaysIn
from tests.published import publish_days
from tests.quick_moto import empty_table, items_of

from .schedules import is_booked, slot_of, small_clinic

FIRST, LAST = "2026-11-24", "2026-11-25"


def stored(run: Runtime) -> list[dict[str, Any]]:
    parts = items_of(run.table.name).values()
    return [dict(item.attrs) for part in parts for item in part.values()]


def as_published(run: Runtime) -> list[dict[str, Any]]:
    """What the use case itself leaves."""
    empty_table(run.table.name)
    publish(run, "new-york", DaysIn.model_validate({"from": FIRST, "to": LAST}))
    return stored(run)


def test_put_there_again_they_are_the_same_whatever_became_of_the_first(run: Runtime) -> None:
    published = as_published(run)
    assert len(published) > 50
    for _ in range(2):
        empty_table(run.table.name)
        publish_days(run, "new-york", FIRST, LAST)
        assert stored(run) == published
        is_booked(run, slot_of(run, "chair-1"))
        assert stored(run) != published


def test_another_clinic_has_its_own(run: Runtime) -> None:
    publish_days(run, "new-york", FIRST, LAST)
    small = replace(run, clinic=small_clinic())
    empty_table(run.table.name)
    publish_days(small, "new-york", FIRST, LAST)
    assert len(stored(run)) < 50


def test_what_is_there_already_stays(run: Runtime) -> None:
    publish_days(run, "new-york", FIRST, FIRST)
    is_booked(run, slot_of(run, "chair-1"))
    publish_days(run, "new-york", FIRST, LAST)
    assert slot_of(run, "chair-1").status == "booked"
    assert len(stored(run)) == len(as_published(run))
