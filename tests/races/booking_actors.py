"""How visitors, the desk and the jobs use the schedule, each telling the model what they wrote."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol, TypeVar

from chalicelib.platform.errors import FrontdeskError, UnavailableError
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.expressions import from_attributes
from chalicelib.scheduling.appointments.book import book_as_staff, book_held_time
from chalicelib.scheduling.appointments.cancel import cancel
from chalicelib.scheduling.appointments.check_in import check_in
from chalicelib.scheduling.appointments.hold import hold_time
from chalicelib.scheduling.appointments.load_appointment import Asked
from chalicelib.scheduling.appointments.models import BookIn, Hold, HoldIn, HoldView, StaffBookIn
from chalicelib.scheduling.appointments.reschedule import Elsewhere, reschedule
from chalicelib.scheduling.day.block import block, unblock
from chalicelib.scheduling.slots.expire_holds import expire_holds
from chalicelib.scheduling.slots.models import Slot
from chalicelib.scheduling.slots.release_slots import release_slots
from chalicelib.scheduling.slots.schemas import BayDayIn, BlockIn
from chalicelib.scheduling.waitlist.offer_freed_slot import offer_freed_slots
from tests.conftest import MONDAY_MORNING

from .bookings_model import Book

Result = TypeVar("Result")
Item = dict[str, Any]

HARBOR = "harbor"
DAY = date(2026, 11, 24)
STARTS = {start: datetime.fromisoformat(f"{DAY}T{start}:00-05:00") for start in ("09:00", "11:00")}
PHONES = {"ana": "+12125550101", "ben": "+12125550102", "cleo": "+12125550103"}
ADDRESSES = {"ana": "10.0.0.1", "ben": "10.0.0.2", "cleo": "10.0.0.2"}
"""Two of them share one."""


@dataclass(frozen=True)
class Written:
    """What one request wrote of the schedule: slots by their keys, and a visit."""

    items: list[Item]

    @property
    def slot_ids(self) -> list[str]:
        """The slots, in order."""
        slots = (item for item in self.items if item["pk"].startswith("SLOTS#"))
        return [
            slot_id_of(item) for item in slots if not item["sk"].startswith(("DAY", "CANCELED#"))
        ]

    @property
    def slots(self) -> list[Slot]:
        """Those that were stored whole."""
        return [Slot.model_validate(item) for item in self.items if "cut_off_at" in item]

    @property
    def appointment_id(self) -> str:
        """The visit."""
        (key,) = (item["pk"] for item in self.items if item["sk"] == "APPOINTMENT")
        return str(key).removeprefix("APPOINTMENT#")


def slot_id_of(item: Item) -> str:
    """The id of the slot that is kept under this key."""
    location_id, day = item["pk"].split("#")[1:]
    start, bay = item["sk"].split("#")
    return f"{location_id}~{day}~{start}~{bay}"


def written(request: dict[str, Any]) -> Written:
    """Of what a request wrote, whole items or else their keys; but for looks."""
    actions = request.get("TransactItems") or [{"Update": request}]
    parts = [part for action in actions for part in action.values()]
    items = [from_attributes(part.get("Item") or part["Key"]) for part in parts]
    return Written([item for item in items if not str(item["pk"]).startswith("LOOKS#")])


Told = Callable[[Book, Written], None]


@dataclass
class Life:
    """One person: their world, what they know of the time, what they are about to do."""

    name: str
    run: Runtime
    book: Book
    now: datetime = MONDAY_MORNING
    began: datetime | None = None
    """When what they are doing began: the time that it goes by until it is done."""
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
                if not self.unheard:
                    raise
                self.unheard = False


class Act(Protocol):
    """Something that somebody does; a refusal ends it."""

    def live(self, life: Life) -> None:
        """Do it."""


@dataclass(frozen=True)
class HoldATime:
    """A visitor chooses a time, and is not heard of again."""

    who: str
    start: str

    def live(self, life: Life) -> None:
        self.hold(life)

    def hold(self, life: Life) -> HoldView:
        wish = {"location_id": HARBOR, "service_id": "visit", "starts_at": STARTS[self.start]}
        longest = timedelta(minutes=life.run.clinic.scheduling.hold_minutes)

        def told(book: Book, wrote: Written) -> None:
            (slot,) = wrote.slots
            book.hold(slot, life.now, longest)

        given = HoldIn.model_validate(wish)
        return life.insist(told, lambda: hold_time(life.run, given, ADDRESSES[self.who], life.name))


@dataclass(frozen=True)
class HoldAndBook:
    """A visitor chooses a time and books it."""

    who: str
    start: str

    def live(self, life: Life) -> None:
        token = HoldATime(self.who, self.start).hold(life).hold_token
        hold = Hold.model_validate(life.run.keyring.unseal("hold", token))

        def told(book: Book, wrote: Written) -> None:
            (slot_id,) = wrote.slot_ids
            assert hold.hold_number is not None
            book.book_held(slot_id, hold.hold_id, (hold.holder, hold.hold_number), life.now)
            book.book(wrote.appointment_id, self.who, slot_id, STARTS[self.start], by_staff=False)

        person = {"name": "Robin Example", "phone": PHONES[self.who]}
        given = BookIn.model_validate({"hold_token": token, **person})
        life.insist(told, lambda: book_held_time(life.run, given))


@dataclass(frozen=True)
class DeskBooks:
    """The desk books for somebody, without a hold."""

    who: str
    start: str

    def live(self, life: Life) -> None:
        def told(book: Book, wrote: Written) -> None:
            (slot_id,) = wrote.slot_ids
            assert book.chairs[slot_id].can_be_had(life.now, by_staff=True)
            book.book(wrote.appointment_id, self.who, slot_id, STARTS[self.start], by_staff=True)

        person = {"name": "Robin Example", "phone": PHONES[self.who]}
        wish = {"service_id": "visit", "starts_at": STARTS[self.start]}
        given = StaffBookIn.model_validate({**wish, **person})
        life.insist(told, lambda: book_as_staff(life.run, "staff", HARBOR, given, life.name))


@dataclass(frozen=True)
class OnAAppointment:
    """Something is done with one of the visits that there are; with none, nothing is."""

    appointment: int

    def live(self, life: Life) -> None:
        appointments = list(life.book.appointments)
        if appointments:
            self.change(life, appointments[self.appointment % len(appointments)])

    def change(self, life: Life, appointment_id: str) -> None:
        raise NotImplementedError


@dataclass(frozen=True)
class Cancel(OnAAppointment):
    """The desk calls it off."""

    def change(self, life: Life, appointment_id: str) -> None:
        asked = Asked(appointment_id, "staff")
        life.insist(
            lambda book, _: book.cancel(appointment_id, life.now),
            lambda: cancel(life.run, asked, None),
        )


@dataclass(frozen=True)
class Arrive(OnAAppointment):
    """The patient is here."""

    def change(self, life: Life, appointment_id: str) -> None:
        asked = Asked(appointment_id, "staff")
        life.insist(lambda book, _: book.arrive(appointment_id), lambda: check_in(life.run, asked))


@dataclass(frozen=True)
class Move(OnAAppointment):
    """The desk moves it to another time."""

    start: str

    def change(self, life: Life, appointment_id: str) -> None:
        starts_at = STARTS[self.start]

        def told(book: Book, wrote: Written) -> None:
            old = book.appointments[appointment_id].slot_id
            (new,) = (slot_id for slot_id in wrote.slot_ids if slot_id != old)
            book.move(appointment_id, new, starts_at, life.now)

        asked, there = Asked(appointment_id, "staff"), Elsewhere(starts_at)
        life.insist(told, lambda: reschedule(life.run, asked, there))


@dataclass(frozen=True)
class Block:
    """A bay is taken out of the day."""

    bay: str

    def live(self, life: Life) -> None:
        def told(book: Book, wrote: Written) -> None:
            for slot_id in wrote.slot_ids:
                book.block(slot_id)

        given = BlockIn(date=DAY, bay=self.bay, reason="Broken lamp")
        life.insist(told, lambda: block(life.run, "staff", HARBOR, given))


@dataclass(frozen=True)
class Unblock:
    """It can be used again."""

    bay: str

    def live(self, life: Life) -> None:
        def told(book: Book, wrote: Written) -> None:
            for slot_id in wrote.slot_ids:
                book.unblock(slot_id, life.now)

        given = BayDayIn(date=DAY, bay=self.bay)
        life.insist(told, lambda: unblock(life.run, "staff", HARBOR, given))


@dataclass(frozen=True)
class ExpireHolds:
    """The job that frees what visitors held and did not book."""

    def live(self, life: Life) -> None:
        def told(book: Book, wrote: Written) -> None:
            (slot_id,) = wrote.slot_ids
            book.expire(slot_id, life.now)

        life.about_to = told
        expire_holds(life.run, lambda: 60.0)


@dataclass(frozen=True)
class OfferFreedSlots:
    """The job that offers what was given up, and frees it, as nobody waits."""

    def live(self, life: Life) -> None:
        def told(book: Book, wrote: Written) -> None:
            (slot_id,) = wrote.slot_ids
            book.offer(slot_id, life.now)

        life.about_to = told
        offer_freed_slots(life.run, lambda: 60.0)


@dataclass(frozen=True)
class ReleaseSlots:
    """The job that ends reservations and gives slots to the desk."""

    def live(self, life: Life) -> None:
        def told(book: Book, wrote: Written) -> None:
            (slot_id,) = wrote.slot_ids
            book.release(slot_id, life.now)

        life.about_to = told
        release_slots(life.run, lambda: 60.0, at_once=1)


def live(life: Life, act: Act) -> None:
    """Do it; whatever is refused has been said, and ends it."""
    try:
        act.live(life)
    except FrontdeskError:
        return
