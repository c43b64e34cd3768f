"""Find whoever is meant: a person under every name and number that staff know to be theirs."""

from ..people.commitments import Ahead
from ..people.find_aliases import find_aliases
from ..people.find_profile import find_profile
from ..people.keep_commitments import load_ahead
from ..people.link_models import Alias
from ..platform.clock import parse_instant
from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from . import record_store as store
from .erasure_models import Blocker
from .hold_store import load_hold
from .subject_models import Subject


def find_subject(run: Runtime, person_id: str) -> Subject:
    """The person and all that they are known as, as of now. Raises NotFoundError."""
    profile = find_profile(run, person_id)
    own = Alias(point_id=profile.point_id, person_id=person_id)
    return Subject(people=find_aliases(run, own), at=run.clock())


def find_blockers(run: Runtime, subject: Subject) -> list[Blocker]:
    """Everything that keeps them from being erased now: holds first, then what is open."""
    found: list[Blocker] = []
    for alias in subject.people:
        hold = load_hold(run.table, alias.person_id)
        found += [_held(alias, hold)] if hold else []
        ahead = load_ahead(run, alias.point_id, alias.person_id)
        found += _calls(run, ahead, subject)
        found += _ahead(run, ahead)
    return list({(each.what, each.of): each for each in found}.values())


def _held(alias: Alias, hold: Item) -> Blocker:
    return Blocker(
        what="legal-hold",
        of=alias.person_id,
        by=str(hold["by"]),
        reason=str(hold["reason"]),
        at=parse_instant(str(hold["at"])),
    )


def _calls(run: Runtime, ahead: Ahead, subject: Subject) -> list[Blocker]:
    """Open calls that any of them is in, or may be: some only count who came last."""
    found = []
    owed = [each.callback_id for each in ahead.calls.values()]
    for call in store.load_items(run.table, "CALLBACK", owed):
        inside = {line["person_id"] for line in call["row"]["inside"]}
        if inside & subject.person_ids or call["row"].get("beyond"):
            is_crisis = call["urgency"] == "crisis"
            what = "crisis" if is_crisis else "open-callback"
            found.append(Blocker(what=what, of=str(call["callback_id"])))
    return found


def _ahead(run: Runtime, ahead: Ahead) -> list[Blocker]:
    now = run.clock()
    return [
        *(
            Blocker(what="appointment-ahead", of=each.appointment_id, at=each.starts_at)
            for each in ahead.appointments
            if each.ends_at > now
        ),
        *(
            Blocker(what="waitlist", of=each.entry_id)
            for each in ahead.waitlist
            if each.person_id == ahead.person_id
        ),
    ]
