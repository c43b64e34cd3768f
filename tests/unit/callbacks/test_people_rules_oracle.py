"""The people inside a call and what it is owed, against slow and simple answers."""

from datetime import UTC, date, datetime, timedelta
from functools import reduce

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.callbacks.merge_rules import is_moved_by_none_like, merged, moved_by
from chalicelib.callbacks.models import Callback
from chalicelib.callbacks.occasion_models import Occasion
from chalicelib.callbacks.people_rules import flags_of, gravest, people_in, windows_of
from chalicelib.clinic import Source, Urgency
from chalicelib.clinic.hours import CallWindow

MONDAY = datetime(2026, 11, 23, 15, tzinfo=UTC)
NAMES = ("", "Alex", "Blair", "Cleo")
WINDOWS = (
    None,
    CallWindow(start="09:00", end="10:00", zone="America/New_York"),
    CallWindow(start="15:00", end="16:30", zone="America/Chicago"),
)
GRAVITY = list(Urgency)


COUNTS = st.integers(1, 8)
NAMED = st.sampled_from(NAMES)
GRAVE = st.sampled_from(GRAVITY)
FLAGS = st.lists(st.sampled_from(["one", "two"]), max_size=2)
WISHED = st.sampled_from(WINDOWS)
SOURCES = st.sampled_from([Source.CONSULTATION_REQUEST, Source.INCOMING_CALL])
MINUTES = st.integers(1, 300)


@st.composite
def occasions(draw: st.DrawFn) -> list[Occasion]:
    """Some occasions of a few people, each at an instant of its own."""
    count = draw(COUNTS)
    made = []
    for number in range(count):
        name = draw(NAMED)
        at = MONDAY + timedelta(minutes=number)
        made.append(
            Occasion(
                of=f"occasion-{number}",
                person_id=f"person-{name}",
                first_name=name,
                urgency=draw(GRAVE),
                flags=tuple(draw(FLAGS)),
                window=draw(WISHED),
                source=draw(SOURCES),
                reason="asks",
                at=at,
                respond_by=at + timedelta(minutes=draw(MINUTES)),
            )
        )
    return made


@given(occasions(), st.data())
def test_everything_is_somebodys_and_the_gravest_owed_leads(
    given_ones: list[Occasion], data: st.DataObject
) -> None:
    answered = data.draw(st.sets(st.sampled_from([each.of for each in given_ones])))
    people = people_in(given_ones, answered)
    theirs = sorted(each.of for person in people for each in person.occasions)
    assert theirs == sorted(each.of for each in given_ones)
    owed = [each for each in given_ones if each.of not in answered]
    unanswered = [each for person in people for each in person.unanswered]
    assert sorted(each.of for each in unanswered) == sorted(each.of for each in owed)
    if owed:
        assert gravest(people[0].unanswered) is max(
            (each.urgency for each in owed), key=GRAVITY.index
        )
        assert people[0].lead.urgency is gravest(owed)


@given(occasions())
def test_one_name_is_one_person_and_no_name_is_the_only_other_ones_whom_staff_took_down(
    given_ones: list[Occasion],
) -> None:
    """What anybody can send without a name is nobody's, and its name owns nothing."""
    people = people_in(given_ones, ())
    names = {each.first_name for each in given_ones}
    forms = {each.first_name for each in given_ones if each.is_stated}
    taken_down = {each.first_name for each in given_ones if not each.is_stated}
    named = names - {""}
    is_nobodys = "" in forms or ("" in taken_down and len(taken_down - {""}) != 1)
    assert len(people) == len(named) + is_nobodys
    for person in people:
        assert len({each.first_name for each in person.occasions} - {""}) <= 1


@given(occasions())
def test_the_hours_are_those_that_any_of_them_allows(given_ones: list[Occasion]) -> None:
    """At every quarter of an hour of a week: some occasion allows it, or the union does not."""
    windows = [each.window for each in given_ones]
    theirs = [None if window is None else window.timetable() for window in windows]
    union = [each.timetable() for each in windows_of(given_ones)]
    for quarter in range(0, 7 * 96, 3):
        at = MONDAY + timedelta(minutes=15 * quarter)
        allowed = any(each is None or each.holds(at) for each in theirs)
        assert allowed == (not union or any(each.holds(at) for each in union))


@given(occasions(), st.permutations(range(8)))
def test_a_call_comes_to_the_same_in_whatever_order_it_is_told(
    given_ones: list[Occasion], order: list[int]
) -> None:
    """While nothing makes it wait: the gravest urgency, the earliest promise, all flags."""
    mixed = [given_ones[place] for place in order if place < len(given_ones)]
    call = opened(mixed[0])
    for each in mixed[1:]:
        call = merged(call, each, date(2026, 11, 23))
    assert call.urgency is gravest(given_ones)
    assert call.respond_by == min(each.respond_by for each in given_ones)
    assert set(flags_of(mixed)) == {flag for each in given_ones for flag in each.flags}


@given(occasions(), st.integers(0, 600), st.sampled_from([None, "snoozed_until", "not_before"]))
def test_what_weighs_no_more_than_a_call_never_moves_it_whoever_comes_in_before(
    given_ones: list[Occasion], minutes: int, wait: str | None
) -> None:
    """So it is added by what is known of the call, whoever adds theirs at the same time."""
    until = MONDAY + timedelta(minutes=minutes)
    waits = {"respond_by": until, wait: until} if wait else {}
    call = opened(given_ones[0]).model_copy(update=waits)
    today = date(2026, 11, 23)
    for each in given_ones[1:]:
        if is_moved_by_none_like(call, each):
            assert moved_by(call, merged(call, each, today)) == {}
            meanwhile = reduce(lambda known, other: merged(known, other, today), given_ones, call)
            assert moved_by(meanwhile, merged(meanwhile, each, today)) == {}


@given(occasions(), st.integers(1, 600), st.booleans())
def test_no_form_puts_a_call_off(
    given_ones: list[Occasion], minutes: int, is_snoozed: bool
) -> None:
    """Whatever comes in, the call is due no later than it was, and no later than a new snooze."""
    until = MONDAY + timedelta(minutes=minutes)
    held = "snoozed_until" if is_snoozed else "not_before"
    call = opened(given_ones[0]).model_copy(update={"respond_by": until, held: until})
    hastened = 0
    for each in given_ones[1:]:
        after = merged(call, each, date(2026, 11, 23))
        assert after.respond_by <= call.respond_by
        assert (after.snoozed_until or after.respond_by) <= until
        if is_snoozed:
            assert after.respond_by <= each.respond_by
        is_stated = each.source is Source.CONSULTATION_REQUEST
        freed = call.not_before is not None and after.not_before is None
        hastened += freed and is_stated and each.urgency is not Urgency.CRISIS
        call = after.model_copy(update={held: until, "respond_by": until}) if freed else after
    assert hastened <= 1


def opened(occasion: Occasion) -> Callback:
    """The callback that an occasion opens."""
    return Callback(
        callback_id="call",
        location_id="new-york",
        point_id="point",
        urgency=occasion.urgency,
        flags=list(occasion.flags),
        occasions=[occasion],
        opened_for=occasion.of,
        opened_by=occasion.person_id,
        requested_at=occasion.at,
        respond_by=occasion.respond_by,
        promise_day=date(2026, 11, 23),
    )
