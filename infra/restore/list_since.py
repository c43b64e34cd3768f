"""Lists what came into the table before since the instant that another one is restored to.

After the switch none of it is seen any more; the table before keeps it. Only ids are told.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from chalicelib.platform.clock import instant_text
from infra.restore.read_items import Item, key_of, read_items, read_keys, text_of

_QUEUE = "queue#"


@dataclass
class Since:
    """What the table before has, and the restored one has not."""

    new: Counter[str] = field(default_factory=Counter)
    """Things that are not in the restored table, by kind."""
    changed: Counter[str] = field(default_factory=Counter)
    """Things that are in it as they were before, by kind."""
    calls: list[str] = field(default_factory=list)
    """Ids of open calls that are new."""
    crises: list[str] = field(default_factory=list)
    """Ids of open crises that the restored table has not, or not as open crises."""


def list_since(dynamodb: Any, before: str, restored: str, at: datetime) -> Since:
    """What came in, or changed, after ``at``."""
    since = Since()
    touched: set[str] = set()
    owed: dict[str, str] = {}
    for item in _read(dynamodb, before, at):
        pk, sk = key_of(item)
        if sk.startswith("EVENT#"):
            touched.add(pk)
        else:
            owed[pk] = text_of(item, "urgency")
    whole = sorted(touched | owed.keys())
    there = read_keys(dynamodb, restored, [(pk, pk.partition("#")[0]) for pk in whole])
    has = {pk: item for (pk, _), item in there.items()}
    for pk in sorted(touched):
        (since.changed if pk in has else since.new)[pk.partition("#")[0]] += 1
    for pk, urgency in sorted(owed.items()):
        identity = pk.partition("#")[2]
        if urgency == "crisis" and not _is_open_crisis(has.get(pk, {})):
            since.crises.append(identity)
        elif pk not in has:
            since.calls.append(identity)
    return since


def lines_of(since: Since, before: str) -> list[str]:
    """What was found, in lines for whoever restores."""
    if not (since.new or since.changed or since.crises):
        return [f"nothing came into {before} since"]
    lines = [f"since then, in {before} alone:"]
    lines += [f"  new: {_counts(since.new)}"] if since.new else []
    lines += [f"  changed: {_counts(since.changed)}"] if since.changed else []
    lines += [f"  CRISIS, open, call now: {each}" for each in since.crises]
    return lines + [f"  open call: {each}" for each in since.calls]


def _counts(kinds: Counter[str]) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items()))


def _is_open_crisis(item: Item) -> bool:
    return text_of(item, "urgency") == "crisis" and text_of(item, "due_pk").startswith(_QUEUE)


def _read(dynamodb: Any, before: str, at: datetime) -> Iterator[Item]:
    """Events after ``at``, and every call that is open."""
    return read_items(
        dynamodb,
        before,
        FilterExpression="sk > :event AND sk < :events OR sk = :call AND begins_with(#due, :queue)",
        ProjectionExpression="pk, sk, urgency",
        ExpressionAttributeNames={"#due": "due_pk"},
        ExpressionAttributeValues={
            # An event of the very instant is in the restored table, whatever its id.
            ":event": {"S": f"EVENT#{instant_text(at)}#~"},
            ":events": {"S": "EVENT#~"},
            ":call": {"S": "CALLBACK"},
            ":queue": {"S": _QUEUE},
        },
        ConsistentRead=True,
    )
