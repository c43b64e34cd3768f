"""One idempotency key, sent many times at once."""

from functools import partial

from chalicelib.intake.models import Receipt
from chalicelib.intake.submit_request import submit_request
from chalicelib.platform.errors import IdempotencyConflictError
from chalicelib.platform.runtime import Runtime

from . import snapshot
from .barrier import at_once
from .builders import form, phone_of, submit

THREADS = 16
ROUNDS = 10


def test_sent_at_once_with_one_key_a_request_is_stored_once_and_every_receipt_is_the_same(
    run: Runtime,
) -> None:
    for number in range(ROUNDS):
        phone = phone_of(number)
        receipts = at_once(partial(submit, run, phone=phone), [f"key-{number}"] * THREADS)
        assert len({receipt.model_dump_json() for receipt in receipts}) == 1
    stored = snapshot.read(run.table)
    assert len(stored.of_kind("REQUEST")) == ROUNDS
    assert len(stored.events("received")) == ROUNDS
    assert len(stored.open_callbacks) == ROUNDS
    snapshot.check_whole(stored)


def test_sent_at_once_with_one_key_spam_is_set_aside_once(run: Runtime) -> None:
    spam = form(message="cheap pills").model_copy(update={"leave_blank": "filled in"})
    receipts = at_once(partial(submit_request, run, spam), ["spam"] * THREADS)
    assert len({receipt.model_dump_json() for receipt in receipts}) == 1
    assert len(snapshot.read(run.table).of_kind("REQUEST")) == 1


def test_of_different_requests_with_one_key_one_is_kept_and_the_others_are_refused(
    run: Runtime,
) -> None:
    def send(body: int, key: str) -> Receipt | IdempotencyConflictError:
        """Every other one comes from somebody else."""
        try:
            return submit(run, key, phone=phone_of(body % 2), message=f"body {body}")
        except IdempotencyConflictError as refused:
            return refused

    for number in range(ROUNDS):
        results = at_once(partial(send, key=f"key-{number}"), range(THREADS))
        assert sum(isinstance(result, Receipt) for result in results) == 1
    stored = snapshot.read(run.table)
    assert len(stored.of_kind("REQUEST")) == ROUNDS
    snapshot.check_whole(stored)
