"""Decide who sent a request that nobody ever answered, and of whom nothing else is kept. Pure.

Whoever is erased by this rule is gone for good, and nobody looks at it before. So it names what
may be there, and anything else keeps them: a kind of item, an attribute of a profile or a line of
history that it does not know is a reason to keep all of it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ..platform.clock import parse_instant
from ..platform.storage.expressions import Item
from ..platform.visitor import VISITOR

LOOK_AGAIN = timedelta(days=30)
"""So long after a look the next one is where something stood in the way that may end by itself."""

_SENT = frozenset(
    {
        *("pk", "sk", "person_id", "point_id", "name", "phone", "email"),
        *("first_seen_at", "last_seen_at", "code_proven_at"),
    }
)
"""Attributes of a profile that forms alone have made. All others staff, or a list, have added."""

_LOOKED = frozenset(
    {
        *("viewed", "timeline-viewed", "looks-listed", "claimed", "forms-viewed"),
        *("exported", "exported-to-read", "erasure-previewed"),
        *("legal-hold-set", "legal-hold-lifted", "address-proven", "merged", "split"),
        *("erasure-confirmed", "erased"),
    }
)
"""Lines of a person's history that are no reason to keep anything."""

_OWN = frozenset({"PERSON", "EVENT", "FLAGS", "INDEX", "LEGAL-HOLD", "SPAM"})
"""Parts of a person's collection that are no reason to keep anything, looked at by themselves."""

_PARTS = frozenset({"REQUEST", "CALLBACK", "WAITLIST"})
"""Kinds of things filed under a person that are neither a record nor lead to one."""

_NOT_REACHED = frozenset({"unreachable", "wrong-number"})
"""Outcomes of a call by which staff spoke with nobody."""


@dataclass(frozen=True)
class Kept:
    """Everything that is kept of somebody, under every name and number, as it is stored."""

    person_ids: frozenset[str]
    own: Sequence[Item]
    """Their collections, but for what is filed there, and what stands beside them."""
    on_points: Sequence[Item]
    """Items in the collections of their contact points, of whomever they are."""
    parts: Sequence[Item]
    """Entries of what is filed under them."""
    things: Sequence[Item]
    """Those things themselves, with their histories."""
    in_the_way: bool = False
    """True where a hold stands, anything is open, set aside, or was asked for somebody else."""

    def of_kind(self, kind: str) -> Iterator[Item]:
        """The things of a kind, without their histories."""
        return (item for item in self.things if item["sk"] == kind)

    def lines_of(self, kind: str) -> Iterator[Item]:
        """The lines of history of all things of a kind."""
        return (
            item
            for item in self.things
            if str(item["pk"]).startswith(f"{kind}#") and str(item["sk"]).startswith("EVENT#")
        )


def next_look(kept: Kept, days: int, now: datetime) -> datetime | None:
    """The instant of the next look at somebody; by ``now``, they are erased; None, never.

    ``days`` is how long after they were last heard of, or were last called in vain, whichever is
    later, a request that nobody answered is kept.
    """
    if not _was_only_asked(kept):
        return None
    due = max(_moments(kept)) + timedelta(days=days)
    return max(due, now + LOOK_AGAIN) if kept.in_the_way else due


def _was_only_asked(kept: Kept) -> bool:
    """True if they sent requests, were called in vain, and staff have added nothing to it."""
    kinds = {str(part["kind"]) for part in kept.parts}
    return (
        kinds <= _PARTS
        and kinds >= {"REQUEST", "CALLBACK"}
        and all(_says_nothing_more(item) for item in kept.own)
        and not any(_has_a_wish(item, kept.person_ids) for item in kept.on_points)
        and not any(request.get("crisis") for request in kept.of_kind("REQUEST"))
        and all(_was_in_vain(call, kept.person_ids) for call in kept.of_kind("CALLBACK"))
        and any(_outcomes(c, kept.person_ids) >= {"unreachable"} for c in kept.of_kind("CALLBACK"))
        and not any(_has_words(line, kept.person_ids) for line in kept.lines_of("CALLBACK"))
        and all(
            line["by"] == VISITOR
            for line in kept.lines_of("WAITLIST")
            if line.get("what") == "joined"
        )
    )


def _says_nothing_more(item: Item) -> bool:
    """True for an item of somebody's own that only a form, or a look, has made."""
    part = str(item["sk"]).partition("#")[0]
    if part == "PERSON":
        return item.keys() <= _SENT
    if part == "EVENT":
        return item.get("what") in _LOOKED
    if part == "FLAGS":
        return not any(name.startswith("discussed_") for name in item)
    return part in _OWN


def _has_a_wish(item: Item, person_ids: Collection[str]) -> bool:
    """True where a wish not to be contacted is noted on a number: theirs, or of somebody nameless.

    Erased, it would be gone, and they would be called again.
    """
    if item["sk"] == "POINT":
        return any(name.startswith("do_not_contact") for name in item)
    return any(f"do_not_contact_{each}" in item for each in person_ids)


def _outcomes(call: Item, person_ids: Collection[str]) -> set[str]:
    """The ends of all that they are in a call for; empty text for what has none."""
    answers = call["row"].get("answers") or {}
    return {
        str((answers.get(line["of"]) or {}).get("outcome", ""))
        for line in call["row"]["inside"]
        if line["person_id"] in person_ids
    }


def _was_in_vain(call: Item, person_ids: Collection[str]) -> bool:
    """True for a closed call that a form opened, and in which nobody was spoken with for them."""
    row, outcomes = call["row"], _outcomes(call, person_ids)
    theirs = [line for line in row["inside"] if line["person_id"] in person_ids]
    return (
        bool(outcomes)
        and outcomes <= _NOT_REACHED
        and "closed_at" in call
        and not row.get("beyond")
        and not row.get("booked_meanwhile")
        and not {*row.get("do_not_contact", ())} & {*person_ids}
        and not any(name in call for name in ("snooze_note", "earlier_snooze_note"))
        and call["urgency"] != "crisis"
        and all(
            line["source"] == "consultation-request"
            and line.get("urgency") != "crisis"
            and not line.get("by_visitor")
            for line in theirs
        )
    )


def _has_words(line: Item, person_ids: Collection[str]) -> bool:
    """True for a line of a call, theirs or of all of it, with words that staff wrote."""
    details = line.get("details") or {}
    return bool(details.get("note")) and details.get("person") in (None, *person_ids)


def _moments(kept: Kept) -> Iterator[datetime]:
    """Every moment at which they were heard of, or a call of theirs was closed."""
    told = (
        *((item, "last_seen_at") for item in kept.own if item["sk"] == "PERSON"),
        *((item, "received_at") for item in kept.of_kind("REQUEST")),
        *((item, "closed_at") for item in kept.of_kind("CALLBACK")),
        *((item, "at") for item in kept.parts),
    )
    return (parse_instant(str(item[name])) for item, name in told if name in item)
