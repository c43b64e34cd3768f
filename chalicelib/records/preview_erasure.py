"""Preview an erasure: what would go, what would stay and why, and what stands in the way."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from ..platform.record_look import record_look
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from . import record_store as store
from .erase_person import leaving_of
from .erase_rules import kept_until
from .erasure_models import ErasurePreview, ErasureReason, Goes, Stays
from .find_subject import find_blockers, find_subject
from .left_rules import Leaving
from .subject_models import Subject

CONFIRMED_WITHIN = timedelta(minutes=10)
"""So long a preview can be confirmed: what it says may no longer be so after that."""

TOKEN = "erasure"
"""The purpose that the token of a preview is sealed for."""

_WORDS = {
    "REQUEST": "consultation-request",
    "CALLBACK": "callback",
    "WAITLIST": "waitlist",
    "INVITATION": "invitation",
}


def preview_erasure(
    run: Runtime, staff_id: str, person_id: str, reason: ErasureReason
) -> ErasurePreview:
    """The consequences of erasing somebody; that a manager asked is on record. Nothing changes.

    Where nothing stands in the way it brings a token, which confirms just this for ten minutes.
    Raises NotFoundError.
    """
    subject = find_subject(run, person_id)
    record_look(run, staff_id, "PERSON", person_id, sorted(subject.person_ids), "erasure-previewed")
    blockers = find_blockers(run, subject)
    goes, stays = _sorted_out(run, subject, leaving_of(run, subject))
    until = subject.at + CONFIRMED_WITHIN
    content = {
        "erasure_id": run.ids.new(subject.at),
        "person_id": person_id,
        "people": sorted(subject.person_ids),
        "reason": str(reason),
        "by": staff_id,
        "until": until.isoformat(),
    }
    return ErasurePreview(
        person_id=person_id,
        people=[each.person_id for each in subject.people],
        reason=reason,
        goes=goes,
        stays=stays,
        blockers=blockers,
        confirm_token=None if blockers else run.keyring.seal(TOKEN, content),
        confirm_until=None if blockers else until,
    )


def _sorted_out(run: Runtime, subject: Subject, leaving: Leaving) -> tuple[list[Goes], list[Stays]]:
    """The numbers of what goes and of what stays, by kind."""
    counts: Counter[str] = Counter()
    ends: list[datetime] = []
    for alias in subject.people:
        own = store.load_own(run.table, alias.person_id)
        counts["profile"] += 1
        counts["note"] += sum(str(item["sk"]).startswith("NOTE#") for item in own)
        counts["audit"] += sum(str(item["sk"]).startswith("EVENT#") for item in own)
        parts = list(store.load_parts(run.table, alias, subject.last_keys[alias.person_id]))
        counts.update(_WORDS[p["kind"]] for p in parts if p["kind"] in _WORDS)
        for appointment in _appointments(run, parts):
            if leaving.keeps(appointment):
                counts["medical-record"] += 1
                ends += [kept_until(appointment, leaving.years) or leaving.now]
            else:
                counts["counts"] += 1
    goes = [*_WORDS.values(), "note", "profile"]
    return (
        [Goes(what=each, count=counts[each]) for each in goes if counts[each]],
        list(_stays(counts, ends, leaving.years)),
    )


def _appointments(run: Runtime, parts: list[Item]) -> Iterator[Item]:
    ids = [str(part["part_id"]) for part in parts if part["kind"] == "APPOINTMENT"]
    yield from store.load_items(run.table, "APPOINTMENT", ids)


def _stays(counts: Counter[str], ends: list[datetime], years: int) -> Iterator[Stays]:
    if counts["medical-record"]:
        why = (
            f"Appointments that took place are medical records, which are kept for {years} years. "
            "Name, date of birth, service, times and notes on the appointment stay; the ways to "
            "reach the person go."
        )
        until = max(ends)
        yield Stays(what="medical-record", count=counts["medical-record"], until=until, why=why)
    if counts["counts"]:
        why = "The other appointments stay as numbers, without anything that tells whose they were."
        yield Stays(what="counts", count=counts["counts"], why=why)
    why = "The record of who saw and changed what stays, with ids and times alone."
    yield Stays(what="audit", count=counts["audit"], why=why)
    why = "The erasure itself is kept with ids and times, so that it is done again after a restore."
    yield Stays(what="erasure", count=1, why=why)
