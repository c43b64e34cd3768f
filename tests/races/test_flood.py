"""One address sends many forms at once: each is stored, and nobody else waits behind them."""

from typing import Any

from chalicelib.callbacks.claim_next import claim_next
from chalicelib.callbacks.models import CallbackCard
from chalicelib.clinic import Urgency
from chalicelib.intake.models import Receipt
from chalicelib.intake.submit_request import submit_request
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.hold import hold_time
from chalicelib.scheduling.appointments.models import HoldIn
from chalicelib.scheduling.errors import TooManyHoldsError

from . import snapshot
from .barrier import at_once
from .booked import INFUSION, look, publish
from .builders import CRISIS, HERE, form, phone_of, reach
from .conftest import patiently

FLOODER = "203.0.113.7"
FORMS = 64
AGENTS = 16


def send(run: Runtime, number: int, **changes: Any) -> Receipt:
    """A form from the one address, with a number of its own."""
    given = form(phone=phone_of(number), **{"message": CRISIS, **changes})
    return submit_request(run, given, f"form-{number}", FLOODER)


def test_of_sixty_four_forms_at_once_from_one_address_none_is_in_conflict_and_all_are_stored(
    run: Runtime,
) -> None:
    """Each is one transaction, and none is tried anew: nothing that they share is written."""
    refused: list[str] = []

    def note(parsed: Any, **_: Any) -> None:
        refused.extend([parsed["Error"]["Code"]] if "Error" in parsed else [])

    run.table.client.meta.events.register("after-call.dynamodb.TransactWriteItems", note)
    receipts = at_once(lambda number: send(run, number), range(FORMS))
    assert len({receipt.request_id for receipt in receipts}) == FORMS
    assert refused == []
    whole = snapshot.read(run.table)
    assert sum(item["sk"] == "REQUEST" for item in whole.items) == FORMS
    snapshot.check_whole(whole)


def test_sixteen_agents_make_the_calls_of_a_flood_and_all_others_in_turn(run: Runtime) -> None:
    """Everybody is called once; of the others, each crisis before the rest; none waits for all."""
    for number in range(FORMS):
        send(run, number)
    others = [
        submit_request(
            run,
            form(phone=phone_of(1000 + number), message=message),
            None,
            f"198.51.100.{number}",
        ).request_id
        for number, message in enumerate([CRISIS] * 4 + ["Could this help me?"] * 12)
    ]
    taken: list[CallbackCard] = []

    def work(staff_id: str) -> None:
        while card := claim_next(run, staff_id, HERE, None):
            taken.append(card)
            reach(run, staff_id, card)

    at_once(work, [f"staff-{number}" for number in range(AGENTS)])
    assert len({card.callback_id for card in taken}) == len(taken) == FORMS + len(others)
    theirs = [n for n, card in enumerate(taken) if card.occasions[0] in others]
    in_crisis = [n for n in theirs if taken[n].urgency is Urgency.CRISIS]
    assert max(theirs) < 2 * len(others) + 2 * AGENTS
    assert max(in_crisis) < 2 * 4 + 2 * AGENTS


def test_of_two_hundred_holds_at_once_from_one_address_no_more_than_the_limit_are_given(
    run: Runtime,
) -> None:
    here = patiently(run, run.table.client)
    publish(here)
    starts = [time.starts_at for time in look(here).times]

    def hold(number: int) -> bool:
        wish = {
            "location_id": HERE,
            "service_id": INFUSION,
            "starts_at": starts[number % len(starts)],
        }
        try:
            hold_time(here, HoldIn.model_validate(wish), FLOODER, None, browser=f"browser-{number}")
        except TooManyHoldsError:
            return False
        return True

    held = [given for _ in range(4) for given in at_once(hold, range(50))]
    assert sum(held) == run.clinic.scheduling.most_holds_per_address
