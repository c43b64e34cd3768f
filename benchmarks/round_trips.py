"""Round trips of each use case, counted on the wire when nobody is in the way."""

from collections.abc import Iterator

from chalicelib.callbacks.models import AttemptIn, Disposition
from chalicelib.callbacks.record_attempt import record_attempt
from tests.conftest import RoundTrips
from tests.races import booked
from tests.races.builders import claim, phone_of, submit, token

from .engine import Engine
from .figures import Figure, at_most


def figures(engine: Engine) -> Iterator[Figure]:
    """One figure for each use case."""
    run, trips = engine.new_world(), RoundTrips()
    booked.publish(run)
    trips.watch(run.table.client)
    first = trips.during(lambda: submit(run, "first"))
    yield _figure("submit a request", first, 1)
    yield _figure("submit one that merges", trips.during(lambda: submit(run, "second")), 2)
    submit(run, phone=phone_of(2))
    yield _figure("claim the next call", trips.during(lambda: claim(run, "staff-ana")), 3)
    card = claim(run, "staff-ben")
    given = AttemptIn(claim=token(card), disposition=Disposition.NO_ANSWER)
    yield _figure(
        "record an attempt",
        trips.during(lambda: record_attempt(run, "staff-ben", card.callback_id, given)),
        1,
    )
    yield _figure("availability", trips.during(lambda: booked.look(run)), 1)
    yield _figure("hold a time", trips.during(lambda: booked.hold(run, 1)), 2)
    held = booked.hold(run, 2)
    yield _figure("book it", trips.during(lambda: booked.book(run, held, 2)), 2)
    yield _figure("book a series of 8", trips.during(lambda: booked.book_eight(run)), 3)


def _figure(what: str, sent: list[str], budget: int) -> Figure:
    return at_most(f"Round trips: {what}", len(sent), budget)
