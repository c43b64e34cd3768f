"""Who is erased by rule: whoever sent a request in vain, and of whom nothing else is kept."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.platform.clock import instant_text, parse_instant
from chalicelib.records.never_answered_rules import LOOK_AGAIN, Kept, next_look

ROBIN, ALEX = "p" * 26, "q" * 26
NUMBER = "n" * 26
START = datetime(2026, 1, 5, 15, 0, tzinfo=UTC)
Item = dict[str, Any]


@dataclass
class Record:
    """What is kept of Robin, as a test puts it together."""

    last: datetime
    own: list[Item] = field(default_factory=list)
    on_points: list[Item] = field(default_factory=list)
    parts: list[Item] = field(default_factory=list)
    things: list[Item] = field(default_factory=list)
    profile: Item = field(default_factory=dict)

    def file(self, kind: str, of: str, at: datetime) -> None:
        key = {"pk": f"PERSON#{ROBIN}", "sk": f"PART#{instant_text(at)}#{kind}#{of}"}
        self.parts.append({**key, "kind": kind, "part_id": of, "at": instant_text(at)})
        self.last = max(self.last, at)

    def thing(self, kind: str, of: str, **content: Any) -> None:
        self.things.append({"pk": f"{kind}#{of}", "sk": kind, **content})

    def line(self, kind: str, of: str, what: str, by: str = "staff-ana", **details: Any) -> None:
        number = len(self.things) + len(self.own)
        key = {"pk": f"{kind}#{of}", "sk": f"EVENT#{number}", "what": what, "by": by}
        into = self.own if kind == "PERSON" else self.things
        into.append({**key, "details": details})

    def kept(self, *, in_the_way: bool = False) -> Kept:
        ids = frozenset({ROBIN})
        own = [*self.own, self.profile]
        things = (self.on_points, self.parts, self.things)
        return Kept(ids, own, *things, in_the_way=in_the_way)


Add = Callable[[Record, datetime], object]
"""Adds something to a record, at an instant."""


def inside(of: str, person_id: str = ROBIN, **more: Any) -> Item:
    return {"of": of, "person_id": person_id, "source": "consultation-request", **more}


def called(
    record: Record, at: datetime, lines: list[Item], outcome: str = "unreachable", **more: Any
) -> str:
    """A call for these that was closed so, filed under Robin."""
    of = f"call-{len(record.parts)}"
    record.file("CALLBACK", of, at)
    ends = more.pop("ends", {})
    answers = {each["of"]: {"outcome": ends.get(each["of"], outcome)} for each in lines}
    row = {"inside": lines, "answers": answers, **more.pop("row", {})}
    content = {"row": row, "urgency": "routine", "closed_at": instant_text(at), **more}
    record.thing("CALLBACK", of, outcome=outcome, **content)
    record.line("CALLBACK", of, "attempted", disposition="no-answer")
    return of


def asked(record: Record, at: datetime, **more: Any) -> str:
    of = f"form-{len(record.parts)}"
    record.file("REQUEST", of, at)
    record.thing("REQUEST", of, received_at=instant_text(at), crisis=False, **more)
    return of


def in_vain(record: Record, at: datetime, outcome: str = "unreachable", **more: Any) -> str:
    return called(record, at, [inside(asked(record, at))], outcome, **more)


def plain(at: datetime = START) -> Record:
    """One request, called for in vain."""
    record = Record(last=at)
    record.profile = {
        "pk": f"PERSON#{ROBIN}",
        "sk": "PERSON",
        "person_id": ROBIN,
        "point_id": NUMBER,
        "name": "Robin Example",
        "phone": "+12125550123",
        "first_seen_at": instant_text(at),
        "last_seen_at": instant_text(at),
    }
    in_vain(record, at)
    return record


def own(sk: str, **content: Any) -> Add:
    def add(record: Record, at: datetime) -> None:
        record.own.append({"pk": f"PERSON#{ROBIN}", "sk": sk, **content})

    return add


def seen(what: str) -> Add:
    return lambda record, at: record.line("PERSON", ROBIN, what)


def profile(**content: Any) -> Add:
    return lambda record, at: record.profile.update(content)


def on_point(sk: str, **content: Any) -> Add:
    def add(record: Record, at: datetime) -> None:
        record.on_points.append({"pk": f"POINT#{NUMBER}", "sk": sk, **content})

    return add


def filed(kind: str) -> Add:
    return lambda record, at: record.file(kind, f"{kind}-{len(record.parts)}", at)


def waited(by: str) -> Add:
    def add(record: Record, at: datetime) -> None:
        of = f"entry-{len(record.parts)}"
        record.file("WAITLIST", of, at)
        record.line("WAITLIST", of, "joined", by)
        record.line("WAITLIST", of, "over", "expire-holds")

    return add


def wrote(person_id: str | None) -> Add:
    def add(record: Record, at: datetime) -> None:
        lines = [inside(asked(record, at)), inside("theirs", ALEX)]
        of = called(record, at, lines)
        about = {"person": person_id} if person_id else {}
        record.line("CALLBACK", of, "attempted", note="Spoke to somebody.", **about)

    return add


def seen_last(record: Record, at: datetime) -> None:
    """A profile keeps one moment, the last: nobody is heard of before they were."""
    before = parse_instant(record.profile["last_seen_at"])
    record.profile["last_seen_at"] = instant_text(max(before, at))
    record.last = max(record.last, at)


def beside_alex(record: Record, at: datetime) -> None:
    """In one call, nobody reached Robin, and Alex was in danger and was spoken with."""
    lines = [inside(asked(record, at)), inside("theirs", ALEX, urgency="crisis")]
    called(record, at, lines, ends={"theirs": "reached"})


HARMLESS: dict[str, Add] = {
    "another call in vain": lambda record, at: in_vain(record, at),
    "a wrong number": lambda record, at: in_vain(record, at, "wrong-number"),
    "heard of last": seen_last,
    "viewed": seen("viewed"),
    "held once": own("LEGAL-HOLD", lifted_at="2026-02-01T00:00:00.000Z"),
    "flags": own("FLAGS", last_pregnancy={"of": "form-0"}),
    "index": own("INDEX#new-york", entries=["a"]),
    "an email address": profile(email="robin@example.com"),
    "who is on the number": on_point(f"PERSON#{ROBIN}"),
    "a wish of another": on_point("OPEN#CALLBACK#new-york", **{f"do_not_contact_{ALEX}": "then"}),
    "waited once": waited("visitor"),
    "a note about another": wrote(ALEX),
    "beside another": beside_alex,
}

REASONS: dict[str, Add] = {
    "an appointment": filed("APPOINTMENT"),
    "an invitation": filed("INVITATION"),
    "a thing of a kind nobody thought of": filed("NEWCOMER"),
    "put on the waitlist by staff": waited("staff-ana"),
    "a note": own("NOTE#2026#a", note="Likes tea."),
    "an import": own("IMPORT#a"),
    "an item of a kind nobody thought of": own("NEWCOMER"),
    "a booster": own("BOOSTER"),
    "a flag that was discussed": own("FLAGS", discussed_pregnancy={"by": "staff-ana"}),
    "a correction": seen("corrected"),
    "a line nobody thought of": seen("newcomer"),
    "proven by staff": profile(proven_at="2026-01-05T15:00:00.000Z", proven_by="staff-ana"),
    "a date of birth": profile(date_of_birth="1985-03-04"),
    "a wish": profile(do_not_contact_since="2026-01-05T15:00:00.000Z"),
    "answers of the desk": profile(answers={}),
    "a wish on the number": on_point("OPEN#CALLBACK#chicago", **{f"do_not_contact_{ROBIN}": "x"}),
    "a nameless wish": on_point("POINT", do_not_contact_since="2026-01-05T15:00:00.000Z"),
    "reached": lambda record, at: in_vain(record, at, "reached"),
    "resolved": lambda record, at: in_vain(record, at, "resolved"),
    "written to": lambda record, at: in_vain(record, at, "written"),
    "a crisis": lambda record, at: in_vain(record, at, urgency="crisis"),
    "a snooze with a note": lambda record, at: in_vain(record, at, snooze_note="Ill."),
    "only counted": lambda record, at: in_vain(record, at, row={"beyond": 2}),
    "booked beside": lambda record, at: in_vain(record, at, row={"booked_meanwhile": "a"}),
    "marked": lambda record, at: in_vain(record, at, row={"do_not_contact": [ROBIN]}),
    "a note about them": wrote(ROBIN),
    "a note about all": wrote(None),
    "phoned": lambda record, at: called(record, at, [inside("call", source="incoming-call")]),
    "their crisis": lambda record, at: called(
        record, at, [inside(asked(record, at), urgency="crisis")]
    ),
    "follows from an appointment": lambda record, at: called(
        record, at, [inside("a", by_visitor=True)]
    ),
}


def a_form_in_a_crisis(record: Record, at: datetime) -> None:
    asked(record, at)
    record.things[-1]["crisis"] = True


REASONS["a form in a crisis"] = a_form_in_a_crisis

_DAYS_LATER = st.integers(0, 2000).map(lambda days: START + timedelta(days=days))
_WHAT = st.sampled_from([*HARMLESS, *REASONS])


@given(
    extras=st.lists(st.tuples(_WHAT, _DAYS_LATER), max_size=6),
    days=st.integers(90, 3650),
    now=_DAYS_LATER,
    in_the_way=st.booleans(),
)
@example(
    extras=[("heard of last", START + timedelta(days=2)), ("heard of last", START)],
    days=90,
    now=START,
    in_the_way=False,
)
def test_whoever_was_only_asked_in_vain_goes_in_time_and_any_reason_keeps_them(
    extras: list[tuple[str, datetime]], days: int, now: datetime, *, in_the_way: bool
) -> None:
    """The obvious: one reason is enough to stay; else it counts from whatever came last."""
    record = plain()
    for what, at in extras:
        (HARMLESS.get(what) or REASONS[what])(record, at)
    looked = next_look(record.kept(in_the_way=in_the_way), days, now)
    if any(what in REASONS for what, _ in extras):
        assert looked is None
        return
    due = record.last + timedelta(days=days)
    assert looked == (max(due, now + LOOK_AGAIN) if in_the_way else due)


@pytest.mark.parametrize("what", REASONS)
def test_each_reason_alone_keeps_them(what: str) -> None:
    record = plain()
    REASONS[what](record, START)
    assert next_look(record.kept(), 90, START) is None


@given(name=st.text(min_size=1, max_size=20))
def test_a_fact_that_no_form_has_made_keeps_them(name: str) -> None:
    record = plain()
    is_known = name in {*record.profile, "email", "code_proven_at"}
    record.profile.setdefault(name, "x")
    assert (next_look(record.kept(), 90, START) is None) is not is_known


def test_who_was_never_called_stays() -> None:
    record = Record(last=START)
    record.profile = plain().profile
    asked(record, START)
    assert next_look(record.kept(), 90, START) is None
    in_vain(record, START, "wrong-number")
    assert next_look(record.kept(), 90, START) is None
    in_vain(record, START)
    assert next_look(record.kept(), 90, START) == START + timedelta(days=90)


def test_a_call_that_is_open_stays() -> None:
    record = plain()
    of = in_vain(record, START)
    call = next(each for each in record.things if each["pk"] == f"CALLBACK#{of}")
    call["row"]["answers"] = {}
    assert next_look(record.kept(), 90, START) is None
