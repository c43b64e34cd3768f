"""Export everything that is kept of somebody, page by page: a long record takes more requests.

Each page is made in one request of its own, so however much is kept, none takes long. The first
page is recorded as a look at the whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..people.link_models import Alias
from ..platform.record_look import record_look
from ..platform.runtime import Runtime
from ..platform.storage.cursor import make_cursor, read_cursor
from ..platform.storage.expressions import Item
from . import record_store as store
from .erase_person import leaving_of
from .export_models import ExportedKind, ExportedThing, PersonExport
from .export_rules import call_facts, facts_of, line_of, message_of, request_facts
from .find_spam import Spam
from .find_subject import find_subject
from .left_rules import Leaving
from .subject_models import Subject

THINGS_ON_A_PAGE = 25

_KINDS: dict[str, ExportedKind] = {
    "REQUEST": "consultation-request",
    "CALLBACK": "callback",
    "APPOINTMENT": "appointment",
    "WAITLIST": "waitlist",
    "INVITATION": "invitation",
}
_OWN: dict[str, ExportedKind] = {
    "PERSON": "profile",
    "NOTE": "note",
    "FLAGS": "flags",
    "LEGAL-HOLD": "legal-hold",
    "IMPORT": "imported",
}


def export_person(
    run: Runtime, staff_id: str, person_id: str, cursor: str | None, how: str
) -> PersonExport:
    """A page of everything that is kept of somebody, under every name that is known to be theirs.

    ``how`` is what the record calls it. Raises NotFoundError, and InvalidInputError for a cursor of
    another list.
    """
    query = f"export:{person_id}"
    start = read_cursor(run.keyring, query, cursor)
    subject = find_subject(run, person_id)
    if start is None:
        record_look(run, staff_id, "PERSON", person_id, sorted(subject.person_ids), how)
    exporting = _Exporting(run, subject, leaving_of(run, subject), Spam(run))
    number, after = (int(start["name"]), start["after"]) if start else (0, None)
    number = min(number, len(subject.people) - 1)
    alias = subject.people[number]
    page = store.load_parts_page(run.table, alias.person_id, after, THINGS_ON_A_PAGE)
    first = () if after else exporting.own_of(alias)
    things = [*first, *(exporting.thing(part) for part in page.items)]
    last = number + 1 == len(subject.people) and page.next_start is None
    further = {"name": number, "after": page.next_start}
    if page.next_start is None:
        further = {"name": number + 1, "after": None}
    part = int(start["part"]) if start else 1
    cursor = make_cursor(run.keyring, query, None if last else {**further, "part": part + 1})
    return PersonExport(
        person_id=person_id,
        clinic=run.filed_clinic.name,
        made_at=run.clock(),
        part=part,
        names=exporting.names(),
        things=things,
        next_cursor=cursor,
    )


@dataclass(frozen=True)
class _Exporting:
    """One export that is being made."""

    run: Runtime
    subject: Subject
    leaving: Leaving
    spam: Spam

    def names(self) -> list[str]:
        """Every name in their profiles."""
        ids = [each.person_id for each in self.subject.people]
        found = store.load_profile_items(self.run.table, ids)
        return list(dict.fromkeys(str(each["name"]) for each in found if each.get("name")))

    def own_of(self, alias: Alias) -> Iterator[ExportedThing]:
        """The profile with who opened it, the notes, the flags, and what stands beside them."""
        own = store.load_own(self.run.table, alias.person_id)
        for item in own:
            part = str(item["sk"]).partition("#")[0]
            if part in _OWN:
                lines = own if part == "PERSON" else []
                yield self._shown(_OWN[part], alias.person_id, item, lines)
        for item in store.load_point(self.run.table, alias.point_id):
            if item["sk"] == f"PERSON#{alias.person_id}":
                yield self._shown("contact-point", alias.point_id, item, [])
        for item in store.load_beside(self.run.table, alias.person_id):
            if item["sk"] == "BOOSTER":
                yield self._shown("last-infusion", alias.person_id, item, [])
        for request in self.spam.of([alias.person_id]):
            yield self.thing({"kind": "REQUEST", "part_id": request["request_id"]})

    def thing(self, part: Item) -> ExportedThing:
        """A thing that is filed under them, with its history and what was told of it."""
        kind, of = str(part["kind"]), str(part["part_id"])
        items = store.load_thing(self.run, part)
        own = f"{kind}#{of}"
        item = next((each for each in items if each["pk"] == own and each["sk"] == kind), {})
        lines = [each for each in items if each["pk"] == own]
        messages = [message_of(e) for e in items if e.get("message_id") and "send_at" in e]
        shown = self._shown(_KINDS[kind], of, item, lines)
        return shown.model_copy(update={"messages": messages})

    def _shown(
        self, kind: ExportedKind, of: str, item: Item, collection: list[Item]
    ) -> ExportedThing:
        ids = self.leaving.person_ids
        inside = (item.get("row") or {}).get("inside", [])
        is_shared = any(line["person_id"] not in ids for line in inside)
        lines = (
            line_of(each, ids, is_shared=is_shared)
            for each in collection
            if str(each["sk"]).startswith("EVENT#")
        )
        facts = self._facts(kind, item)
        return ExportedThing(kind=kind, id=of, facts=facts, history=[e for e in lines if e])

    def _facts(self, kind: ExportedKind, item: Item) -> dict[str, Any]:
        if not item:
            return {}
        if kind == "callback":
            return call_facts(item, self.leaving.person_ids)
        if kind == "consultation-request":
            return request_facts(item, self.leaving.named)
        return facts_of(item)
