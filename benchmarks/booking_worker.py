"""One of the processes that answer visits: ``python -m benchmarks.booking_worker SPEC``.

It takes one call at a time, as a function does, and writes its port to its output once it listens.
"""

import json
import pickle
import sys
from collections.abc import Callable
from dataclasses import dataclass
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


def main() -> None:
    """Answer until the process is ended."""
    work: Work = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301  # the benchmark's own
    run = _world(work)
    with using(run):
        server = HTTPServer(("127.0.0.1", 0), _handler(_answers(work, run)))
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


def _handler(answered: Callable[[Any], Any]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            said = json.dumps(answered(asked)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_values: object) -> None:
            """Nothing: this is measured."""

    return Handler


if __name__ == "__main__":
    main()
