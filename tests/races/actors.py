"""How visitors, callers, agents and the job behave, each telling the model what they wrote."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from chalicelib.callbacks.add_note import add_note
from chalicelib.callbacks.back_off_rules import next_attempt_at
from chalicelib.callbacks.claim import renew_claim
from chalicelib.callbacks.claim_next import claim_next
from chalicelib.callbacks.close_callback import close_callback
from chalicelib.callbacks.errors import (
    CallbackChangedError,
    CallbackClosedError,
    ClaimLostError,
)
from chalicelib.callbacks.hand_back import hand_back as _hand_back
from chalicelib.callbacks.legal_hours_rules import CallHours
from chalicelib.callbacks.log_incoming_call import log_incoming_call
from chalicelib.callbacks.models import (
    AttemptIn,
    CallbackCard,
    CloseIn,
    CloseReason,
    Disposition,
    HandBackIn,
    NoteIn,
    SnoozeIn,
)
from chalicelib.callbacks.occasion_models import Done
from chalicelib.callbacks.promise_rules import respond_by
from chalicelib.callbacks.record_attempt import record_attempt
from chalicelib.callbacks.return_stale_claims import return_stale_claims
from chalicelib.callbacks.snooze import snooze as _snooze
from chalicelib.clinic import Source, Urgency
from chalicelib.platform.errors import ConflictError, UnavailableError
from chalicelib.platform.runtime import Runtime
from tests.conftest import MONDAY_MORNING

from .builders import CRISIS, HERE, rings, submit, token
from .plain_model import Desk

Result = TypeVar("Result")
Items = dict[str, dict[str, Any]]
Told = Callable[[Desk, str, Items], None]
"""Tells the model what was written, to which callback, by which items."""

DONE = Done.HANDED_TO_988
"""Said with every end, since the call may be that of a crisis by then."""


@dataclass
class Life:
    """One person: their world, their luck, what they are about to do."""

    name: str
    luck: Random
    run: Runtime
    model: Desk
    now: datetime = MONDAY_MORNING
    began: datetime | None = None
    """When what they do reached the clinic: promises count from there, whoever gets in between."""
    about_to: Told | None = None
    unheard: bool = False

    def insist(self, told: Told, act: Callable[[], Result]) -> Result:
        """Do it, and again if nothing was heard."""
        self.about_to = told
        while True:
            self.began = None
            try:
                return act()
            except UnavailableError:
                assert self.unheard
                self.unheard = False


def once(life: Life, tell: Callable[[Desk, str], None]) -> Told:
    """What a claimant writes is written once, however often it is sent."""
    before: list[str] = []

    def told(model: Desk, callback_id: str, _: Items) -> None:
        assert not before, "written twice"
        before.append(callback_id)
        tell(model, callback_id)

    return told


def promise_for(life: Life, source: Source, urgency: Urgency) -> datetime:
    clinic = life.run.clinic
    began = life.began or life.now
    return respond_by(clinic.location(HERE), clinic.promises, source, urgency, began)


def today(life: Life) -> date:
    """The date at the location."""
    return life.now.astimezone(life.run.clinic.location(HERE).tz).date()


def visitor(phone: str, key: str) -> Callable[[Life], None]:
    """Sends a form: one in four reads like a crisis."""

    def live(life: Life) -> None:
        crisis = life.luck.random() < 0.25
        urgency = Urgency.CRISIS if crisis else Urgency.ROUTINE

        def told(model: Desk, callback_id: str, items: Items) -> None:
            occasion = items["REQUEST"]["request_id"]
            promise = promise_for(life, Source.CONSULTATION_REQUEST, urgency)
            model.turn_to_us(phone, callback_id, occasion, urgency, promise, today(life))

        message = CRISIS if crisis else "Could this help me?"
        life.insist(told, lambda: submit(life.run, key, phone=phone, message=message))

    return live


def caller(phone: str, key: str) -> Callable[[Life], None]:
    """Rings, and the desk writes it down."""

    def live(life: Life) -> None:
        source, urgency = (
            life.luck.choice([each for each in Source if not each.is_ours]),
            life.luck.choice(list(Urgency)),
        )
        given = rings(phone, source=source, urgency=urgency)

        def told(model: Desk, callback_id: str, items: Items) -> None:
            promise = promise_for(life, source, urgency)
            stated_on = today(life) if source is Source.CONSULTATION_REQUEST else None
            call_id = items["CALL"]["call_id"]
            model.turn_to_us(phone, callback_id, call_id, urgency, promise, stated_on)

        life.insist(told, lambda: log_incoming_call(life.run, life.name, HERE, given, key))

    return live


def agent(life: Life) -> None:
    """Takes two calls, and does with each what agents do."""
    for number in range(2):
        card = claim_one(life, f"{life.name} {number}")
        if card is not None:
            Handling(life, card).handle()


def claim_one(life: Life, key: str) -> CallbackCard | None:
    lease = timedelta(minutes=life.run.clinic.callbacks.lease_minutes)

    def told(model: Desk, callback_id: str, _: Items) -> None:
        model.claim(callback_id, life.name, life.now, lease)

    return life.insist(told, lambda: claim_next(life.run, life.name, HERE, key))


@dataclass
class Handling:
    """An agent, and the call that they hold, as they know it."""

    life: Life
    card: CallbackCard
    asked_at: datetime = field(init=False)

    def handle(self) -> None:
        """Something on the way, then an end; whatever is refused ends it too."""
        acts = [self.note, self.renew, self.nothing, self.nothing]
        ends = [self.no_answer, self.reached, self.snooze, self.close, self.hand_back, self.nothing]
        try:
            for some in (acts, ends):
                self.asked_at = self.life.now
                self.life.luck.choice(some)()
        except CallbackChangedError:
            self.refused(changed=True)
            self.hand_back_if_held()
        except (ClaimLostError, CallbackClosedError):
            self.refused(changed=False)

    def refused(self, *, changed: bool) -> None:
        """A refusal has to be the truth."""
        model = self.life.model
        call = model.calls[self.card.callback_id]
        # Whoever is told that something came in may lose the call while they are told.
        who, fence = self.claim
        at = self.asked_at if changed else self.life.now
        held = model.held_by(self.card.callback_id, who, fence, at)
        assert held is changed or (changed and call.fence > fence)
        assert not changed or len(call.occasions) > len(self.card.occasions)

    def hand_back_if_held(self) -> None:
        try:
            self.hand_back()
        except ConflictError:
            self.refused(changed=False)

    @property
    def claim(self) -> tuple[str, int]:
        assert self.card.claim is not None
        return self.life.name, self.card.claim.fence

    def writing(self, tell: Callable[[Desk, str], None], *, aware: bool = True) -> Told:
        """A write that only the holder may make, and, to end it, only one who knows everything."""

        def told(model: Desk, callback_id: str) -> None:
            assert model.held_by(callback_id, *self.claim, self.life.now)
            known = len(self.card.occasions)
            assert not aware or len(model.calls[callback_id].occasions) == known
            tell(model, callback_id)

        return once(self.life, told)

    def nothing(self) -> None: ...

    def note(self) -> None:
        given = NoteIn(claim=token(self.card), note="a note")
        told = self.writing(lambda model, _: model.tell("noted"), aware=False)
        self.life.insist(
            told, lambda: add_note(self.life.run, self.life.name, self.card.callback_id, given)
        )

    def renew(self) -> None:
        lease = timedelta(minutes=self.life.run.clinic.callbacks.lease_minutes)

        def told(model: Desk, callback_id: str, _: Items) -> None:
            assert model.held_by(callback_id, *self.claim, self.life.now)
            model.calls[callback_id].lease_until = self.life.now + lease

        held = token(self.card)
        self.card = self.life.insist(
            told,
            lambda: renew_claim(self.life.run, self.life.name, self.card.callback_id, held),
        )

    def hand_back(self) -> None:
        def tell(model: Desk, callback_id: str) -> None:
            model.let_go(callback_id)
            model.tell("handed-back")

        given = HandBackIn(claim=token(self.card))
        self.life.insist(
            self.writing(tell, aware=False),
            lambda: _hand_back(self.life.run, self.life.name, self.card.callback_id, given),
        )

    def snooze(self) -> None:
        until = self.life.run.clock() + timedelta(minutes=self.life.luck.choice([20, 30]))

        def tell(model: Desk, callback_id: str) -> None:
            call = model.let_go(callback_id)
            call.respond_by = call.snoozed_until = until
            call.rests_until = None
            model.tell("snoozed")

        given = SnoozeIn(claim=token(self.card), until=until)
        self.life.insist(
            self.writing(tell),
            lambda: _snooze(self.life.run, self.life.name, self.card.callback_id, given),
        )

    def close(self) -> None:
        def tell(model: Desk, callback_id: str) -> None:
            model.close(callback_id, "resolved")
            model.tell("closed")

        given = CloseIn(claim=token(self.card), reason=CloseReason.RESOLVED, done=DONE)
        self.life.insist(
            self.writing(tell),
            lambda: close_callback(self.life.run, self.life.name, self.card.callback_id, given),
        )

    def reached(self) -> None:
        def tell(model: Desk, callback_id: str) -> None:
            model.calls[callback_id].attempts += 1
            model.close(callback_id, "reached")
            model.tell("attempted")

        self._attempt(Disposition.REACHED, self.writing(tell))

    def no_answer(self) -> None:
        def tell(model: Desk, callback_id: str) -> None:
            call = model.let_go(callback_id)
            call.attempts += 1
            again = self._again(call.attempts, call.urgency)
            call.respond_by = call.rests_until = again
            call.snoozed_until = None
            model.tell("attempted")

        self._attempt(Disposition.NO_ANSWER, self.writing(tell, aware=False))

    def _again(self, attempts: int, urgency: Urgency) -> datetime:
        clinic = self.life.run.clinic
        again = next_attempt_at(
            clinic.location(HERE),
            clinic.callbacks,
            attempts,
            self.life.now,
            CallHours(self.card.windows, self.card.caller_zones, urgency),
        )
        assert again is not None
        return again

    def _attempt(self, disposition: Disposition, told: Told) -> None:
        given = AttemptIn(claim=token(self.card), disposition=disposition, done=DONE)
        self.life.insist(
            told,
            lambda: record_attempt(self.life.run, self.life.name, self.card.callback_id, given),
        )


def job(life: Life) -> None:
    """Runs again and again, whatever it finds."""

    def told(model: Desk, callback_id: str, _: Items) -> None:
        call = model.calls[callback_id]
        assert call.holder is not None
        assert not call.is_held(life.now)
        model.let_go(callback_id)
        model.tell("claim-ran-out")

    life.about_to = told
    for _ in range(5):
        return_stale_claims(life.run, lambda: 60.0)
