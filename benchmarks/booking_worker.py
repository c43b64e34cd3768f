"""One of the processes that answer visits: ``python -m benchmarks.booking_worker SPEC``.

It takes one call at a time, as a function does, and writes its port to its output once it listens.
With each answer it says what that took (``Took``).
"""

import gc
import json
import pickle
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

from chalicelib.clinic import load_clinic
from chalicelib.platform.ids import Ids
from chalicelib.platform.runtime import Runtime, using
from tests.conftest import open_to_anyone
from tests.races.barrier import TickingClock
from tests.races.conftest import a_world

from .engine import Engine
from .warm import Request, answer_to, as_sent_to, send


@dataclass(frozen=True)
class Work:
    """What a worker is to answer with."""

    engine_url: str
    table: str
    alone: list[list[list[Request]]] | None
    """Of each visit and each of its calls, what is sent to the table; None: the application."""


@dataclass
class Took:
    """What one call took in a worker, in seconds; all processes of a machine read one clock."""

    began: float
    """The instant at which the call was taken up."""
    cpu: float = 0.0
    """Of the processor, but for what goes to the table and comes back."""
    table: float = 0.0
    """By the clock, from what was sent to the table until its answer was read."""
    elapsed: float = 0.0
    """By the clock, with both."""
    sent: int = 0
    """Number of requests to the table."""
    collected: int = 0
    """Number of times that cycles were collected."""


class _Watched:
    """The requests of a client, watched."""

    def __init__(self, client: Any) -> None:
        self.took = Took(time.monotonic())
        self._sent = (0.0, 0.0)
        client.meta.events.register("before-send.dynamodb", self._sending)
        client.meta.events.register("response-received.dynamodb", self._received)
        gc.callbacks.append(self._collecting)

    def during(self, act: Callable[[], Any]) -> Any:
        """The result of ``act``; what that took is in ``took`` then."""
        self.took = took = Took(time.monotonic())
        cpu = time.thread_time()
        result = act()
        took.elapsed = time.monotonic() - took.began
        took.cpu += time.thread_time() - cpu
        return result

    def _sending(self, **_: Any) -> None:
        self._sent = time.monotonic(), time.thread_time()

    def _received(self, **_: Any) -> None:
        at, cpu = self._sent
        self.took.table += time.monotonic() - at
        self.took.cpu -= time.thread_time() - cpu
        self.took.sent += 1

    def _collecting(self, phase: str, _info: object) -> None:
        self.took.collected += phase == "stop"


def main() -> None:
    """Answer until the process is ended."""
    work: Work = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301  # the benchmark's own
    run = _world(work)
    with using(run):
        server = HTTPServer(
            ("127.0.0.1", 0), _handler(_answers(work, run), _Watched(run.table.client))
        )
        server.socket.listen(64)
        print(server.server_address[1], flush=True)
        server.serve_forever()


def _world(work: Work) -> Runtime:
    engine, clinic = Engine(work.engine_url), open_to_anyone(load_clinic())
    world = a_world(engine.client(), work.table, TickingClock(), clinic, Ids())
    return engine.as_deployed(world) if work.alone is None else world


def _answers(work: Work, run: Runtime) -> Callable[[Any], Any]:
    alone = work.alone
    if alone is None:
        return lambda asked: answer_to(asked["event"])

    def send_alone(asked: Any) -> None:
        send(run, [as_sent_to(run, each) for each in alone[asked["visit"]][asked["call"]]])

    return send_alone


def _handler(answered: Callable[[Any], Any], watched: _Watched) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = watched.during(self._said)
            self.send_response(200)
            self.send_header("Took", json.dumps(asdict(watched.took)))
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def _said(self) -> bytes:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            return json.dumps(answered(asked)).encode()

        def log_message(self, *_values: object) -> None:
            """Nothing: this is measured."""

    return Handler


if __name__ == "__main__":
    main()
