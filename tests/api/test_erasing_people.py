"""Whoever is erased is in no item, key, index, outbox or log: planted people are looked for.

A walk plants distinctive values through every route that keeps something, public and staff's. What
is open is closed, the people are erased, and everything that there is is searched for any spelling
of the values, for their keys, and for ids that are made of them.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.clinic import Clinic
from chalicelib.people.identity import point_id_of
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.settings import Settings
from chalicelib.records.erase_people import erase_people
from chalicelib.records.kept_rules import Fate, fate_of
from tests.conftest import FixedClock, make_runtime
from tests.deployed.planted import Planted
from tests.deployed.planted_walk import (
    EMAIL,
    HERE,
    INFUSION,
    MAILED,
    NAME,
    OTHER,
    PHONE,
    PLANTED,
    SECOND,
    SERVICE,
    WORDS,
    Walk,
    a_form,
    run_the_jobs,
    times,
    walk_all,
)

from .conftest import Caller
from .in_process import InProcess
from .mailbox import Mailbox
from .whole_table import everything

pytestmark = pytest.mark.timeout(240)

GONE = {
    name: value for name, value in PLANTED.items() if name not in ("label", "refused", "returned")
}
"""A label of a calendar feed is the clinic's own; what is refused is kept nowhere."""

BESIDE = {"name": "Bystandra Loomwick", "phone": PHONE}
"""Somebody else on the very number of who is erased."""

SERIES = {
    "weekdays": ["monday", "wednesday", "friday"],
    "earliest_time": "09:00",
    "latest_time": "17:00",
}
OWN_WORDS: dict[str, Any] = {
    "email": None,
    "message": "Hello.",
    "current_medication": "",
    "screening": [],
}


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic) -> Iterator[Runtime]:
    """A world in which mail is on, and the pages have an address."""
    settings = Settings.model_validate({"FRONTDESK_ENDPOINT_URL": "https://frontdesk.example/api/"})
    world = replace(make_runtime(dynamodb, clock, clinic), email=Mailbox(), settings=settings)
    with using(world) as runtime:
        yield runtime


@pytest.fixture
def walk(client: Client, clock: FixedClock, manager: Caller) -> Walk:
    """The walk, done, and everything that it left open closed."""
    walk = Walk(InProcess(client, clock))  # type: ignore[arg-type]
    looked = walk.ask("GET", f"availability?location={HERE}&service={SERVICE}")
    last = date.fromisoformat(looked["last_day"])
    days = {"from": f"{last - timedelta(days=9)}", "to": f"{last}"}
    assert manager.post(f"/locations/{HERE}/slots/publish", days).status == 200
    leave_beside(walk)
    walk_all(walk)
    walk_further(walk, last - timedelta(days=9))
    return walk


def leave_beside(walk: Walk) -> None:
    """Somebody else on the number: a form that was answered, a note, a flag, an appointment."""
    walk.ask("POST", "requests", a_form(**BESIDE, **OWN_WORDS))
    close_calls(walk)
    (found,) = walk.staff("POST", "people/search", {"phone": PHONE})["people"]
    walk.staff("POST", f"people/{found['person_id']}/notes", {"note": "Likes mornings."})
    body = {**BESIDE, "service_id": INFUSION, "starts_at": next(times(walk, INFUSION))}
    walk.staff("POST", f"locations/{HERE}/appointments", body)


def walk_further(walk: Walk, first: date) -> None:
    """Whatever else keeps something of people: proofs, links, spam, invitations, a series."""
    walk.ask("POST", "proofs", {"location_id": HERE, "email": EMAIL, "name": NAME})
    reference = walk.ask("POST", "requests", a_form(name=NAME))["reference"]
    walk.ask("POST", "links", {"location_id": HERE, "email": EMAIL, "reference": reference})
    walk.ask("POST", "requests", a_form(name=NAME, leave_blank=WORDS["note"]))
    asked = {"for_someone_else": True, "on_behalf_of": BESIDE["name"]}
    walk.ask("POST", "requests", a_form(name=NAME, message="Hi.", current_medication="", **asked))
    walk.ask(
        "POST", "requests", a_form(name=OTHER, phone=None, email=MAILED, screening=["pregnancy"])
    )
    for person_id in planted_people(walk):
        note = {"note": f"{WORDS['note']} of {NAME}"}
        walk.staff("POST", f"people/{person_id}/notes", note)
        walk.staff("POST", f"people/{person_id}/legal-hold", {"reason": WORDS["reason"]})
        walk.staff("POST", f"people/{person_id}/legal-hold/lift")
        card = walk.staff("GET", f"people/{person_id}")
        if card["person"].get("name"):
            invited = {"location_id": HERE, "service_id": SERVICE, "by_email": True}
            walk.staff("POST", f"people/{person_id}/invitations", invited)
        walk.staff("GET", f"people/{person_id}/export")
    wish = {"count": 2, "earliest_day": f"{first}", "within_days": 10}
    series = {"service_id": INFUSION, "name": OTHER, "phone": SECOND, "wish": {**SERIES, **wish}}
    walk.staff("POST", f"locations/{HERE}/series", series)
    run_the_jobs(walk)
    for phone, name in ((PHONE, NAME), (SECOND, OTHER)):
        told = {"phone": phone, "name": name, "reason": WORDS["reason"], "note": WORDS["note"]}
        walk.staff("POST", f"locations/{HERE}/incoming-calls", told)


def planted_people(walk: Walk) -> list[str]:
    """Everybody whom the walk planted, by their ids; the one beside them is nobody of those."""
    queries = ({"phone": PHONE}, {"phone": SECOND}, {"email": EMAIL}, {"email": MAILED})
    found = [each for q in queries for each in walk.staff("POST", "people/search", q)["people"]]
    others = {each["person_id"] for one in found for each in one.get("other_names", ())}
    theirs = {each["person_id"]: each["first_name"] for each in found}
    mine = BESIDE["name"].split()[0]
    return sorted(each for each in {*theirs, *others} if theirs.get(each) != mine)


def close_calls(walk: Walk) -> None:
    """Answer every open call, for each one who is in it; what was left claimed runs out first."""
    walk.whole.clock.forward(minutes=30)  # type: ignore[attr-defined]
    while (card := walk.staff("POST", f"locations/{HERE}/queue/claim", {})) is not None:
        for person in card["people"]:
            if person.get("outcome"):
                continue
            how = {"disposition": "reached", "person_id": person["person_id"]}
            if person["urgency"] == "crisis":
                how["done"] = "spoke-not-in-danger"
            is_beside = person["first_name"] == BESIDE["name"].split()[0]
            note = "Called." if is_beside else f"{WORDS['note']} {NAME}"
            body = {"claim": card["claim"]["token"], "note": note, **how}
            after = walk.staff("POST", f"callbacks/{card['callback_id']}/attempts", body)
            card["claim"] = after.get("claim") or card["claim"]


def close_everything(walk: Walk) -> None:
    """End what is open of those who are erased: calls, appointments ahead, the waitlist."""
    for person_id in planted_people(walk):
        card = walk.staff("GET", f"people/{person_id}")
        for ahead in card["appointments_ahead"]:
            reason = {"reason": WORDS["reason"]}
            walk.staff("POST", f"staff/appointments/{ahead['appointment_id']}/cancel", reason)
    for entry in walk.staff("GET", f"locations/{HERE}/waitlist")["entries"]:
        walk.staff("POST", f"staff/waitlist/{entry['entry_id']}/leave", {})
    close_calls(walk)


def erase_all(walk: Walk, run: Runtime) -> None:
    """Have each of them erased, by preview and confirmation; then the job."""
    for person_id in planted_people(walk):
        preview = walk.staff("GET", f"people/{person_id}/erasure?reason=asked-by-person")
        assert preview["blockers"] == []
        confirmed = {"confirm_token": preview["confirm_token"]}
        walk.staff("POST", f"people/{person_id}/erasure/confirm", confirmed)
    report = erase_people(run, lambda: 600.0)
    assert (report.failed, report.skipped, report.left) == (0, 0, False)


def in_table(run: Runtime, values: dict[str, str], beside: str) -> dict[str, set[str]]:
    """What of these is in an item, in any spelling or encoding; their number is another's, too."""
    found: dict[str, set[str]] = {}
    planted = Planted(values)
    for item in everything(run):
        text = json.dumps(item, default=str, ensure_ascii=False)
        theirs = {"phone"} if beside in text else set()
        if what := planted.found_in(text) - theirs:
            found[f"{item['pk']} {item['sk']} {item}"] = what
    return found


def test_nothing_planted_is_left_anywhere(
    walk: Walk, run: Runtime, capsys: pytest.CaptureFixture[str]
) -> None:
    """In no item, key, index, message or log line; and another on the same number stays whole."""
    close_everything(walk)
    everything_planted = json.dumps(everything(run), default=str, ensure_ascii=False)
    assert Planted(GONE).found_in(everything_planted) == {*GONE}, "all of it was planted"
    assert {fate_of(item) for item in everything(run)} == {*Fate}, "each kind was thought of"
    other, ids = beside_on(walk), set(planted_people(walk))
    beside, keys = kept_of(run, other), made_of_them(run, ids)
    assert any(key.startswith("FIND#") for key in keys), "they could be found by name"
    capsys.readouterr()
    erase_all(walk, run)
    assert Planted(GONE).found_in(capsys.readouterr().out) == set()
    assert in_table(run, GONE, other) == {}
    assert kept_of(run, other) == beside
    assert [item for item in everything(run) if names_by_id(item, ids)] == []
    assert keys & {f"{item['pk']} {item['sk']}" for item in everything(run)} == set()
    mailbox = run.email
    assert isinstance(mailbox, Mailbox)
    sent = len(mailbox.taken)
    walk.whole.clock.forward(days=2)  # type: ignore[attr-defined]
    walk.staff("POST", "jobs/send-messages", {})
    to = [address for address, _ in mailbox.taken[sent:]]
    assert {EMAIL, MAILED} & set(to) == set()


def made_of_them(run: Runtime, ids: set[str]) -> set[str]:
    """The keys of everything that leads to them: of the index, of addresses, of mail."""
    points = {point_id_of(run.keyring, each) for each in (SECOND, EMAIL, MAILED)}
    return {
        f"{item['pk']} {item['sk']}"
        for item in everything(run)
        if str(item["pk"]).split("#")[1] in points
        or (item["pk"].startswith("FIND#") and item["person_id"] in ids)
    }


def names_by_id(item: dict[str, Any], ids: set[str]) -> bool:
    """True for an item with an id of theirs that is not history, nor a look, nor an erasure."""
    is_kept = str(item["pk"]).startswith(("LOOKS#", "ERASURES#ALL"))
    is_audit = is_kept or str(item["sk"]).startswith("EVENT#")
    text = json.dumps(item, default=str)
    return not is_audit and any(each in text for each in ids)


def beside_on(walk: Walk) -> str:
    """The id of who shares the number."""
    found = walk.staff("POST", "people/search", {"phone": PHONE})["people"]
    (own,) = [each for each in found if each["first_name"] == BESIDE["name"].split()[0]]
    return str(own["person_id"])


def kept_of(run: Runtime, person_id: str) -> dict[str, Any]:
    """Everything in which somebody is named and nobody else of the number is, as it is stored.

    Others are in the same calls, and one of the others asked once for somebody: that is theirs.
    """
    mixed = ("CALLBACK#", "POINT#")
    return {
        f"{item['pk']} {item['sk']}": item
        for item in everything(run)
        if person_id in json.dumps(item, default=str)
        and not str(item["pk"]).startswith(mixed)
        and "on_behalf_of" not in item
    }
