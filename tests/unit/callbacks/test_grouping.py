"""What a flood is: found fast, and as a slow reading of the rule would find it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.callbacks.grouping_rules import FLOOD, NO_SENDER, WITHIN, groups_in
from chalicelib.callbacks.turn_rules import Side, TurnTaken, last_turn, next_side
from chalicelib.clinic import Urgency
from tests.conftest import MONDAY_MORNING


@dataclass(frozen=True)
class Call:
    callback_id: str
    requested_at: datetime
    senders: dict[str, int] = field(hash=False)
    urgency: Urgency = Urgency.CRISIS
    proven: bool = False


def calls(
    count: int, sender: str = "a", seconds: float = 1, after: float = 0, **more: object
) -> list[Call]:
    """So many calls that one address alone asked for, so many seconds apart."""
    return [
        Call(
            f"{sender}-{after:g}-{n}",
            MONDAY_MORNING + timedelta(seconds=after + n * seconds),
            {sender: 1},
            **more,  # type: ignore[arg-type]
        )
        for n in range(count)
    ]


def named(some: Sequence[Call]) -> set[str]:
    return {call.callback_id for call in some}


class TestAFlood:
    def test_is_four_crises_of_one_address_within_ten_minutes(self) -> None:
        assert groups_in(calls(3)) == {}
        assert groups_in(calls(4)).keys() == named(calls(4))
        assert groups_in(calls(4, seconds=200)).keys() == named(calls(4, seconds=200))
        assert groups_in(calls(4, seconds=201)) == {}

    def test_of_two_addresses_is_two_groups_and_of_two_times_too(self) -> None:
        flood = [*calls(4, "a"), *calls(5, "b"), *calls(4, "a", after=3600)]
        groups = groups_in(flood)
        assert groups.keys() == named(flood)
        assert len(set(groups.values())) == 3

    def test_takes_in_what_else_its_address_sent_in_that_time(self) -> None:
        ordinary = calls(1, after=2.5, urgency=Urgency.ROUTINE)
        before, later = (
            calls(1, after=-60, urgency=Urgency.ROUTINE),
            calls(1, after=60, urgency=Urgency.ROUTINE),
        )
        assert groups_in([*calls(4), *ordinary, *before, *later]).keys() == named(
            [*calls(4), *ordinary]
        )

    def test_of_ordinary_calls_is_none(self) -> None:
        assert groups_in(calls(60, urgency=Urgency.URGENT)) == {}

    @pytest.mark.parametrize("other", ["her own", NO_SENDER])
    def test_takes_in_no_call_that_somebody_else_asked_for_too(self, other: str) -> None:
        hers = Call("hers", MONDAY_MORNING, {"a": 1, other: 1})
        assert groups_in([*calls(4), hers]).keys() == named(calls(4))

    def test_takes_in_no_call_of_a_proven_contact_point(self) -> None:
        proven = Call("proven", MONDAY_MORNING, {"a": 1})
        assert groups_in([*calls(4), proven], {"proven"}).keys() == named(calls(4))

    def test_from_two_addresses_that_send_each_form_twice_is_a_flood_still(self) -> None:
        both = [
            Call(f"both-{n}", MONDAY_MORNING + timedelta(seconds=n), {"a": 1, "b": 1})
            for n in range(60)
        ]
        assert groups_in(both).keys() == named(both)

    def test_never_comes_of_what_came_in_by_phone(self) -> None:
        assert groups_in(calls(60, NO_SENDER)) == {}


def slowly(some: Sequence[Call]) -> set[str]:
    """Word for word: those for each of whose senders four crises stand around them."""

    def floods(sender: str, at: datetime) -> bool:
        crises = [
            call.requested_at
            for call in some
            if sender in call.senders and call.urgency is Urgency.CRISIS
        ]
        return any(
            max(four) - min(four) <= WITHIN and min(four) <= at <= max(four)
            for four in combinations(crises, FLOOD)
        )

    return {
        call.callback_id
        for call in some
        if not call.proven
        and NO_SENDER not in call.senders
        and all(floods(sender, call.requested_at) for sender in call.senders)
    }


minutes = st.integers(0, 40)
senders = st.sets(st.sampled_from(["a", "b", NO_SENDER]), min_size=1).map(
    lambda known: dict.fromkeys(sorted(known), 1)
)
urgencies = st.sampled_from([Urgency.CRISIS, Urgency.CRISIS, Urgency.ROUTINE])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(minutes, senders, urgencies, st.booleans()), max_size=14))
def test_it_is_what_a_slow_reading_of_the_rule_finds(
    drawn: list[tuple[int, dict[str, int], Urgency, bool]],
) -> None:
    some = [
        Call(str(n), MONDAY_MORNING + timedelta(minutes=at), of, urgency, proven and at % 3 == 0)
        for n, (at, of, urgency, proven) in enumerate(drawn)
    ]
    groups = groups_in(some, {call.callback_id for call in some if call.proven})
    alone = slowly(some) - groups.keys()
    assert groups.keys() <= slowly(some)
    assert all(list(groups.values()).count(group) > 1 for group in groups.values())
    assert len(alone) <= 4  # of each flood of an address all may be left out but one: no group


class TestTurns:
    def taken(self, side: Side, number: int, minutes: int = 0) -> TurnTaken:
        at = MONDAY_MORNING - timedelta(minutes=minutes)
        return TurnTaken(side=side, number=number, at=at)

    def test_a_group_is_first_and_then_the_other_side_each_time_whoever_claims(self) -> None:
        ana, ben = self.taken(Side.GROUP, 1), self.taken(Side.OTHERS, 2)
        assert next_side(None) is Side.GROUP
        assert next_side(last_turn([ana], MONDAY_MORNING)) is Side.OTHERS
        assert next_side(last_turn([ana, ben], MONDAY_MORNING)) is Side.GROUP

    def test_a_turn_of_another_flood_is_forgotten(self) -> None:
        old, new = self.taken(Side.GROUP, 9, minutes=61), self.taken(Side.OTHERS, 1)
        assert last_turn([old], MONDAY_MORNING) is None
        assert last_turn([old, new], MONDAY_MORNING) == new
