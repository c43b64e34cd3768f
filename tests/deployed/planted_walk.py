"""A walk through the deployed whole that plants people's values wherever somebody may type one."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from typing import Any
from urllib.parse import urlencode

from tests.deployed.calls import Reply
from tests.deployed.whole import Whole

HERE, SERVICE, INFUSION = "new-york", "ketamine-consultation", "ketamine-infusion"
NAME, OTHER, ESCORT = "Zylphiár Quorvane", "Ottilixa Brombeck", "Jorvundel Eskwist"
PHONE, SECOND = "+13105550141", "+14155550138"
EMAIL, MAILED = "zq.seedling+u7@quorvane-post.example", "brombeck.o@ottilixa-mail.example"
BORN = "1947-03-19"
RETURNED = "trundlewisp"
"""Stands in an address that mail comes back from."""
WORDS = {
    "message": "marigoldine",
    "medication": "quetzaprine",
    "note": "tintervale",
    "reason": "wobblegate",
    "label": "chandlewick",
    "refused": "sproutledge",
}
PLANTED = {
    "name": NAME,
    "other name": OTHER,
    "escort": ESCORT,
    "born": BORN,
    **WORDS,
    "phone": PHONE,
    "second phone": SECOND,
    "email": EMAIL,
    "second email": MAILED,
    "returned": RETURNED,
}
"""Distinctive: none of it stands anywhere else in a run."""

_ADDRESSES = re.compile(r"""(?:href|src|action)="([^"]*)"|(https?://[^\s"'<>\\]+)""")


@dataclass
class Walk:
    """All that was asked for and answered on the way."""

    whole: Whole
    urls: list[str] = field(default_factory=list)
    """Every address that was asked for, or that an answer led to."""
    tokens: list[str] = field(default_factory=list)
    """Every opaque text that an answer gave: tokens, cursors, ids, tags."""
    statuses: set[int] = field(default_factory=set)
    numbers: Iterator[int] = field(default_factory=count)

    def ask(self, method: str, path: str, body: Any = None, *, status: int = 0, **how: Any) -> Any:
        """Call as anybody, and be answered well, or with this status. The answer, if it is JSON."""
        number = next(self.numbers)
        sent = {"Idempotency-Key": f"planted-{number}", "Browser-Id": f"planted-{number}"}
        headers = {**sent, **how.pop("headers", {})}
        reply = self.whole.call(method, path, body, headers=headers, **how)
        is_expected = reply.status == status if status else reply.status < 300
        assert is_expected, (method, path, reply.status, reply.content)
        self.urls.append(path)
        self._note(reply)
        is_json = "json" in reply.headers.get("content-type", "")
        return reply.json() if is_json and reply.content else None

    def staff(self, method: str, path: str, body: Any = None, *, status: int = 0) -> Any:
        """Call as somebody who may do all that staff may."""
        token = self.whole.token("manager")
        return self.ask(method, path, body, status=status, token=token)

    def _note(self, reply: Reply) -> None:
        self.statuses.add(reply.status)
        self.urls += [reply.headers[name] for name in ("location", "link") if name in reply.headers]
        text = reply.content.decode("utf-8", "replace")
        self.urls += [inner or outer for inner, outer in _ADDRESSES.findall(text)]
        self.tokens += [reply.headers["etag"]] if "etag" in reply.headers else []
        if "json" in reply.headers.get("content-type", "") and text:
            self.tokens += _opaque(json.loads(text))


def _opaque(value: Any, name: str = "") -> Iterator[str]:
    """The texts in an answer that nobody is to read: by their names, wherever they stand."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _opaque(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _opaque(inner, name)
    elif isinstance(value, str) and re.search(r"token|cursor|_ids?$|reference|^id$|version", name):
        yield value


def walk_all(walk: Walk) -> None:
    """Everything that people and staff do with each other."""
    receipt = ask_for_a_call(walk)
    answer_the_call(walk, receipt)
    log_calls(walk)
    book_online(walk, receipt)
    book_at_the_desk(walk)
    wait_for_a_time(walk, receipt)
    run_the_jobs(walk)
    find_and_correct(walk)
    look_at_lists(walk)
    run_the_jobs(walk)


def a_form(**changes: Any) -> dict[str, Any]:
    """What a visitor fills in, all of it."""
    form = {
        "location_id": HERE,
        "service_id": SERVICE,
        "consent": True,
        "is_adult": True,
        "name": NAME,
        "phone": "(310) 555-0141",
        "email": EMAIL,
        "message": f"About {WORDS['message']}",
        "current_medication": WORDS["medication"],
    }
    return {**form, **changes}


def ask_for_a_call(walk: Walk) -> Any:
    """The form: sent, sent again, with other content, with mistakes, and without any script."""
    key = {"Idempotency-Key": f"planted-form-{next(walk.numbers)}"}
    receipt = walk.ask("POST", "requests", a_form(), headers=key)
    assert walk.ask("POST", "requests", a_form(), headers=key) == receipt
    walk.ask("POST", "requests", a_form(name=OTHER), status=409, headers=key)
    walk.ask("POST", "requests", a_form(name=OTHER, email=MAILED))
    walk.ask("POST", "requests", a_form(name=OTHER, phone="415 555 0138", email=None))
    walk.ask("POST", "requests", a_form(message="I want to end my life."))
    wrong = {"phone": f"{PHONE} {WORDS['refused']}", "email": f"{WORDS['refused']}@", "name": ""}
    walk.ask("POST", "requests", a_form(**wrong), status=422)
    cut = {"Content-Type": "application/json"}
    walk.ask("POST", "requests", f'{{"name": "{NAME}'.encode(), status=400, headers=cut)
    for filled, status in ((a_form(consent="true"), 0), (a_form(**wrong), 422)):
        typed = urlencode(filled).encode()
        plain = {"Content-Type": "application/x-www-form-urlencoded"}
        walk.ask("POST", "requests", typed, status=status, headers=plain)
    seen = {"Visitor-Token": receipt["visitor_token"]}
    walk.ask("GET", f"requests/{receipt['request_id']}", headers=seen)
    return receipt


def answer_the_call(walk: Walk, receipt: Any) -> None:
    """The queue, page by page; taking a call, writing on it, and every way in which it ends."""
    page = walk.staff("GET", f"locations/{HERE}/queue?limit=1")
    walk.staff("GET", f"locations/{HERE}/queue?limit=1&cursor={page['next_cursor']}")
    request = walk.staff("GET", f"staff/requests/{receipt['request_id']}")
    call = f"callbacks/{request['callback_id']}"
    card = walk.staff("POST", f"{call}/claim", {})
    walk.staff("GET", f"{call}/requests")
    walk.staff("POST", f"{call}/renew", claimed(card))
    walk.staff("POST", f"{call}/notes", noted(card))
    walk.staff("POST", f"{call}/hand-back", noted(card))
    card = walk.staff("POST", f"locations/{HERE}/queue/claim", {})
    other = f"callbacks/{card['callback_id']}"
    walk.staff("POST", f"{other}/hand-back", noted(card))
    card = walk.staff("POST", f"{call}/claim", {})
    person = card["people"][0]["person_id"]
    how = {"disposition": "reached", "done": "spoke-not-in-danger", "person_id": person}
    walk.staff("POST", f"{call}/attempts", {**noted(card), **how})
    walk.staff("GET", call)
    walk.staff("GET", f"locations/{HERE}/closed-today?limit=1")


def claimed(card: Any) -> dict[str, Any]:
    return {"claim": card["claim"]["token"]}


def noted(card: Any) -> dict[str, Any]:
    return {**claimed(card), "note": f"Says {WORDS['note']} to {NAME}, {PHONE}"}


def log_calls(walk: Walk) -> None:
    """Somebody calls in, for themselves and for somebody else."""
    for name, phone in ((NAME, PHONE), (OTHER, "001 415-555-0138"), (None, "(310) 555 0141")):
        told = {"name": name, "phone": phone, "email": EMAIL if name == NAME else None}
        said = {"reason": WORDS["reason"], "note": WORDS["note"]}
        walk.staff("POST", f"locations/{HERE}/incoming-calls", {**told, **said})
    bad = {"phone": WORDS["refused"], "reason": WORDS["reason"], "name": NAME}
    walk.staff("POST", f"locations/{HERE}/incoming-calls", bad, status=422)


def times(walk: Walk, service: str = SERVICE) -> Iterator[str]:
    """The times that staff can give, from the last one back: others book those of the next days."""
    last = walk.ask("GET", f"availability?location={HERE}&service={SERVICE}")["last_day"]
    first = (date.fromisoformat(last) - timedelta(days=6)).isoformat()
    path = f"locations/{HERE}/availability?service={service}&from={first}&to={last}"
    offered = walk.staff("GET", path)["times"]
    return (each["starts_at"] for each in reversed(offered))


def book_online(walk: Walk, receipt: Any) -> None:
    """Hold, let go, book, move, call off; the same hold again for somebody else."""
    starts = times(walk)
    sender = {"Request-Token": receipt["visitor_token"]}
    request = {"request_id": receipt["request_id"]}
    wish = {"location_id": HERE, "service_id": SERVICE, **request}

    def hold() -> dict[str, Any]:
        sent = {**wish, "starts_at": next(starts)}
        held = walk.ask("POST", "holds", sent, headers=sender)
        return {"hold_token": held["hold_token"]}

    walk.ask("POST", "holds/release", hold())
    who = {"name": NAME, "phone": PHONE, "email": EMAIL, "escort_name": ESCORT, "is_adult": True}
    body = {**hold(), **who, **request}
    booked = walk.ask("POST", "appointments", body, headers=sender)
    other = {**body, "name": OTHER, "phone": SECOND}
    walk.ask("POST", "appointments", other, status=409, headers=sender)
    wrong = {**hold(), "name": NAME, "phone": WORDS["refused"], "email": EMAIL}
    walk.ask("POST", "appointments", wrong, status=422, headers=sender)
    visit = f"appointments/{booked['appointment_id']}"
    mine = {"Manage-Token": booked["manage_token"]}
    walk.ask("GET", visit, headers=mine)
    walk.ask("GET", f"{visit}/calendar", headers=mine)
    walk.ask("POST", f"{visit}/escort", {"name": ESCORT}, status=409, headers=mine)
    moved = {"starts_at": next(starts)}
    walk.ask("POST", f"{visit}/reschedule", moved, headers=mine)
    walk.ask("POST", f"{visit}/cancel", {"reason": WORDS["reason"]}, headers=mine)


def book_at_the_desk(walk: Walk) -> None:
    """Staff book, note, move and call off, and find a time taken."""
    starts = times(walk, INFUSION)
    who = {"service_id": INFUSION, "name": OTHER, "phone": SECOND, "email": MAILED}
    visits = []
    for _ in range(2):
        body = {
            **who,
            "starts_at": next(starts),
            "escort_name": ESCORT,
            "override": WORDS["reason"],
        }
        path = f"locations/{HERE}/appointments"
        visits.append(walk.staff("POST", path, body)["appointment_id"])
    one, other = (f"staff/appointments/{each}" for each in visits)
    walk.staff("GET", one)
    walk.staff("POST", f"{one}/note", {"note": WORDS["note"]})
    walk.staff("POST", f"{one}/escort", {"name": ESCORT})
    moved = {"starts_at": next(starts), "override": WORDS["reason"]}
    walk.staff("POST", f"{one}/reschedule", moved)
    walk.staff("POST", f"{one}/check-in", {}, status=409)
    walk.staff("POST", f"{other}/cancel", {"reason": WORDS["reason"], "owe_call": True})


def wait_for_a_time(walk: Walk, receipt: Any) -> None:
    """Join the waitlist, look, and leave; by staff too."""
    day = date.fromisoformat(next(times(walk))[:10])
    wish = {"wish": {"first_day": (day - timedelta(days=5)).isoformat(), "last_day": f"{day}"}}
    who = {"service_id": SERVICE, "name": NAME, "phone": PHONE, "email": EMAIL}
    asked = {**wish, "location_id": HERE, "request_id": receipt["request_id"]}
    sender = {"Request-Token": receipt["visitor_token"]}
    entry = walk.ask("POST", "waitlist", {**who, **asked, "is_adult": True}, headers=sender)
    mine = {"Manage-Token": entry["token"]}
    walk.ask("GET", f"waitlist/{entry['entry_id']}", headers=mine)
    walk.ask("POST", f"waitlist/{entry['entry_id']}/leave", {}, headers=mine)
    who |= {"name": OTHER, "phone": SECOND}
    walk.staff("POST", f"locations/{HERE}/waitlist", {**who, **wish})
    walk.staff("GET", f"locations/{HERE}/waitlist")


def find_and_correct(walk: Walk) -> None:
    """Find by all that is typed; import, open, correct, merge and split."""
    listed = {"name": NAME, "phone": PHONE, "email": EMAIL, "date_of_birth": BORN}
    rows = [{**listed, "notes": WORDS["note"]}, {"name": OTHER, "email": MAILED}]
    walk.staff("POST", "people/import", {"people": rows})
    walk.staff("POST", "people/import", {"people": [{"name": WORDS["refused"]}]}, status=422)
    for text in (NAME, OTHER.split()[1], "310-555-0141", "0141", EMAIL, "03/19/1947"):
        walk.staff("POST", "find", {"text": text, "location_id": HERE})
    ids = set()
    for query in ({"phone": PHONE}, {"phone": SECOND}, {"email": MAILED}):
        found = walk.staff("POST", "people/search", query)["people"]
        ids |= {each["person_id"] for each in found}
    for each in sorted(ids):
        walk.staff("GET", f"people/{each}?location_id={HERE}")
        page = walk.staff("GET", f"people/{each}/timeline")
        if "next_cursor" in page:
            walk.staff("GET", f"people/{each}/timeline?cursor={page['next_cursor']}")
    one, other, *_ = sorted(ids)
    walk.staff("POST", f"people/{one}/correct", {"name": NAME, "date_of_birth": BORN})
    walk.staff("POST", f"people/{one}/correct", {"date_of_birth": "3047-01-01"}, status=422)
    for verb in ("merge", "split", "merge"):
        walk.staff("POST", f"people/{one}/{verb}", {"person_id": other})


def look_at_lists(walk: Walk) -> None:
    """The day, its contacts and its file; feeds of a calendar; the visitor's pages."""
    for day in sorted({each[:10] for each in times(walk)}):
        for what in ("day", "day/contacts", "free-slots", "roster.csv"):
            walk.staff("GET", f"locations/{HERE}/{what}?date={day}")
    walk.staff("GET", f"locations/{HERE}/spam?limit=1")
    walk.staff("POST", f"locations/{HERE}/calendar-feeds", {"label": WORDS["label"]})
    for page in ("", "?lang=es", "manage", "desk"):
        walk.ask("GET", page)


def run_the_jobs(walk: Walk) -> None:
    """Each job that a manager can have run."""
    for job in walk.staff("GET", "jobs")["jobs"]:
        if job["by_hand"]:
            walk.staff("POST", f"jobs/{job['name']}", {})
