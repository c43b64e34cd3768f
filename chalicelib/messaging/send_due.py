"""Send the messages whose time has come: each at least once, and by one worker at a time.

What a message says is looked up when it is sent. What no longer stands is not sent, and what has
to come after another message about the same thing waits for that one. A worker takes a message by
moving its next look on; killed before it has noted that the mail went, the message is due again
then, and the mail may come twice. Nothing is lost, and nothing that failed comes again at once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ..people.identity import point_id_of
from ..people.left_alone import is_left_alone, is_left_alone_at
from ..platform.errors import NotDueError, RefusedError
from ..platform.jobs import JobReport, TimeLeft, work_off, work_through
from ..platform.runtime import Runtime
from ..platform.senders import SendFailedError
from ..platform.storage.expressions import Item
from ..platform.storage.writes import Write
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import rules, store
from .calendar_part import calendar_part
from .came_back_store import load_mark, mail_handed_over
from .count_code import may_get_code
from .mailbox_rules import mailbox_of
from .measure_outbox import write_outbox_age
from .mime import AddressError, ascii_address, make_mime
from .models import CameBack, Mail, Message, MessageKind, MessageState, Telling
from .reply_address import reply_address
from .send_later import reminder_of
from .wording import asked, events_for, word

Teller = Callable[[Runtime, Message, str | None, datetime], Telling | None]
"""Looks a message's thing up; None if there is nothing to tell of it any more.

It is given the message, the thing as its person knows it from the messages before (None where none
went), and the present instant.
"""

Tellers = Mapping[MessageKind, Teller]

ForNothing = Callable[[UnitOfWork, Message], None]
"""Collects what is owed to somebody whose email does not arrive: a message of theirs came back."""

_DOWN_AFTER = 3
"""Failures in a row, after which the provider is left in peace until the next run."""


def send_due(
    run: Runtime,
    job: str,
    tellers: Tellers,
    time_left: TimeLeft,
    for_nothing: Mapping[MessageKind, ForNothing] | None = None,
) -> JobReport:
    """Send every message that is due, at all locations. ``job`` does it, by its name.

    ``for_nothing`` says what is owed where a message's address takes no mail.
    """
    now = run.clock()
    sending = _Sending(run, job, tellers, for_nothing or {})
    report = work_off(
        run,
        job,
        lambda location_id: store.load_due_messages(run.table, location_id, now),
        sending.send,
        lambda: time_left() if sending.goes_on else 0.0,
    )
    if sending.refused_for:
        write_outbox_age(sending.refused_for, now)
    return replace(report, counts={"sent": sending.sent})


def send_filed(
    run: Runtime,
    job: str,
    tellers: Tellers,
    filed: Iterable[Item],
    time_left: TimeLeft,
    for_nothing: Mapping[MessageKind, ForNothing] | None = None,
) -> JobReport:
    """Send those of these messages, given by their keys, that can go now. ``job`` does it."""
    sending = _Sending(run, job, tellers, for_nothing or {})
    report = work_through(job, filed, sending.send, time_left)
    return replace(report, counts={"sent": sending.sent})


@dataclass
class _Sending:
    """One run's sending."""

    run: Runtime
    job: str
    tellers: Tellers
    for_nothing: Mapping[MessageKind, ForNothing]
    sent: int = 0
    failed_in_a_row: int = 0
    refused_for: timedelta = timedelta()
    """The longest that one of these messages has been tried in vain, and is tried again."""

    @property
    def goes_on(self) -> bool:
        """True while the provider takes mail, and has not been given enough for one run."""
        return self.failed_in_a_row < _DOWN_AFTER and self.sent < rules.MOST_A_RUN

    def send(self, item: Item) -> None:
        """Bring on the message that the index names, by whatever is to be done about it now.

        Raises NotDueError if it waits no longer or others have it, SendFailedError.
        """
        message = store.load_message_at(self.run.table, item)
        if message is None or not message.is_due(self.run.clock()):
            raise NotDueError
        self._bring_on(message)

    def _bring_on(self, message: Message) -> None:
        """Send it, or note why not, or when to look again; what comes before it goes first."""
        now = self.run.clock()
        before = self._settled(message.after, now)
        if self._comes_after(message, before):
            return
        known = before.told if before else None
        telling = self.tellers[message.kind](self.run, message, known, now)
        if telling is None:
            self._call_off(message, "nothing-to-tell", known)
        elif self.run.email is None:
            self._call_off(message, "mail-off", known)
        elif telling.email is None:
            self._call_off(message, "no-address", known)
        elif not self._comes_after(message, self._settled(telling.newest, now)):
            self._tell(message, telling, telling.email, known)

    def _settled(self, message_id: str | None, now: datetime) -> Message | None:
        """The message of this id, which is brought on first if it is due as well."""
        found = store.load_message(self.run.table, message_id) if message_id else None
        if found is None or not found.is_due(now):
            return found
        self._bring_on(found)
        return store.load_message(self.run.table, found.message_id)

    def _comes_after(self, message: Message, before: Message | None) -> bool:
        """True if it has to wait for another, and looks again once that one may have gone."""
        at = rules.turn_after(before)
        if at is not None:
            self._look_again(message, at)
        return at is not None

    def _tell(self, message: Message, telling: Telling, email: str, known: str | None) -> None:
        """Send it, unless this is no hour for it, its person is left alone, or had enough."""
        now = self.run.clock()
        to_point = point_id_of(self.run.keyring, email)
        if self._is_kept_back(message, telling, email, known):
            return
        if self._arrives_nowhere(message, to_point, known):
            return
        if message.tries >= rules.MOST_TRIES:  # each of them ended without a word
            self._failed(message, "killed")
            return
        taken = self._taken(message, telling, known, now)
        is_counted = message.tries == 0 and not telling.is_by_staff
        if is_counted and not self._counted(message.kind, email, now):
            self._call_off(taken, "enough-today", known)
            return
        self._hand_over(taken, telling, email, to_point)

    def _is_kept_back(
        self, message: Message, telling: Telling, email: str, known: str | None
    ) -> bool:
        """True if it waits for a better hour, or its person is not to be bothered with it."""
        now = self.run.clock()
        if telling.not_before is not None and telling.not_before > now:
            self._look_again(message, telling.not_before)
            return True
        if not message.kind.is_on_our_own_account:
            return False
        hour = rules.daytime_from(now, self.run.clinic.location(message.location_id).tz)
        if hour > now:
            self._look_again(message, hour)
            return True
        if self._is_left_alone(message, telling, email):
            self._call_off(message, "left-alone", known)
            return True
        return False

    def _arrives_nowhere(self, message: Message, to_point: str, known: str | None) -> bool:
        """True if mail to its address came back before: it is not sent, and its room is told."""
        if message.kind.goes_all_the_same:
            return False
        how = load_mark(self.run.table, to_point)
        if how is not None:
            bounces = how is CameBack.BOUNCED
            owed = self.for_nothing.get(message.kind) if bounces else None
            self._call_off(message, f"address-{how}", known, owed)
        return how is not None

    def _is_left_alone(self, message: Message, telling: Telling, email: str) -> bool:
        """True if they asked so at the address; or at all, where staff know that it is they."""
        run, here = self.run, message.location_id
        return is_left_alone_at(run, email, here) or (
            telling.is_by_staff and is_left_alone(run, message.point_id, telling.person_id, here)
        )

    def _taken(
        self, message: Message, telling: Telling, known: str | None, now: datetime
    ) -> Message:
        """The message, which is this worker's for a while. Raises NotDueError if it is another's.

        The try counts from here on: one that never ends is a try as well.
        """
        taken = message.model_copy(
            update={
                "due_at": now + rules.LEASE,
                "tries": message.tries + 1,
                "told": known,
                "person_id": message.person_id or telling.person_id,
            }
        )
        try:
            self.run.table.update(store.message_changed(message, taken))
        except RefusedError as lost:
            raise NotDueError from lost
        return taken

    def _counted(self, kind: MessageKind, email: str, now: datetime) -> bool:
        """True if a mailbox that nobody proved may get one more mail today, or one more code."""
        mailbox = point_id_of(self.run.keyring, mailbox_of(email))
        if kind is MessageKind.CODE:
            return may_get_code(self.run, mailbox, now)
        most = self.run.clinic.messages.most_mails_a_day
        try:
            self.run.table.update(store.mailed_once_more(mailbox, now.date(), most))
        except RefusedError:
            return False
        return True

    def _hand_over(self, taken: Message, telling: Telling, email: str, to_point: str) -> None:
        """Give the mail to the provider, and note how that went. Raises SendFailedError."""
        try:
            provider_id = self._given(taken, telling, email, to_point)
        except SendFailedError as failure:
            self.failed_in_a_row += not failure.is_for_good
            self._failed(taken, failure.code, for_good=failure.is_for_good)
            raise
        self.failed_in_a_row, self.sent = 0, self.sent + 1
        now, again_at = self.run.clock(), telling.again_at
        after = taken.model_copy(
            update={
                "state": MessageState.WAITING if again_at else MessageState.SENT,
                "due_at": again_at,
                "send_at": again_at or taken.send_at,
                "tries": 0 if again_at else taken.tries,
                "sent_at": now,
                "sent_to": to_point,
                "provider_id": provider_id,
                "last_error": None,
                "told": telling.news,
                "came_back": None,
            }
        )
        reminders = [reminder_of(taken, of, at) for of, at in telling.reminders.items()]
        mail = Mail(taken.message_id, to_point)
        further = [mail_handed_over(provider_id, mail, now), *map(store.message_put, reminders)]
        self._note(taken, after, "sent", further, tries=taken.tries, provider=provider_id)

    def _given(self, taken: Message, telling: Telling, email: str, to_point: str) -> str:
        """The provider's id of the mail. Raises SendFailedError."""
        sender, clinic = self.run.email, self.run.clinic
        if sender is None:
            raise SendFailedError("mail-off")
        location = clinic.location(taken.location_id)
        language = telling.language or taken.language
        try:
            to = ascii_address(email)
        except AddressError as failure:
            raise SendFailedError("address-not-ascii", is_for_good=True) from failure
        words = {**telling.words, "asks": asked(taken.kind, language, telling.asks)}
        wording = word(taken.kind, language, clinic, location, words, telling.each)
        if telling.events:
            named = events_for(telling.events, wording.language, location)
            wording = replace(wording, calendar=calendar_part(named, sender.address, to))
        mime = make_mime(
            wording,
            message_id=f"{taken.message_id}.{taken.send_at:%Y%m%d%H%M}",
            to=to,
            sender=(clinic.messages.sender_name, sender.address),
            reply_to=reply_address(location, telling.reference),
            at=self.run.clock(),
        )
        return sender.send(to, mime, Mail(taken.message_id, to_point).tags)

    def _failed(self, taken: Message, code: str, *, for_good: bool = False) -> None:
        next_at = None if for_good else rules.next_try_at(taken, taken.tries, self.run.clock())
        state = MessageState.WAITING if next_at else MessageState.GIVEN_UP
        if next_at:
            self.refused_for = max(self.refused_for, rules.refused_for(taken, taken.tries))
        seen_to = not taken.kind.is_asked_for_by_anybody  # whoever waits asks for another
        due_at = next_at or (self.run.clock() if seen_to else None)  # the desk is to see to it
        after = taken.model_copy(update={"state": state, "due_at": due_at, "last_error": code})
        self._note(taken, after, "try-failed" if next_at else "given-up", error=code)

    def _call_off(
        self, message: Message, why: str, known: str | None, owed: ForNothing | None = None
    ) -> None:
        """Note that it is not sent; what its person knows stays as it was before."""
        due_at = self.run.clock() if rules.is_missed(message, why) else None
        over = {
            "state": MessageState.CALLED_OFF,
            "due_at": due_at,
            "told": known,
            "last_error": why,
        }
        after = message.model_copy(update=over)
        self._note(message, after, "called-off", owed=owed, why=why)

    def _look_again(self, message: Message, at: datetime) -> None:
        self._note(message, message.model_copy(update={"due_at": at}), None)

    def _note(
        self,
        before: Message,
        after: Message,
        what: str | None,
        further: Sequence[Write] = (),
        owed: ForNothing | None = None,
        **details: str | int,
    ) -> None:
        """Write a change down, with a line of history. Raises NotDueError if others have it."""

        def noted(work: UnitOfWork) -> None:
            if work.was_refused(store.WAITING_MESSAGE):
                raise NotDueError
            work.add(store.message_changed(before, after), *further)
            if owed is not None:
                owed(work, before)
            if what is not None:
                work.record(store.KIND, before.message_id, what, **details)

        carry_out(self.run, self.job, noted)
