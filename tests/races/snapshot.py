"""What the table holds, read whole, and what has to be true of it at any moment."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from chalicelib.callbacks.models import Callback
from chalicelib.callbacks.standing_store import noted
from chalicelib.callbacks.store import callback_of, lease_due, position_of, queue_partition
from chalicelib.clinic import Urgency
from chalicelib.platform.storage.expressions import from_attributes
from chalicelib.platform.storage.table import Table

Item = dict[str, Any]


@dataclass
class Ledger:
    """Every item of the table, and every entry of its index ``due``."""

    items: list[Item]
    due: list[Item]

    def of_kind(self, kind: str) -> list[Item]:
        """The items of a kind, without their histories."""
        return [item for item in self.items if item["sk"] == kind]

    def events(self, what: str) -> list[Item]:
        """The lines of history that tell of ``what``."""
        events = (item for item in self.items if str(item["sk"]).startswith("EVENT#"))
        return [event for event in events if event["what"] == what]

    @property
    def callbacks(self) -> list[Callback]:
        """All callbacks, open and closed."""
        return [callback_of(item) for item in self.of_kind("CALLBACK")]

    @property
    def open_callbacks(self) -> list[Callback]:
        """Those that are not closed."""
        return [callback for callback in self.callbacks if callback.outcome is None]

    @property
    def only_open(self) -> Callback:
        """The one callback that is open."""
        (callback,) = self.open_callbacks
        return callback


def read(table: Table) -> Ledger:
    """The table as it stands."""
    return Ledger(_all(table), _all(table, IndexName="due"))


def _all(table: Table, **where: str) -> list[Item]:
    pages = table.client.get_paginator("scan").paginate(TableName=table.name, **where)  # type: ignore[arg-type]
    return [from_attributes(item) for page in pages for item in page["Items"]]


def check_whole(ledger: Ledger) -> None:
    """Whatever happened, and in whatever order:

    one open callback at most for a contact and location, its contact pointing to it and knowing
    how it stands; every occasion in exactly one callback, with its history; the index in step with
    the items.
    """
    _check_pointers(ledger)
    check_standing(ledger)
    _check_occasions(ledger)
    _check_index(ledger)
    _check_crises(ledger)


def _check_crises(ledger: Ledger) -> None:
    """Where crises are looked for stand those that are open, by location, and no other."""
    crises = [each for each in ledger.open_callbacks if each.urgency is Urgency.CRISIS]
    there = [item for item in ledger.of_kind("CALLBACK") if "open_pk" in item or "open_sk" in item]
    assert sorted((each["callback_id"], each["open_pk"], each["open_sk"]) for each in there) == (
        sorted((each.callback_id, "crises", each.location_id) for each in crises)
    )


def _check_pointers(ledger: Ledger) -> None:
    owed = [(each.point_id, each.location_id, each.callback_id) for each in ledger.open_callbacks]
    filed = [item for item in ledger.items if str(item["sk"]).startswith("OPEN#CALLBACK#")]
    pointers = [item for item in filed if "callback_id" in item]  # else it holds but a wish
    pointed = [
        (str(item["pk"]).removeprefix("POINT#"), item["location_id"], item["callback_id"])
        for item in pointers
    ]
    assert sorted(owed) == sorted(pointed)
    assert max(Counter(position[:2] for position in owed).values(), default=0) <= 1


def check_standing(ledger: Ledger) -> None:
    """A contact point has of each call that is open there just what that itself says."""
    pointers = [item for item in ledger.items if str(item["sk"]).startswith("OPEN#CALLBACK#")]
    copies = {item["callback_id"]: item["standing"] for item in pointers if "callback_id" in item}
    assert copies == {each.callback_id: noted(each).standing for each in ledger.open_callbacks}
    assert all("standing" not in item for item in pointers if "callback_id" not in item)


def _check_occasions(ledger: Ledger) -> None:
    standing = [callback for callback in ledger.callbacks if not callback.joined_to]
    merged_in = Counter(of for callback in standing for of in callback.occasion_ids)
    requests = {item["request_id"] for item in ledger.of_kind("REQUEST")}
    calls = {item["call_id"] for item in ledger.of_kind("CALL")}
    assert set(merged_in) == requests | calls
    assert set(merged_in.values()) <= {1}
    told = [*ledger.events("opened"), *ledger.events("merged")]
    assert sorted(event["details"]["of"] for event in told) == sorted(merged_in)
    for item in ledger.of_kind("REQUEST"):
        assert item["request_id"] in _callback(ledger, item["callback_id"]).occasion_ids


def _callback(ledger: Ledger, callback_id: str) -> Callback:
    (found,) = (each for each in ledger.callbacks if each.callback_id == callback_id)
    return found


def _check_index(ledger: Ledger) -> None:
    queued = [
        item
        for item in ledger.due
        if item["due_pk"].startswith("queue#") and not item["pk"].startswith("TURN#")
    ]
    entries = {item["callback_id"]: item for item in queued}
    assert set(entries) == {callback.callback_id for callback in ledger.open_callbacks}
    for callback in ledger.open_callbacks:
        entry = entries[callback.callback_id]
        position = position_of(callback.urgency, callback.respond_by)
        held = callback.lease_until is not None
        assert (callback.claimed_by is not None) is held
        assert entry["due_pk"] == queue_partition(callback.location_id)
        assert entry["position"] == position
        assert entry["due_at"] == (lease_due(callback.lease_until) if held else position)  # type: ignore[arg-type]
    for item in ledger.of_kind("CALLBACK"):
        if "outcome" in item:
            assert not {"claimed_by", "lease_until", "claim_key"} & set(item)
            if "joined_to" in item:
                assert "due_pk" not in item
            else:
                assert item["due_pk"].startswith(f"closed#{item['location_id']}#")
                assert item["due_at"] == item["closed_at"]
