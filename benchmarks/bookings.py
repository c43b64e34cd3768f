"""Whole bookings over HTTP (look, hold, book) by clients of their own, against the driver alone.

Two processes answer, one call at a time each, as functions do. They answer the visits with the
whole application, and in turn with nothing but the requests to the table that it sends for them:
what a client waits for its turn is in both, and what is left of the difference is ours.
"""

import json
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import IO, Any

from chalicelib.platform.clock import instant_text
from chalicelib.platform.runtime import Runtime, using
from infra.deploy.paths import PROJECT
from tests.races import booked

from .booking_worker import Took, Work
from .engine import Engine
from .events import api_event
from .figures import Figure, at_least, at_most
from .warm import Event, Recorder, Request, answer_to

CLIENTS = 8
WORKERS = 2
ROUNDS = 5
VISITS = 96
"""In each round; a client makes its share of them, one after another."""

Alone = list[list[list[Request]]]
"""Of each visit and each of its calls, what is sent to the table."""


@dataclass(frozen=True)
class Call:
    """One call as its client saw it, in seconds, and what it took in its worker."""

    began: float
    elapsed: float
    took: Took


Ask = Callable[[Any], Any]
"""One call over HTTP."""


def figures(engine: Engine) -> Iterator[Figure]:
    """Their rate, and how long the slower ones take."""
    rates: list[float] = []
    tails: list[float] = []
    slow: list[tuple[float, float]] = []
    for _ in range(ROUNDS):
        starts, alone = recorded(engine)
        theirs, ours = driver_alone(engine, alone), application(engine, starts)
        rates.append(sum(theirs) / sum(ours))
        slow.append((_slow(ours), _slow(theirs)))
        tails.append(_slow(ours) / _slow(theirs))
    what = f"Look, hold and book, {CLIENTS} clients on {WORKERS} workers"
    yield at_least(f"{what}: rate, of the driver's", round(median(rates), 2), 0.75, " ×")
    note = " ({:.0f} of {:.0f} ms)".format(*min(slow))
    yield at_most(f"{what}: 95th of 100", round(median(tails), 2), 1.5, " ×", note)


def _slow(seconds: Sequence[float]) -> float:
    """Milliseconds that five visits of a hundred take longer than."""
    return 1000 * quantiles(seconds, n=20)[-1]


def _calls(number: int, starts_at: str) -> Generator[Event, dict[str, Any], None]:
    """The three calls of a visitor, who takes a time of their own."""
    first = booked.FIRST.isoformat()
    query = {"location": "new-york", "service": booked.INFUSION, "from": first}
    yield api_event("GET", "/availability", query=query)
    wish = {"location_id": "new-york", "service_id": booked.INFUSION, "starts_at": starts_at}
    held = yield _from(number, api_event("POST", "/holds", body=wish))
    person = {"name": "Robin Example", "phone": f"+1212555{5000 + number}"}
    booking = {"hold_token": held["hold_token"], **person}
    yield _from(number, api_event("POST", "/appointments", body=booking))


def _from(number: int, event: Event) -> Event:
    """The call, from an address of its visitor's own."""
    event["requestContext"]["identity"]["sourceIp"] = f"10.0.2.{number}"
    return event


def _visit(number: int, starts: Sequence[str], ask: Ask) -> None:
    calls = _calls(number, starts[number])
    event = next(calls)
    while True:
        answer = ask({"event": event})
        try:
            event = calls.send(answer)
        except StopIteration:
            return


def _alone(number: int, alone: Alone, ask: Ask) -> None:
    for call in range(len(alone[number])):
        ask({"visit": number, "call": call})


def recorded(engine: Engine) -> tuple[list[str], Alone]:
    """The start that each visit takes, and what its calls send to the table."""
    run, recorder = engine.new_world(), Recorder()
    booked.publish(run)
    times = [at for at in booked.look(run).times for _ in range(at.left)]
    starts = [instant_text(at.starts_at) for at in times[:VISITS]]
    recorder.watch(run.table.client)
    alone: Alone = []

    def ask(asked: Any) -> Any:
        answer = answer_to(asked["event"])
        alone[-1].append(recorder.taken())
        return answer

    with using(run):
        for number in range(VISITS):
            alone.append([])
            _visit(number, starts, ask)
    return starts, alone


def driver_alone(engine: Engine, alone: Alone, noted: list[Call] | None = None) -> list[float]:
    """Seconds of each visit of which nothing but the requests to the table are sent."""
    return _seconds(engine, lambda n, ask: _alone(n, alone, ask), alone, noted)


def application(
    engine: Engine, starts: Sequence[str], noted: list[Call] | None = None
) -> list[float]:
    """Seconds of each visit that the application answers."""
    return _seconds(engine, lambda n, ask: _visit(n, starts, ask), None, noted)


def _seconds(
    engine: Engine,
    visit: Callable[[int, Ask], None],
    alone: Alone | None,
    noted: list[Call] | None,
) -> list[float]:
    """How long each visit took, of clients that begin together."""
    run = engine.new_world()
    booked.publish(run)
    work = Work(engine.url, run.table.name, alone)
    with ExitStack() as stack:
        ports = [stack.enter_context(_worker(work)) for _ in range(WORKERS)]

        def client(number: int) -> list[float]:
            ask = _asker(ports[number % WORKERS], noted)
            return [_timed(each, visit, ask) for each in range(number, VISITS, CLIENTS)]

        for port in ports:
            _warm(port, run, alone)
        with ThreadPoolExecutor(CLIENTS) as pool:
            return [each for took in pool.map(client, range(CLIENTS)) for each in took]


def _warm(port: int, run: Runtime, alone: Alone | None) -> None:
    """Have a worker read what it reads at its first calls: that is another benchmark's."""
    ask = _asker(port)
    for _ in range(3):
        ask({"visit": 0, "call": 0} if alone else {"event": next(_calls(0, ""))})


def _timed(number: int, visit: Callable[[int, Ask], None], ask: Ask) -> float:
    began = time.perf_counter()
    visit(number, ask)
    return time.perf_counter() - began


def _asker(port: int, noted: list[Call] | None = None) -> Ask:
    def ask(asked: Any) -> Any:
        began = time.monotonic()
        connection = HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("POST", "/", json.dumps(asked))
        answer = connection.getresponse()
        said = json.loads(answer.read())
        connection.close()
        if noted is not None:
            took = Took(**json.loads(answer.headers["Took"]))
            noted.append(Call(began, time.monotonic() - began, took))
        return said

    return ask


@contextmanager
def _worker(work: Work) -> Iterator[int]:
    """A process that answers, and the port it does so at."""
    with TemporaryDirectory() as folder:
        spec = Path(folder) / "work"
        spec.write_bytes(pickle.dumps(work))
        command = [sys.executable, "-m", "benchmarks.booking_worker", str(spec)]
        process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        said: IO[str] = process.stdout  # type: ignore[assignment]  # asked for just above
        try:
            yield int(said.readline())
        finally:
            process.kill()
            process.wait()
