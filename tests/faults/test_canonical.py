"""What counts as the same, and what does not, when two tables are compared."""

from typing import Any

from chalicelib.platform.ids import Ids
from tests.conftest import MONDAY_MORNING, CountedBytes
from tests.sealed import KEYRING

from .canonical import canonical, ids_in
from .differing import differences

DRAWN = Ids(CountedBytes())


def an_id() -> str:
    return DRAWN.new(MONDAY_MORNING)


def a_appointment_with_history(*events: str) -> list[dict[str, Any]]:
    appointment = an_id()
    told = [
        {"pk": f"APPOINTMENT#{appointment}", "sk": f"EVENT#{an_id()}", "what": what}
        for what in events
    ]
    return [{"pk": f"APPOINTMENT#{appointment}", "sk": "APPOINTMENT"}, *told]


def differ(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> bool:
    return differences(canonical(one, set()), canonical(other, set())) != []


def test_ids_that_were_drawn_anew_and_their_order_make_no_difference() -> None:
    one, other = (a_appointment_with_history("booked", "cancelled") for _ in range(2))
    assert not differ(one, list(reversed(other)))


def test_a_second_line_of_history_for_one_act_does() -> None:
    once, twice = (
        a_appointment_with_history("booked"),
        a_appointment_with_history("booked", "booked"),
    )
    assert differ(once, twice)


def test_so_does_a_line_that_is_missing_or_tells_of_something_else() -> None:
    whole = a_appointment_with_history("booked", "cancelled")
    assert differ(whole, a_appointment_with_history("booked"))
    assert differ(whole, a_appointment_with_history("booked", "moved"))


def test_so_does_a_line_that_was_written_to_another_visit() -> None:
    one = [*a_appointment_with_history("booked", "moved"), *a_appointment_with_history("booked")]
    other = [*a_appointment_with_history("booked"), *a_appointment_with_history("booked", "moved")]
    assert not differ(one, other)
    assert differ(
        one, [*a_appointment_with_history("booked", "booked"), *a_appointment_with_history("moved")]
    )


def test_what_was_there_before_keeps_its_name() -> None:
    """An appointment of one patient is none of another's, who looks just the same."""
    before = [{"pk": f"POINT#{an_id()}"}, {"pk": f"POINT#{an_id()}"}]
    known = ids_in(before)
    one, other = ([{"pk": f"APPOINTMENT#{an_id()}", "of": who["pk"]}] for who in before)
    assert differences(canonical([*before, *one], known), canonical([*before, *other], known))


def test_an_instant_counts_to_the_minute() -> None:
    def until(instant: str) -> list[dict[str, Any]]:
        return [{"until": instant}]

    assert not differ(until("2026-11-23T15:10:05.000Z"), until("2026-11-23T15:10:07.120Z"))
    assert differ(until("2026-11-23T15:10:05.000Z"), until("2026-11-23T15:11:05.000Z"))


def test_a_sealed_token_is_opened() -> None:
    def sealed(**content: Any) -> list[dict[str, Any]]:
        return [{"token": KEYRING.seal("claim", content)}]

    assert not differ(sealed(of=an_id(), fence=1), sealed(of=an_id(), fence=1))
    assert differ(sealed(of=an_id(), fence=1), sealed(of=an_id(), fence=2))


def test_how_long_something_is_kept_yet_counts_as_a_time() -> None:
    assert not differ([{"held_seconds": 600}], [{"held_seconds": 599}])
    assert not differ([{"expires_at": 1795533005}], [{"expires_at": 1795533006}])


def test_what_differs_is_told_in_few_words() -> None:
    one, other = (
        [{"pk": "SLOTS#here", "sk": "ten", "state": state, "more": 1}] for state in ("free", "held")
    )
    told = differences(canonical(one, set()), canonical(other, set()))
    assert told == ["SLOTS ten: state free became held"]
