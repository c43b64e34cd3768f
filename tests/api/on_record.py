"""What tests of a record have in common: who acts on it, and what they do over and over."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from chalicelib.platform.clock import parse_instant
from chalicelib.platform.jobs import JobReport
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.writes import Put
from chalicelib.records.erase_people import erase_people
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit, attempt, claim_next
from .killer import Killed, Killer, backup, killing, restore, whenever
from .whole_table import by_key, everything

HERE = "/locations/new-york"
ROBIN = {"name": "Robin Example", "phone": "212-555-0123"}
ASKED = "reason=asked-by-person"
WISH = {"service_id": "ketamine-infusion", "starts_at": "2026-11-25T15:00:00Z"}
UNANSWERED_DAYS = 730


@dataclass
class World:
    """Who sends forms, the desk, a manager and the job; their table, and their clock."""

    submit: Submit
    desk: Caller
    manager: Caller
    run: Runtime
    clock: FixedClock
    reports: list[JobReport] = field(default_factory=list)
    """Of each time that the job ran."""

    def publish(self) -> None:
        """New York's schedule of the next days is published."""
        publish_days(self.run, "new-york", "2026-11-25", "2026-11-27")

    def answered(self, **changes: Any) -> str:
        """Somebody sent a form and was called: nothing of theirs is open. The person's id."""
        self.submit(**changes)
        card = claim_next(self.desk)
        attempt(self.desk, card, "reached", note="Spoke about prices.")
        return str(card["person_id"])

    def in_vain(self, **fields: Any) -> tuple[Any, Any]:
        """Make the next call as often as it may be, and nobody answers: its card, and its end."""
        while True:
            card = claim_next(self.desk)
            after = attempt(self.desk, card, "no-answer", **fields)
            if after["state"] == "closed":
                assert after["outcome"] == "unreachable"
                return card, after
            self.clock.now = parse_instant(after["not_before"])

    def time_is_up(self) -> None:
        """Let the time go by for which the clinic keeps whom nobody reached."""
        self.clock.forward(days=UNANSWERED_DAYS, minutes=1)

    def book(self, **changes: Any) -> Any:
        """An appointment that staff book for them."""
        reply = self.desk.post(f"{HERE}/appointments", {**WISH, **ROBIN, **changes})
        assert reply.status == 201, reply.text
        return reply.json

    def cancel(self, booked: Any) -> None:
        """Staff cancel it."""
        path = f"/staff/appointments/{booked['appointment_id']}/cancel"
        assert self.desk.post(path, {"reason": "Is ill."}).status == 200

    def took_place(self, **changes: Any) -> Any:
        """An appointment that its patient came to."""
        booked = self.book(**changes)
        path = f"/staff/appointments/{booked['appointment_id']}"
        self.clock.now += timedelta(days=2, minutes=10)
        assert self.desk.post(f"{path}/check-in").status == 200
        home = {"escort": {"name": "Sam Example"}}
        assert self.desk.post(f"{path}/fulfil", home).status == 200
        self.clock.forward(hours=3)
        return booked

    def many_notes(self, person_id: str) -> None:
        """So much is kept of somebody that it takes several transactions."""
        for number in range(60):
            self.run.table.put(Put({"pk": f"PERSON#{person_id}", "sk": f"NOTE-KEY#{number:03}"}))

    def card_of(self, person_id: str) -> Any:
        """What staff see of somebody whom they open."""
        reply = self.desk.get(f"/people/{person_id}")
        assert reply.status == 200, reply.text
        return reply.json

    def found(self) -> list[str]:
        """The ids of those whom staff find by the number."""
        reply = self.desk.post("/people/search", {"phone": ROBIN["phone"]})
        return [each["person_id"] for each in reply.json["people"]]

    def export(self, person_id: str, cursor: str | None = None) -> Any:
        """A page of what is handed to them."""
        query = f"?cursor={cursor}" if cursor else ""
        reply = self.manager.get(f"/people/{person_id}/export{query}")
        assert reply.status == 200, reply.text
        return reply.json

    def hold(self, person_id: str) -> Any:
        """Have nothing of them erased, as a court asks; how the hold then stands."""
        path = f"/people/{person_id}/legal-hold"
        return self.manager.post(path, {"reason": "A court asks."}).json

    def lift(self, person_id: str) -> None:
        """Let the hold be over."""
        self.manager.post(f"/people/{person_id}/legal-hold/lift")

    def preview(self, person_id: str) -> Any:
        """What erasing them would do."""
        reply = self.manager.get(f"/people/{person_id}/erasure?{ASKED}")
        assert reply.status == 200, reply.text
        return reply.json

    def confirm(self, person_id: str) -> Any:
        """Have them erased, as the preview says; the erasure."""
        sent = {"confirm_token": self.preview(person_id)["confirm_token"]}
        reply = self.manager.post(f"/people/{person_id}/erasure/confirm", sent)
        assert reply.status == 202, reply.text
        return reply.json

    def work_off(self) -> JobReport:
        """Let the job run once, for as long as it takes."""
        self.reports.append(erase_people(self.run, lambda: 600.0))
        return self.reports[-1]

    def erase(self, person_id: str) -> None:
        """Have them erased, and the job do so at once."""
        self.confirm(person_id)
        assert self.work_off().done == 1

    def told(self) -> str:
        """All that is in the table, as one text."""
        return json.dumps(everything(self.run), default=str, ensure_ascii=False)

    def history_of(self, person_id: str) -> list[Any]:
        """What is on record of who did what with theirs."""
        of = f"PERSON#{person_id} EVENT"
        return [item for key, item in by_key(self.run).items() if key.startswith(of)]

    def erasures(self) -> list[Any]:
        """Those that are noted, done or not."""
        return [item for item in everything(self.run) if item["pk"] == "ERASURES#ALL"]

    def unreached(self) -> list[Any]:
        """The notes of whom nobody reached."""
        return [item for key, item in by_key(self.run).items() if key.startswith("UNREACHED#")]

    def backup(self) -> Any:
        """The table as it stands, to be restored."""
        return backup(self.run)

    def restore(self, kept: Any) -> None:
        """Let the table be as it was."""
        restore(self.run, kept)

    def bring_along(self, erasures: list[Any]) -> None:
        """Put into a table that was restored what was noted since."""
        for erasure in erasures:
            self.run.table.put(Put(erasure))

    def whenever(self, happens: Callable[[], Any], *, more_than: int) -> Iterator[int]:
        """Let the job run twice from here, and something happen before a call of its first run.

        Again for each of the calls: which of them it was. There are more than so many.
        """
        for at in whenever(self.run, self.work_off, happens, more_than=more_than):
            self.work_off()
            yield at

    def killed(self, *, after: bool, each_until: int, more_than: int) -> Iterator[int]:
        """Let the job run twice from here, and be killed at a call of its first run.

        Again for each of the calls, and for one in three of the later ones, as with ``whenever``.
        """
        start, at = self.backup(), 1
        while True:
            self.restore(start)
            try:
                with killing(self.run, Killer(at, after)):
                    self.work_off()
            except Killed:
                pass
            else:
                break
            self.work_off()
            yield at
            at += 3 if at > each_until else 1
        assert at > more_than


@pytest.fixture
def world(submit: Submit, desk: Caller, manager: Caller, run: Runtime, clock: FixedClock) -> World:
    """Everybody there is, and nobody's record yet."""
    return World(submit, desk, manager, run, clock)
