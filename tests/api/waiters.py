"""People who wait for a time at New York's chairs, and what the table holds of their offers."""

from itertools import count
from typing import Any

from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.conditions import Key
from chalicelib.scheduling.slots.models import Slot, SlotStatus
from chalicelib.scheduling.waitlist.models import WaitlistEntry

from .conftest import Caller
from .whole_table import everything

WEDNESDAY_10 = "2026-11-25T15:00:00Z"
"""10:00 in New York, two days after the tests' Monday: four chairs for infusions."""
FRIDAY_10 = "2026-11-27T15:00:00Z"

_browsers = count()

ANY_DAY = {"first_day": "2026-11-23", "last_day": "2026-11-30"}
BOOKED = {"name": "Robin Example", "phone": "212-555-0100"}


def joining(number: int = 1, **changes: Any) -> dict[str, Any]:
    """What a visitor sends to join; each number is another person."""
    wish = {**ANY_DAY, **changes.pop("wish", {})}
    usual = {
        "location_id": "new-york",
        "service_id": "ketamine-infusion",
        **waiter(number),
        "wish": wish,
    }
    return {name: value for name, value in {**usual, **changes}.items() if value is not None}


def join(visitor: Caller, number: int = 1, **changes: Any) -> Any:
    """Join the waitlist, from a browser that nobody else has; the answer."""
    browser = f"browser-{next(_browsers)}"
    reply = visitor.post("/waitlist", joining(number, **changes), Browser_Id=browser)
    assert reply.status == 201, reply.text
    return reply.json


def put_on(desk: Caller, number: int = 1, **changes: Any) -> Any:
    """The desk puts somebody on New York's list; its answer."""
    body = joining(number, location_id=None, **changes)
    reply = desk.post("/locations/new-york/waitlist", body)
    assert reply.status == 201, reply.text
    return reply.json


def listed(desk: Caller, entry: Any) -> str:
    """How an entry stands on the desk's list; "gone" if it is not there."""
    lines = desk.get("/locations/new-york/waitlist").json["entries"]
    found = (line["state"] for line in lines if line["entry_id"] == entry["entry_id"])
    return str(next(found, "gone"))


def waiter(number: int = 1) -> dict[str, str]:
    """The name and number of the one who joins under this number."""
    return {"name": f"Waiter{number} Example", "phone": f"212-555-01{number:02}"}


def join_people(desk: Caller, one: dict[str, str], other: dict[str, str]) -> None:
    """Staff know that two numbers are one person's."""
    ids = []
    for each in (one, other):
        (found,) = desk.post("/people/search", {"phone": each["phone"]}).json["people"]
        ids.append(found["person_id"])
    reply = desk.post(f"/people/{ids[0]}/merge", {"person_id": ids[1]})
    assert reply.status == 200, reply.text


def see(visitor: Caller, entry: Any) -> Any:
    """One's place on the list, as it now stands."""
    reply = visitor.get(f"/waitlist/{entry['entry_id']}", Manage_Token=entry["token"])
    assert reply.status == 200, reply.text
    return reply.json


def state(visitor: Caller, entry: Any) -> str:
    """How it stands, in a word."""
    return str(see(visitor, entry)["state"])


def decline(visitor: Caller, entry: Any, starts_at: str = WEDNESDAY_10) -> Any:
    """Say no to an offered time; the reply."""
    path = f"/waitlist/{entry['entry_id']}/decline"
    return visitor.post(path, {"starts_at": starts_at}, Manage_Token=entry["token"])


def leave(visitor: Caller, entry: Any) -> Any:
    """Leave the list; the reply."""
    return visitor.post(f"/waitlist/{entry['entry_id']}/leave", Manage_Token=entry["token"])


def take(visitor: Caller, entry: Any, number: int = 1, **changes: Any) -> Any:
    """Book what is offered; the reply."""
    person = {**waiter(number), **changes}
    token = see(visitor, entry)["offer"]["hold_token"]
    return visitor.post("/appointments", {"hold_token": token, **person})


def book(caller: Caller, starts_at: str = WEDNESDAY_10, **changes: Any) -> Any:
    """The desk books a visit; the visit."""
    appointment = {"service_id": "ketamine-infusion", "starts_at": starts_at, **BOOKED, **changes}
    reply = caller.post("/locations/new-york/appointments", appointment)
    assert reply.status == 201, reply.text
    return reply.json


def cancel(desk: Caller, appointment: Any) -> None:
    """The desk calls a visit off."""
    reply = desk.post(f"/staff/appointments/{appointment['appointment_id']}/cancel", {})
    assert reply.status == 200, reply.text


def left(visitor: Caller, starts_at: str = WEDNESDAY_10) -> int:
    """How many chairs visitors can have at that time."""
    day = starts_at[:10]
    path = f"/availability?location=new-york&service=ketamine-infusion&from={day}&to={day}"
    times = visitor.get(path).json["times"]
    return next((time["left"] for time in times if time["starts_at"] == starts_at), 0)


def kind(reply: Any) -> str:
    """The kind of problem."""
    return str(reply.json["type"]).rpartition(":")[2]


def messages(run: Runtime) -> list[dict[str, Any]]:
    """What stands in New York's outbox."""
    return list(run.table.query_all(Key("due_pk").eq("message#new-york"), index="due"))


def check_offers(run: Runtime) -> int:
    """Every offer has its slot, and every offered slot its entry: each one, and whoever staff put
    on the list no two.

    What a contact's future says of the list, the list says too. How many offers there are.
    """
    items = everything(run)
    waiting = [
        WaitlistEntry.model_validate(item) for item in items if item["pk"].startswith("WAITING#")
    ]
    noted = {item["entry_id"]: item for item in items if item["sk"].startswith("OPEN#WAIT#")}
    assert set(noted) == {entry.entry_id for entry in waiting}
    for entry in waiting:
        note = noted[entry.entry_id]
        assert note["pk"] == f"POINT#{entry.point_id}"
        assert note["waitlist_position"] == entry.waitlist_position
        assert note.get("hold_id") == (entry.offer.hold_id if entry.offer else None)
    now = run.clock()
    live = [(entry, entry.offer) for entry in waiting if entry.offer]
    live = [(entry, offer) for entry, offer in live if offer.held_until > now]
    offers = {(entry.waitlist_position, offer.slot_id, offer.hold_id) for entry, offer in live}
    assert offers == {
        (slot.offered_to, slot.slot_id, slot.hold_id)
        for slot in slots_among(items)
        if slot.status_at(now) is SlotStatus.HELD and slot.offered_to
    }
    assert len({offer.slot_id for _, offer in live}) == len(live)
    by_staff = [entry.person_id for entry, _ in live if entry.is_by_staff]
    assert len(set(by_staff)) == len(by_staff)
    return len(live)


def slots_among(items: list[dict[str, Any]]) -> list[Slot]:
    """The slots among what the table holds."""
    of_days = [item for item in items if item["pk"].startswith("SLOTS#")]
    slots = [item for item in of_days if not item["sk"].startswith(("DAY", "CANCELED#"))]
    return [Slot.model_validate(item) for item in slots]
