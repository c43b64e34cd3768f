"""One address floods the queue with crises: nobody else waits behind them, and none is lost."""

from typing import Any, ClassVar

import pytest

from chalicelib.intake.models import ConsultationRequestIn
from chalicelib.intake.submit_request import submit_request
from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips

from .conftest import Caller, Submit, attempt, claim_next, write

FLOODER = "203.0.113.7"
QUEUE = "/locations/new-york/queue"


def send(run: Runtime, number: int, address: str = FLOODER, **changes: Any) -> None:
    """A form from an address; a crisis unless it says otherwise."""
    form = {
        "location_id": "new-york",
        "service_id": "ketamine-consultation",
        "name": f"Guest {number}",
        "phone": f"+1212555{number:04d}",
        "message": "I want to die",
        "consent": True,
        **changes,
    }
    submit_request(run, ConsultationRequestIn.model_validate(form), None, address)


@pytest.fixture
def flood(run: Runtime, clock: FixedClock) -> None:
    """Sixty crisis forms with sixty numbers, from one address in two seconds."""
    for number in range(60):
        send(run, number)
        if number % 30 == 29:
            clock.forward(seconds=1)


def close(desk: Caller, card: Any) -> None:
    done = {"done": "spoke-not-in-danger"} if card["urgency"] == "crisis" else {}
    reply = write(desk, card, "close", reason="resolved", **done)
    assert reply.status == 200, reply.text


def first_screen(desk: Caller) -> list[Any]:
    return list(desk.get(QUEUE).json["entries"])


def test_behind_sixty_crises_of_one_address_an_ordinary_form_is_on_the_first_screen(
    flood: None, desk: Caller, submit: Submit
) -> None:
    submit(name="Robin Example", phone="212-555-0123")
    group, hers = first_screen(desk)
    assert (group["group"]["count"], group["urgency"]) == (60, "crisis")
    assert len({line["callback_id"] for line in group["group"]["entries"]}) == 60
    assert (hers["first_name"], hers["urgency"]) == ("Robin", "routine")
    assert "group" not in hers


def test_taking_the_next_reaches_an_ordinary_form_after_one_of_the_flood(
    flood: None, desk: Caller, submit: Submit
) -> None:
    submit(name="Robin Example", phone="212-555-0123")
    first = claim_next(desk)
    assert first["name"].startswith("Guest")
    close(desk, first)
    assert claim_next(desk)["name"] == "Robin Example"


def test_it_does_so_whoever_took_the_one_of_the_flood_and_when_it_was_sent(
    flood: None, desk: Caller, colleague: Caller, submit: Submit
) -> None:
    close(desk, claim_next(desk))
    submit(name="Robin Example", phone="212-555-0123")
    assert claim_next(colleague)["name"] == "Robin Example"


def test_the_flood_and_all_others_take_turns_and_of_the_others_a_crisis_is_first(
    flood: None, desk: Caller, colleague: Caller, submit: Submit
) -> None:
    submit(name="Ash Example", phone="212-555-0123")
    submit(name="Kim Example", phone="212-555-0124", message="I want to die")
    taken = []
    for number in range(6):
        card = claim_next(desk if number % 2 else colleague)
        taken.append(card["name"].split()[0])
        close(desk if number % 2 else colleague, card)
    assert taken == ["Guest", "Kim", "Guest", "Ash", "Guest", "Guest"]


def test_every_call_of_a_flood_is_made_at_last(run: Runtime, desk: Caller) -> None:
    for number in range(8):
        send(run, number)
    taken = [claim_next(desk)["callback_id"] for _ in range(8)]
    assert len(set(taken)) == 8
    assert claim_next(desk) is None


def test_a_call_that_was_open_before_or_that_she_asked_for_herself_is_in_no_group(
    run: Runtime, desk: Caller, submit: Submit
) -> None:
    submit(name="Ash Example", phone="+12125550001")
    for number in range(5):
        send(run, number)
    submit(name="Kim Example", phone="+12125550002")
    entries = first_screen(desk)
    grouped = [entry for entry in entries if "group" in entry]
    assert [entry["group"]["count"] for entry in grouped] == [3]
    assert len(entries) == 3


def test_a_call_of_a_flood_that_somebody_has_stands_by_itself(flood: None, desk: Caller) -> None:
    held = claim_next(desk)["callback_id"]
    entries = first_screen(desk)
    assert len(entries) == 2
    (group,) = [entry for entry in entries if "group" in entry]
    assert group["group"]["count"] == 59
    assert [entry["callback_id"] for entry in entries if "group" not in entry] == [held]


def test_page_by_page_each_call_is_shown_once(run: Runtime, flood: None, desk: Caller) -> None:
    for number in range(100, 112):
        send(run, number, f"198.51.100.{number}", message="Could this help me?")
    shown: list[str] = []
    pages, cursor = [], ""
    while True:
        page = desk.get(f"{QUEUE}?limit=5{cursor}").json
        pages.append(len(page["entries"]))
        for entry in page["entries"]:
            lines = entry["group"]["entries"] if "group" in entry else [entry]
            shown += [line["callback_id"] for line in lines]
        if "next_cursor" not in page:
            break
        cursor = f"&cursor={page['next_cursor']}"
    assert pages == [5, 5, 3]
    assert len(shown) == len(set(shown)) == 72


def test_three_crises_of_one_address_are_three_crises(
    run: Runtime, desk: Caller, submit: Submit
) -> None:
    """A household, a shelter's lobby: nothing is grouped, and each is before all else."""
    for number in range(3):
        send(run, number)
    submit(name="Robin Example", phone="212-555-0123")
    assert [entry["urgency"] for entry in first_screen(desk)] == ["crisis"] * 3 + ["routine"]
    assert [claim_next(desk)["urgency"] for _ in range(4)] == ["crisis"] * 3 + ["routine"]


def test_an_address_is_kept_as_a_short_id_of_its_day(run: Runtime, clock: FixedClock) -> None:
    send(run, 1)
    send(run, 2)
    clock.forward(hours=24)
    send(run, 3)
    items = run.table.client.scan(TableName=run.table.name)["Items"]
    kept = [item["sender"]["S"] for item in items if item["sk"]["S"] == "REQUEST"]
    assert len(set(kept)) == 2
    assert {len(each) for each in kept} == {10}
    assert FLOODER not in str(items)


def test_behind_a_flood_taking_the_next_takes_one_look_more_and_asks_who_is_proven(
    flood: None, desk: Caller, round_trips: RoundTrips
) -> None:
    sent = round_trips.during(lambda: claim_next(desk))
    assert sent.count("TransactWriteItems") == 1
    assert sent[:4] == ["Query", "Query", "BatchGetItem", "TransactWriteItems"]
    assert len(sent) == 6


class TestWhomStaffReachedBefore:
    HERS: ClassVar[dict[str, str]] = {"name": "Robin Example", "phone": "212-555-0123"}

    @pytest.fixture(autouse=True)
    def _reached(self, submit: Submit, desk: Caller) -> None:
        submit(**self.HERS)
        assert attempt(desk, claim_next(desk), "reached")["state"] == "closed"

    @pytest.fixture
    def among_it(self, run: Runtime, clock: FixedClock, _reached: None) -> None:
        """A lobby's address: thirty crises, hers, and thirty more."""
        for number in range(60):
            send(run, number)
            if number == 30:
                send(run, number, **self.HERS)
            if number % 30 == 29:
                clock.forward(seconds=1)

    def test_is_in_no_group_though_her_form_came_from_where_a_flood_does(
        self, among_it: None, desk: Caller
    ) -> None:
        group, hers = first_screen(desk)
        assert (group["group"]["count"], hers["first_name"]) == (60, "Robin")
        assert "group" not in hers

    def test_is_called_after_one_of_the_flood(self, among_it: None, desk: Caller) -> None:
        close(desk, claim_next(desk))
        assert claim_next(desk)["name"] == "Robin Example"

    def test_stays_in_it_once_that_is_undone(
        self, run: Runtime, submit: Submit, desk: Caller
    ) -> None:
        submit(name="Kim Example", phone="212-555-0199")
        card = claim_next(desk)
        attempt(desk, card, "reached")
        path = f"/callbacks/{card['callback_id']}/undo"
        assert desk.post(path, {"claim": card["claim"]["token"]}).status == 200
        close(desk, desk.post(f"/callbacks/{card['callback_id']}/claim").json)
        for number in range(5):
            send(run, number)
        send(run, 5, name="Kim Example", phone="212-555-0199")
        (group,) = first_screen(desk)
        assert group["group"]["count"] == 6


def test_without_a_flood_nobody_is_asked_about(
    run: Runtime, desk: Caller, round_trips: RoundTrips
) -> None:
    for number in range(3):
        send(run, number)
    assert round_trips.during(lambda: first_screen(desk)) == ["Query"]
