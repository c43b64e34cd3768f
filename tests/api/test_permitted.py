"""Every test that runs a job also holds it to its own policy: here, that this would be noticed."""

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.writes import Put, Update

from .permitted import only_what_is_permitted, what_is_asked

SLOT = {"pk": "SLOTS#new-york#2026-11-25", "sk": "2026-11-25T15:00:00Z#chair-1"}
PERSON = {"pk": "PERSON#p1", "sk": "PERSON"}


def test_a_job_that_writes_to_a_persons_item_is_caught(run: Runtime) -> None:
    with (
        pytest.raises(AssertionError, match=r"release-slots may not .*PERSON#p1"),
        only_what_is_permitted(run, "release-slots"),
    ):
        run.table.update(Update(PERSON, set={"name": "Somebody Else"}))


def test_a_job_that_does_so_beside_its_own_work_is_caught_too(run: Runtime) -> None:
    with (
        pytest.raises(AssertionError, match=r"publish-slots may not .*PERSON#p1"),
        only_what_is_permitted(run, "publish-slots"),
    ):
        run.table.transact([Put(SLOT), Put(PERSON)])


def test_one_that_keeps_to_its_own_is_not(run: Runtime) -> None:
    with only_what_is_permitted(run, "publish-slots"), what_is_asked(run) as asked:
        run.table.put(Put(SLOT))
    assert [each.leading_keys for each in asked] == [(SLOT["pk"],)]
