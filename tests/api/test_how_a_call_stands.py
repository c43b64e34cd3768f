"""A contact point knows how its open call stands, whatever was done with that call until now."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from chalicelib.callbacks.add_note import add_note
from chalicelib.callbacks.claim import claim_callback, renew_claim
from chalicelib.callbacks.claim_next import claim_next
from chalicelib.callbacks.close_callback import close_callback
from chalicelib.callbacks.close_when_booked import (
    Booked,
    ProvenRequest,
    answer_as_booked,
    answer_by_staff,
    note_booked_meanwhile,
)
from chalicelib.callbacks.correct_facts import correct_facts
from chalicelib.callbacks.give_back import give_back
from chalicelib.callbacks.hand_back import hand_back
from chalicelib.callbacks.incoming_call_models import IncomingCallIn
from chalicelib.callbacks.log_incoming_call import log_incoming_call
from chalicelib.callbacks.models import (
    AttemptIn,
    Callback,
    CallbackCard,
    ClaimedWrite,
    CloseIn,
    CloseReason,
    Disposition,
    HandBackIn,
    NoteIn,
    SnoozeIn,
)
from chalicelib.callbacks.put_back_models import ReopenIn
from chalicelib.callbacks.record_attempt import record_attempt
from chalicelib.callbacks.reopen import reopen
from chalicelib.callbacks.return_stale_claims import return_stale_claims
from chalicelib.callbacks.snooze import snooze
from chalicelib.callbacks.undo_outcome import undo_outcome
from chalicelib.clinic import Urgency
from chalicelib.intake.models import ConsultationRequestIn
from chalicelib.intake.submit_request import submit_request
from chalicelib.people.keep_commitments import load_ahead
from chalicelib.people.models import CorrectIn
from chalicelib.platform.errors import FrontdeskError
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.unit_of_work import VISITOR, UnitOfWork, carry_out
from tests.conftest import FixedClock
from tests.races import snapshot

HERE = "new-york"
SERVICE = "ketamine-consultation"
STEPS = 40


@dataclass
class Days:
    """What the clinic and those who turn to it do, drawn by lot."""

    run: Runtime
    clock: FixedClock
    luck: Random
    cards: list[CallbackCard] = field(default_factory=list)
    """The claims that were made, the last one last; the older ones may be over."""
    booked: list[tuple[str, str]] = field(default_factory=list)
    """By callback, the appointments that answered something in it."""
    done: list[str] = field(default_factory=list)

    def go_on(self) -> None:
        """One more thing is done, or is refused."""
        verbs: list[Callable[[], object]] = [
            *(self.form, self.form, self.call, self.claim, self.claim, self.claim_chosen),
            *(
                self.attempt,
                self.attempt,
                self.snooze,
                self.snooze,
                self.close,
                self.undo,
                self.undo,
            ),
            *(self.reopen, self.book, self.book, self.cancel, self.hand_back, self.renew),
            *(self.note, self.wait, self.tidy, self.take_back_wishes),
        ]
        verb = self.luck.choice(verbs)
        self.clock.forward(seconds=self.luck.choice([1, 40]))
        try:
            verb()
        except FrontdeskError as refused:
            self.done.append(f"{verb.__name__}: {type(refused).__name__}")
        else:
            self.done.append(verb.__name__)

    @property
    def callbacks(self) -> list[Callback]:
        return snapshot.read(self.run.table).callbacks

    @property
    def card(self) -> CallbackCard:
        """The last one that was claimed; mostly one that is held still."""
        fences = {each.callback_id: each.fence for each in self.callbacks if each.claimed_by}
        last = self.cards[-1] if self.cards else None
        is_held = last and last.claim and fences.get(last.callback_id) == last.claim.fence
        if last is None or (not is_held and self.luck.random() < 0.8):
            self.claim_chosen()
        return self.cards[-1]

    def form(self) -> None:
        typed = {
            "location_id": HERE,
            "service_id": SERVICE,
            "name": self.luck.choice(["Robin Example", "Kim Other"]),
            "phone": "+12125550123",
            "message": self.luck.choice(["Could this help me?", "I want to die"]),
            "screening": self.luck.choice([[], ["pregnancy"], ["substance-use"]]),
            "consent": True,
        }
        address = f"203.0.113.{self.luck.randrange(3)}"
        submit_request(self.run, ConsultationRequestIn.model_validate(typed), None, address)

    def call(self) -> None:
        said = {
            "phone": "+12125550123",
            "name": self.luck.choice(["Robin Example", None]),
            "reason": "wants to ask",
            "urgency": self.luck.choice(list(Urgency)),
            "claim": self.luck.random() < 0.5,
        }
        given = IncomingCallIn.model_validate(said)
        logged = log_incoming_call(self.run, "staff-ana", HERE, given, None)
        if logged.claimed:
            self.cards.append(logged.claimed)

    def claim(self) -> None:
        if card := claim_next(self.run, "staff-ana", HERE, None):
            self.cards.append(card)

    def claim_chosen(self) -> None:
        still_open = [each for each in self.callbacks if each.outcome is None]
        chosen = self.luck.choice(still_open or self.callbacks).callback_id
        self.cards.append(claim_callback(self.run, "staff-ana", chosen))

    def renew(self) -> None:
        card = self.card
        self.cards.append(renew_claim(self.run, "staff-ana", card.callback_id, self._token(card)))

    def attempt(self) -> None:
        said = {"disposition": self.luck.choice(list(Disposition)), **self._about_somebody()}
        self._told(record_attempt, AttemptIn.model_validate(said))

    def close(self) -> None:
        said = {"reason": self.luck.choice(list(CloseReason)), **self._about_somebody()}
        self._told(close_callback, CloseIn.model_validate(said))

    def snooze(self) -> None:
        until = self.clock() + timedelta(hours=self.luck.choice([1, 30]))
        self._told(snooze, SnoozeIn(claim=self._token(self.card), until=until))

    def hand_back(self) -> None:
        self._told(hand_back, HandBackIn(claim=self._token(self.card)))

    def note(self) -> None:
        self._told(add_note, NoteIn(claim=self._token(self.card), note="a note"))

    def undo(self) -> None:
        if self.cards:
            given = ClaimedWrite(claim=self._token(self.cards[-1]))
            undo_outcome(self.run, "staff-ana", self.cards[-1].callback_id, given)

    def reopen(self) -> None:
        closed = [each for each in self.callbacks if each.closed_at]
        if closed:
            callback = self.luck.choice(closed)
            assert callback.closed_at is not None
            given = ReopenIn(closed_at=callback.closed_at)
            reopen(self.run, "staff-ana", callback.callback_id, given)

    def book(self) -> None:
        """Somebody books with a request's token, or without; or staff do."""
        callback = self.luck.choice(self.callbacks)
        occasion = self.luck.choice(callback.occasions)
        appointment_id = self.run.ids.new(self.clock())
        kind = self.luck.randrange(3)

        def booked(work: UnitOfWork) -> None:
            call = load_ahead(self.run, callback.point_id).calls.get(HERE)
            if call is None:
                return
            made = Booked(call, callback.point_id, HERE, appointment_id)
            if kind == 0:
                proven = ProvenRequest(occasion.of, occasion.person_id, {SERVICE})
                answer_as_booked(work, made, proven)
            elif kind == 1:
                is_its_card = self.luck.random() < 0.5
                answer_by_staff(work, made, occasion.person_id, from_its_card=is_its_card)
            else:
                note_booked_meanwhile(work, made)
            self.booked.append((call.callback_id, appointment_id))

        carry_out(self.run, VISITOR, booked)

    def cancel(self) -> None:
        if self.booked:
            callback_id, appointment_id = self.luck.choice(self.booked)

            def cancelled(work: UnitOfWork) -> None:
                give_back(work, callback_id, appointment_id)

            carry_out(self.run, VISITOR, cancelled)

    def wait(self) -> None:
        self.clock.forward(minutes=self.luck.choice([5, 15, 60 * 20]))

    def tidy(self) -> None:
        return_stale_claims(self.run, lambda: 60.0)

    def take_back_wishes(self) -> None:
        for person_id in self.luck.choice(self.callbacks).do_not_contact:
            given = CorrectIn.model_validate({"may_be_contacted": True})
            correct_facts(self.run, "staff-ana", person_id, given)

    def _token(self, card: CallbackCard) -> str:
        assert card.claim is not None
        return card.claim.token

    def _about_somebody(self) -> dict[str, Any]:
        people = [each.person_id for each in self.card.people if each.outcome is None]
        named = self.luck.choice(people) if people else None
        return {"claim": self._token(self.card), "person_id": named}

    def _told(self, verb: Callable[..., Any], given: Any) -> None:
        """The last claim's holder says how it went; where the claim goes on, so do they."""
        card = self.card
        after = verb(self.run, "staff-ana", card.callback_id, given)
        if claim := getattr(after, "claim", None):
            self.cards[-1] = card.model_copy(update={"claim": claim})


@pytest.mark.parametrize("seed", range(8))
def test_after_whatever_was_done_the_contact_point_has_of_the_call_what_the_call_says(
    run: Runtime, clock: FixedClock, seed: int
) -> None:
    days = Days(run, clock, Random(seed))  # noqa: S311  # draws lots for a test
    days.form()
    for _ in range(STEPS):
        days.go_on()
        stored = snapshot.read(run.table)
        try:
            snapshot.check_standing(stored)
        except AssertionError as failure:
            failure.add_note(", ".join(days.done))
            raise
