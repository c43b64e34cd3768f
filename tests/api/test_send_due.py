"""The outbox's worker: each message at least once and in order, whoever is killed meanwhile."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.messaging import store
from chalicelib.messaging.measure_outbox import OUTBOX_AGE
from chalicelib.messaging.models import Message, MessageKind, MessageState, Telling
from chalicelib.messaging.rules import MOST_A_RUN, MOST_TRIES
from chalicelib.messaging.send_due import send_due
from chalicelib.messaging.send_later import Circumstances, send_later
from chalicelib.people.identity import Identity, identify
from chalicelib.people.models import Person
from chalicelib.people.note_person import note_do_not_contact, note_person
from chalicelib.platform.jobs import JobReport
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.storage.history import load_events
from chalicelib.platform.unit_of_work import UnitOfWork, carry_out
from tests.conftest import FixedClock, make_runtime

from .killer import Killed, Killer, killing
from .mailbox import Mailbox

KINDS = (MessageKind.BOOKED, MessageKind.MOVED, MessageKind.CANCELED)
THINGS = ("thing-a", "thing-b", "thing-c")
ROBIN = "robin@example.com"


@dataclass
class Things:
    """What messages are about, and what there is to tell of it."""

    by_staff: bool = True
    email: str | None = ROBIN
    person_id: str = "a-person"
    gone: set[str] = field(default_factory=set)
    again_at: datetime | None = None

    def tell(
        self, run: Runtime, message: Message, known: str | None, now: datetime
    ) -> Telling | None:
        if message.about in self.gone:
            return None
        return Telling(
            email=self.email,
            is_by_staff=self.by_staff,
            person_id=self.person_id,
            words={"when": f"{message.about} {message.kind}", "until": "noon", "link": ""},
            news=f"{message.about} {message.kind}",
            again_at=self.again_at if self.again_at and now < self.again_at else None,
        )


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def things() -> Things:
    return Things()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


def write(run: Runtime, about: str, *kinds: MessageKind, to: str = "a-point") -> list[str]:
    """Put messages about a thing in the outbox, each after the one before; their ids."""
    ids: list[str] = []

    def written(work: UnitOfWork) -> None:
        here = "new-york"
        for kind in kinds:
            how = Circumstances(after=ids[-1] if ids else None)
            ids.append(send_later(work, kind, to=to, location_id=here, about=about, how=how))

    carry_out(run, "staff-ana", written)
    return ids


def write_many(run: Runtime, count: int) -> list[str]:
    """Put messages about so many things in the outbox, fifty at a time; their ids."""
    ids: list[str] = []

    def written(work: UnitOfWork) -> None:
        for number in range(len(ids), min(len(ids) + 50, count)):
            kind, about = MessageKind.BOOKED, f"thing-{number}"
            ids.append(send_later(work, kind, to="a-point", location_id="new-york", about=about))

    while len(ids) < count:
        carry_out(run, "staff-ana", written)
    return ids


def work(run: Runtime, things: Things) -> JobReport:
    tellers = dict.fromkeys(MessageKind, things.tell)
    return send_due(run, "send-messages", tellers, lambda: 60.0)


def load(run: Runtime, message_id: str) -> Message:
    found = store.load_message(run.table, message_id)
    assert found is not None
    return found


def told(mailbox: Mailbox) -> list[str]:
    return [subject.rpartition(": ")[2] for subject in mailbox.subjects]


def ages_told(output: str) -> list[int]:
    """The outbox's ages that CloudWatch reads out of these lines, in seconds."""
    lines = [json.loads(line) for line in output.splitlines()]
    return [line[OUTBOX_AGE] for line in lines if OUTBOX_AGE in line]


def test_killed_anywhere_each_is_sent_at_least_once_and_in_order(
    run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock
) -> None:
    """At 50 seeded points. How many came twice is printed: at least once is the promise."""
    twice, kills = 0, 0
    for seed in range(50):
        chance = Random(seed)  # noqa: S311  # nothing is to be kept secret here
        mailbox.taken.clear()
        written = [each for about in THINGS for each in write(run, about, *KINDS)]
        for _ in range(40):
            killer = Killer(chance.randrange(1, 45), after=chance.random() < 0.5)
            with killing(run, killer), suppress(Killed):
                work(run, things)
            kills += killer.calls >= killer.at
            clock.forward(minutes=3)
            if all(load(run, each).state is MessageState.SENT for each in written):
                break
        assert all(load(run, each).state is MessageState.SENT for each in written)
        went = told(mailbox)
        for about in THINGS:
            numbers = [KINDS.index(MessageKind(t.split()[1])) for t in went if t.startswith(about)]
            assert set(numbers) == {0, 1, 2}, seed
            assert numbers == sorted(numbers), seed
        twice += len(went) - len(written)
    print(f"\n{kills} killed, {twice} of {50 * len(THINGS) * len(KINDS)} came twice")
    assert kills >= 50


def test_killed_between_provider_and_mark_it_comes_twice_and_is_not_lost(
    run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock
) -> None:
    class DiesOnceSent(Mailbox):
        def send(self, to: str, mime: bytes, tags: Mapping[str, str]) -> str:
            mailbox.send(to, mime, tags)
            raise Killed

    (message_id,) = write(run, "thing", MessageKind.BOOKED)
    with suppress(Killed):
        work(replace(run, email=DiesOnceSent()), things)
    assert load(run, message_id).state is MessageState.WAITING
    work(run, things)
    assert len(mailbox.taken) == 1, "it is that worker's for two minutes"
    clock.forward(minutes=2)
    work(run, things)
    assert load(run, message_id).state is MessageState.SENT
    first, second = mailbox.mails
    assert first["Message-ID"] == second["Message-ID"]


def test_of_two_workers_one_sends(run: Runtime, mailbox: Mailbox, things: Things) -> None:
    """The other comes while the first has it in hand."""
    reports: list[JobReport] = []

    class SendsMeanwhile(Mailbox):
        def send(self, to: str, mime: bytes, tags: Mapping[str, str]) -> str:
            reports.append(work(run, things))
            return mailbox.send(to, mime, tags)

    write(run, "thing", MessageKind.BOOKED)
    work(replace(run, email=SendsMeanwhile()), things)
    assert len(mailbox.taken) == 1
    assert reports[0].counts == {"sent": 0}


def test_one_that_lost_its_lease_marks_nothing(
    run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock
) -> None:
    class Slow(Mailbox):
        def send(self, to: str, mime: bytes, tags: Mapping[str, str]) -> str:
            clock.forward(minutes=3)
            work(run, things)
            return "of-the-slow-one"

    (message_id,) = write(run, "thing", MessageKind.BOOKED)
    work(replace(run, email=Slow()), things)
    assert load(run, message_id).provider_id == "mail-1"


class TestWhileTheProviderIsDown:
    def test_for_an_hour_nothing_is_lost_and_nothing_comes_at_once(
        self, run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock
    ) -> None:
        count = 500
        written = write_many(run, count)
        mailbox.failing = "Throttling"
        for _ in range(60):
            asked = mailbox.asked
            work(run, things)
            assert mailbox.asked - asked <= 3, "it is left in peace after three failures"
            clock.forward(minutes=1)
        mailbox.failing = None
        by_minute: list[int] = []
        while len(mailbox.taken) < count and len(by_minute) < 90:
            before = len(mailbox.taken)
            work(run, things)
            by_minute.append(len(mailbox.taken) - before)
            clock.forward(minutes=1)
        assert max(by_minute) <= MOST_A_RUN
        assert len(by_minute) <= 2 * count / MOST_A_RUN, "nobody waits for long after it"
        found = [load(run, each) for each in written]
        assert {each.state for each in found} == {MessageState.SENT}
        assert len({each.provider_id for each in found}) == len(mailbox.taken) == count

    def test_pauses_grow_and_differ(
        self, run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock
    ) -> None:
        ids = [write(run, about, MessageKind.BOOKED)[0] for about in THINGS[:2]]
        mailbox.failing = "ReadTimeoutError"
        work(run, things)
        now = clock()
        pauses = [(load(run, each).due_at or now) - now for each in ids]
        assert len(set(pauses)) == 2
        assert all(timedelta(seconds=30) <= each <= timedelta(minutes=1) for each in pauses)
        assert {load(run, each).last_error for each in ids} == {"ReadTimeoutError"}

    def test_for_good_it_is_given_up_with_a_line_in_its_history(
        self, run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock
    ) -> None:
        (message_id,) = write(run, "thing", MessageKind.BOOKED)
        mailbox.failing = "AccountSendingPausedException"
        for _ in range(60 * 13):
            work(run, things)
            clock.forward(minutes=1)
        message = load(run, message_id)
        assert (message.state, message.tries) == (MessageState.GIVEN_UP, MOST_TRIES)
        whats = [event.what for event in load_events(run.table, "MESSAGE", message_id)]
        assert whats == ["try-failed"] * (MOST_TRIES - 1) + ["given-up"]

    def test_the_outbox_is_as_old_as_what_is_tried_in_vain_until_that_is_given_up(
        self,
        run: Runtime,
        mailbox: Mailbox,
        things: Things,
        clock: FixedClock,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        """After the first try it has no age yet; then the time since that; given up, it has none.

        That is the desk's to see to: an alarm of the outbox would find nothing that waits there.
        """
        (message_id,) = write(run, "thing", MessageKind.BOOKED)
        mailbox.failing = "Throttling"
        first, since, told_of = clock(), list[float](), list[list[int]]()
        while (message := load(run, message_id)).state is MessageState.WAITING:
            clock.now = message.due_at or clock.now
            since.append((clock() - first).total_seconds())
            capsys.readouterr()
            work(run, things)
            told_of.append(ages_told(capsys.readouterr().out))
        assert len(since) == MOST_TRIES
        assert told_of == [[], *([pytest.approx(age, abs=1)] for age in since[1:-1]), []]

    def test_what_comes_after_it_waits(
        self, run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock
    ) -> None:
        write(run, "thing", MessageKind.BOOKED, MessageKind.MOVED)
        mailbox.failing = "Throttling"
        work(run, things)
        mailbox.failing = None
        work(run, things)
        assert mailbox.taken == []
        for _ in range(5):
            clock.forward(minutes=1)
            work(run, things)
        assert told(mailbox) == ["thing booked", "thing moved"]


@pytest.mark.parametrize("leap", [timedelta(days=-1), timedelta(days=1)], ids=["back", "on"])
def test_a_clock_that_leaps_loses_nothing_and_tells_nothing_twice(
    run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock, leap: timedelta
) -> None:
    """In the middle of sending, and again before the next run: once it is right, all have gone."""
    right = clock.now

    class Leaps(Mailbox):
        def send(self, to: str, mime: bytes, tags: Mapping[str, str]) -> str:
            clock.now = right + leap
            return mailbox.send(to, mime, tags)

    written = write(run, "thing", *KINDS)
    work(replace(run, email=Leaps()), things)
    work(run, things)
    clock.now = right + timedelta(minutes=3)
    work(run, things)
    assert {load(run, each).state for each in written} == {MessageState.SENT}
    assert told(mailbox) == [f"thing {kind}" for kind in KINDS]


def test_killed_before_the_next_reminder_is_filed_it_is_filed_all_the_same(
    run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock
) -> None:
    """The mark that one went and the next of its kind are one write: neither is without the other.

    Killed anywhere, each of the two comes at least once, and the second not before its time.
    """
    second_at = clock.now + timedelta(hours=24)
    things.again_at = second_at
    for at, after in product(range(1, 14), (False, True)):
        mailbox.taken.clear()
        clock.now = second_at - timedelta(hours=24)
        (message_id,) = write(run, f"thing-{at}-{after}", MessageKind.REMINDER)
        with killing(run, Killer(at, after)), suppress(Killed):
            work(run, things)
        clock.forward(minutes=3)
        work(run, things)
        assert load(run, message_id).due_at == second_at
        assert 1 <= len(mailbox.taken) <= 2
        first = len(mailbox.taken)
        clock.now = second_at
        work(run, things)
        work(run, things)
        assert len(mailbox.taken) == first + 1
        assert load(run, message_id).state is MessageState.SENT


def test_a_worker_that_always_dies_is_given_up(
    run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock
) -> None:
    class Deadly(Mailbox):
        def send(self, to: str, mime: bytes, tags: Mapping[str, str]) -> str:
            raise Killed

    (message_id,) = write(run, "thing", MessageKind.BOOKED)
    for _ in range(MOST_TRIES + 1):
        with suppress(Killed):
            work(replace(run, email=Deadly()), things)
        clock.forward(minutes=2)
    assert load(run, message_id).state is MessageState.GIVEN_UP
    assert load(run, message_id).last_error == "killed"


class TestWhatDoesNotGo:
    def test_where_mail_is_off_it_is_called_off_and_says_so(
        self, run: Runtime, things: Things
    ) -> None:
        (message_id,) = write(run, "thing", MessageKind.BOOKED)
        report = work(replace(run, email=None), things)
        assert (report.done, report.failed) == (1, 0)
        assert load(run, message_id).state is MessageState.CALLED_OFF

    def test_without_an_address_it_is_called_off(
        self, run: Runtime, mailbox: Mailbox, things: Things
    ) -> None:
        things.email = None
        (message_id,) = write(run, "thing", MessageKind.BOOKED)
        work(run, things)
        assert load(run, message_id).state is MessageState.CALLED_OFF
        assert mailbox.asked == 0

    def test_to_an_address_that_anybody_typed_there_are_so_many_a_day_and_no_more(
        self, run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock, clinic: Clinic
    ) -> None:
        things.by_staff = False
        most = clinic.messages.most_mails_a_day
        for number in range(most + 4):
            write(run, f"thing-{number}", MessageKind.BOOKED)
        report = work(run, things)
        assert (len(mailbox.taken), report.failed) == (most, 0)
        clock.forward(days=1)
        write(run, "thing", MessageKind.BOOKED)
        work(run, things)
        assert len(mailbox.taken) == most + 1

    def test_what_staff_took_down_is_not_counted(
        self, run: Runtime, mailbox: Mailbox, things: Things
    ) -> None:
        for number in range(12):
            write(run, f"thing-{number}", MessageKind.BOOKED)
        work(run, things)
        assert len(mailbox.taken) == 12

    def test_an_address_that_has_no_form_in_ascii_is_given_up_at_once(
        self, run: Runtime, mailbox: Mailbox, things: Things
    ) -> None:
        things.email = "müller@example.com"
        (message_id,) = write(run, "thing", MessageKind.BOOKED)
        work(run, things)
        assert load(run, message_id).state is MessageState.GIVEN_UP
        assert mailbox.asked == 0

    def test_a_domain_in_another_script_is_written_to(
        self, run: Runtime, mailbox: Mailbox, things: Things
    ) -> None:
        things.email = "robin@bücher.example"
        write(run, "thing", MessageKind.BOOKED)
        work(run, things)
        assert mailbox.taken[0][0] == "robin@xn--bcher-kva.example"


class TestSomebodyWhoAskedToBeLeftAlone:
    def note_wish(self, run: Runtime, email: str, phone: str | None = None) -> Identity:
        """Somebody known under this address, or under a number, asks not to be contacted."""
        identity = identify(run.keyring, phone, email, "Robin Example")
        person = Person(
            point_id=identity.point_id,
            person_id=identity.person_id,
            name="Robin Example",
            phone=phone,
            email=email,
        )

        def noted(work: UnitOfWork) -> None:
            note_person(work, person, identity.email_id, work.now)

        def wished(work: UnitOfWork) -> None:
            here = "new-york"
            note_do_not_contact(work, identity.point_id, identity.person_id, here)

        carry_out(run, "visitor", noted)
        carry_out(run, "staff-ana", wished)
        return identity

    def test_gets_no_reminder_and_no_offer(
        self, run: Runtime, mailbox: Mailbox, things: Things
    ) -> None:
        self.note_wish(run, ROBIN)
        for kind in (MessageKind.REMINDER, MessageKind.WAITLIST_OFFER):
            write(run, f"of-{kind}", kind)
        work(run, things)
        assert mailbox.taken == []

    def test_is_still_told_of_what_they_booked(
        self, run: Runtime, mailbox: Mailbox, things: Things
    ) -> None:
        self.note_wish(run, ROBIN)
        write(run, "thing", *KINDS)
        work(run, things)
        assert len(mailbox.taken) == 3

    def test_under_a_number_gets_no_reminder_of_what_staff_booked_for_them(
        self, run: Runtime, mailbox: Mailbox, things: Things
    ) -> None:
        known = self.note_wish(run, ROBIN, phone="+12125550123")
        things.person_id = known.person_id
        write(run, "thing", MessageKind.REMINDER, to=known.point_id)
        work(run, things)
        assert mailbox.taken == []

    def test_under_a_number_keeps_no_reminder_from_another_on_it(
        self, run: Runtime, mailbox: Mailbox, things: Things
    ) -> None:
        known = self.note_wish(run, ROBIN, phone="+12125550123")
        things.email = "kim@example.com"
        write(run, "thing", MessageKind.REMINDER, to=known.point_id)
        work(run, things)
        assert len(mailbox.taken) == 1

    def test_under_a_number_tells_nothing_to_whoever_types_it_with_another_address(
        self, run: Runtime, mailbox: Mailbox, things: Things
    ) -> None:
        """A stranger who reads mail at their own address learns nothing of the number's owner."""
        known = self.note_wish(run, "stranger@example.net", phone="+12125550123")
        things.email, things.by_staff = "stranger@example.net", False
        things.person_id = known.person_id
        write(run, "thing", MessageKind.REMINDER, to=known.point_id)
        work(run, things)
        assert len(mailbox.taken) == 1


@pytest.mark.parametrize(
    ("at", "goes_at"),
    [
        ("2026-11-24T02:30:00+00:00", "2026-11-24T13:00:00+00:00"),  # 9:30 pm in New York
        ("2026-11-24T12:59:00+00:00", "2026-11-24T13:00:00+00:00"),  # a minute to 8
        ("2027-03-14T05:30:00+00:00", "2027-03-14T12:00:00+00:00"),  # the clocks change that night
    ],
)
def test_at_night_offers_and_reminders_wait_for_eight_and_receipts_do_not(
    run: Runtime, mailbox: Mailbox, things: Things, clock: FixedClock, at: str, goes_at: str
) -> None:
    clock.now = datetime.fromisoformat(at)
    (held,) = write(run, "an-entry", MessageKind.WAITLIST_OFFER)
    write(run, "thing", MessageKind.BOOKED)
    work(run, things)
    assert told(mailbox) == ["thing booked"]
    assert load(run, held).due_at == datetime.fromisoformat(goes_at)
    clock.now = datetime.fromisoformat(goes_at)
    work(run, things)
    assert len(mailbox.taken) == 2
