"""However often one number turns to the clinic, its call stays as small and as cheap as it was."""

from typing import Any

import pytest

from chalicelib.callbacks import store
from chalicelib.callbacks.claim import claim_callback
from chalicelib.callbacks.file_claims import KEPT_CLAIMS, MOST_CLAIMS
from chalicelib.callbacks.hand_back import hand_back
from chalicelib.callbacks.merge_rules import MOST_OCCASIONS
from chalicelib.callbacks.models import Callback, HandBackIn
from chalicelib.callbacks.read_queue import open_callback
from chalicelib.callbacks.standing_store import noted
from chalicelib.people.store import open_callback_put
from chalicelib.platform.clock import instant_text
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.expressions import write_request
from chalicelib.platform.storage.keys import item_key
from chalicelib.platform.storage.writes import Put, Update

from . import snapshot
from .builders import HERE, submit, token
from .faulty_network import Capacity

LONG = "x" * 2000
"""As much as the longest message of a form."""
MOST_BYTES = 400 * 1024


def merged(run: Runtime, number: int) -> float:
    """One more form from this number, sent by somebody with the longest of names; its cost."""
    capacity = Capacity()
    capacity.watch(run.table.client)
    name = f"Robin {'n' * 80} {number}"
    submit(run, name=name, message=LONG, email=f"{'a' * 60}{number}@example.com")
    return capacity.units["TransactWriteItems"]


def counted(run: Runtime, callback: Callback, count: int) -> None:
    """So many more came in: as merging leaves a callback that keeps no more by themselves."""
    after = callback.model_copy(
        update={"beyond": callback.beyond + count, "merges": callback.merges + count}
    )
    puts: list[Put] = [
        store.callback_put(after),
        open_callback_put(after.point_id, HERE, noted(after)),
    ]
    for put in puts:
        item: Any = write_request(put, run.table.name)[1]["Item"]
        run.table.client.put_item(TableName=run.table.name, Item=item)


def size_of(run: Runtime, callback_id: str) -> int:
    """About as many bytes as Amazon counts for the callback's own item."""
    item = run.table.get(item_key(store.KIND, callback_id))
    return len(str(item))


def test_the_ten_thousandth_costs_what_the_first_beyond_those_kept_by_themselves_did(
    run: Runtime,
) -> None:
    costs = [merged(run, number) for number in range(MOST_OCCASIONS + 2)]
    callback = snapshot.read(run.table).only_open
    assert (len(callback.occasions), callback.beyond) == (MOST_OCCASIONS, 2)
    at_first, size = costs[-1], size_of(run, callback.callback_id)
    for before, count in ((0, 100), (100, 10_000)):
        counted(run, snapshot.read(run.table).only_open, count - before)
        assert merged(run, count) == at_first
        assert size_of(run, callback.callback_id) <= size + 10
    print(f"\na merge: {costs[1]} units, the last kept {costs[-3]}, any further one {at_first}")
    print(f"the item: about {size} bytes")
    assert at_first <= costs[-3], "what is only counted costs no more than what is kept"
    assert at_first <= 0.8 * costs[-2], "but the first of them is told to the index, and no other"
    assert size < MOST_BYTES / 5


def test_each_that_is_only_counted_is_on_the_card_whoever_counted_those_before(
    run: Runtime,
) -> None:
    """An earlier version counted all of them in one, and noted none on the contact point."""
    for _ in range(MOST_OCCASIONS):
        submit(run)
    callback = snapshot.read(run.table).only_open
    key = item_key(store.KIND, callback.callback_id)
    run.table.update(Update(key, set={"row.beyond": 7}))
    for count in (8, 9, 10):
        submit(run)
        assert snapshot.read(run.table).only_open.beyond == count
        assert open_callback(run, "staff-ana", callback.callback_id).beyond == count


def test_each_of_them_is_in_its_history(run: Runtime) -> None:
    count = MOST_OCCASIONS + 5
    receipts = [submit(run, name=f"Robin {number}") for number in range(count)]
    callback = snapshot.read(run.table).only_open
    card = open_callback(run, "staff-ana", callback.callback_id)
    came_in = [event for event in card.history or [] if event.what in ("opened", "merged")]
    told = [event.details["of"] for event in came_in]
    assert told == [receipt.request_id for receipt in receipts]


class TestClaims:
    """Claimed and handed back, again and again."""

    @pytest.fixture
    def callback_id(self, run: Runtime) -> str:
        submit(run)
        return snapshot.read(run.table).only_open.callback_id

    def claim_often(self, run: Runtime, callback_id: str, count: int) -> None:
        for number in range(count):
            card = claim_callback(run, f"staff-{number}", callback_id)
            given = HandBackIn(claim=token(card))
            hand_back(run, f"staff-{number}", callback_id, given)

    def test_do_not_make_it_grow(self, run: Runtime, callback_id: str) -> None:
        self.claim_often(run, callback_id, MOST_CLAIMS)
        size = size_of(run, callback_id)
        self.claim_often(run, callback_id, 2 * MOST_CLAIMS)
        assert size_of(run, callback_id) <= size + 100
        callback = snapshot.read(run.table).only_open
        assert KEPT_CLAIMS <= len(callback.claims) <= MOST_CLAIMS
        assert callback.fence == 3 * MOST_CLAIMS

    def test_that_an_earlier_version_kept_by_themselves_are_filed_bit_by_bit(
        self, run: Runtime, callback_id: str
    ) -> None:
        before = [{"by": f"staff-{n}", "at": instant_text(run.clock())} for n in range(300)]
        run.table.update(
            Update(item_key(store.KIND, callback_id), set={"claims": before, "fence": len(before)})
        )
        self.claim_often(run, callback_id, 4)
        callback = snapshot.read(run.table).only_open
        assert len(callback.claims) <= MOST_CLAIMS
        card = open_callback(run, "staff-ana", callback_id)
        claims = [event for event in card.history or [] if event.what == "claimed"]
        assert [event.event_id for event in claims] == [f"claim-{n + 1}" for n in range(304)]

    def test_are_all_in_its_history_each_once_and_in_order(
        self, run: Runtime, callback_id: str
    ) -> None:
        count = 2 * MOST_CLAIMS + 3
        self.claim_often(run, callback_id, count)
        card = open_callback(run, "staff-ana", callback_id)
        claims = [event for event in card.history or [] if event.what == "claimed"]
        assert [event.by for event in claims] == [f"staff-{number}" for number in range(count)]
        assert [event.event_id for event in claims] == [f"claim-{n + 1}" for n in range(count)]
