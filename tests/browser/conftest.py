"""The application behind a real port, and a real browser before it."""

import json
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest
from chalice.test import Client

from app import app
from chalicelib.platform.runtime import Runtime
from tests.api.conftest import token
from tests.client_modules import with_modules
from tests.conftest import FixedClock

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Request

_PATIENCE = 30_000
"""In milliseconds: what has not happened by then does not happen."""


_LOOKS = 0.01
"""Seconds between two looks whether to stop serving: each test waits for the next one."""


@pytest.fixture
def site(run: Runtime) -> Iterator[str]:
    """The application on a free port of this machine; its root's address."""
    with Client(app) as client, served(client) as server:
        thread = threading.Thread(target=server.serve_forever, args=(_LOOKS,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    """Closing it waits for the answers under way, so that none meets the next test."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that did not wait for its answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def served(client: Client) -> ThreadingHTTPServer:
    """A server of the application, on a free port, not yet started."""
    one_at_a_time = threading.Lock()  # the framework keeps the current request on the application

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            with one_at_a_time:
                reply = client.http.request(self.command, self.path, dict(self.headers), body)
            self.send_response(reply.status_code)
            for name, value in {**reply.headers, "Content-Length": str(len(reply.body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        do_GET = do_POST = answer  # noqa: N815  # named by the standard library

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return _Server(("127.0.0.1", 0), Handler)


@dataclass
class Visitor:
    """Somebody at a browser."""

    page: "Page"
    sent: list["Request"]
    """Every request to the form's route."""
    complaints: list[str]
    """What the browser complained of: errors of the script, things that the policy forbids."""

    def fill_in(self) -> None:
        """What is needed, and no more."""
        self.page.check("input[value=new-york]")
        self.page.select_option("#service_id", "ketamine-consultation")
        self.page.fill("#name", "Robin Example")
        self.page.fill("#phone", "(212) 555-0123")
        self.page.check("#consent")

    def open_another_form(self) -> None:
        """From the receipt, which a reload shows again, by the clinic's name above it."""
        self.page.goto(self.page.url.partition("receipt")[0])

    def unfold(self) -> None:
        """Open what may be left out."""
        self.page.click("#more summary")

    def press_send(self) -> None:
        """Press the button."""
        self.page.click("#send")

    @property
    def focused(self) -> str:
        """The id of the element that has the focus."""
        return str(self.page.evaluate("document.activeElement.id"))

    @property
    def kept_in_the_tab(self) -> int:
        """How many things of what was typed the page keeps in the tab's storage.

        The random number by which limits know a browser again says nothing of anybody.
        """
        keys = self.page.evaluate("Object.keys(sessionStorage)")
        return len(set(keys) - {"frontdesk-browser"})


@pytest.fixture
def open_form(browser: "Browser", site: str) -> Iterator[Callable[..., Visitor]]:
    """Open the form in a browser of its own, given how it differs from the usual."""
    contexts: list[BrowserContext] = []

    def open_with(**options: Any) -> Visitor:
        context = browser.new_context(**{"timezone_id": "America/Chicago", **options})
        contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        visitor = Visitor(context.new_page(), [], [])
        page = visitor.page
        page.on("pageerror", lambda error: visitor.complaints.append(str(error)))
        page.on("console", lambda line: _note(visitor, line.text))
        page.on("request", lambda call: _note_sent(visitor, call))
        page.goto(site)
        return visitor

    yield open_with
    for context in contexts:
        context.close()


_KEEP = """
if (!sessionStorage.getItem("kept-before")) {
  sessionStorage.setItem("kept-before", "yes");
  sessionStorage.setItem("frontdesk-session", JSON.stringify(%s));
}
"""
"""Signs a tab in before its first script runs, once: who signed out is not signed in again."""


_CALLS = """
import { get } from "./api.js";

window.callTheApi = (path) => {
  const { dataset } = document.body;
  get(path).then(() => (dataset.answered = Number(dataset.answered ?? 0) + 1));
};
"""
"""Part of what stands in for the desk's views: lets a test call the API as they do."""


_COUNTS_CALLS = """
window.underWay = 0;
const ask = window.fetch;
window.fetch = (...call) => {
  window.underWay += 1;
  return ask(...call).finally(() => { window.underWay -= 1; });
};
"""
"""Playwright tells of a call only a while after it was made; meanwhile, time would go on."""


class UnderWay:
    """The requests of a page that are under way, from when it is loaded next.

    A leap of the page's clock gives them up, as if they had taken so long.
    """

    def __init__(self, page: "Page") -> None:
        self._page = page
        page.add_init_script(_COUNTS_CALLS)
        self._requests: set[Request] = set()
        page.on("request", self._begins)
        page.on("requestfinished", self._ends)
        page.on("requestfailed", self._ends)

    def _begins(self, call: "Request") -> None:
        self._requests.add(call)

    def _ends(self, call: "Request") -> None:
        self._requests.discard(call)

    def settle(self) -> None:
        """Wait until all of them have ended, also those that the browser has yet to tell of."""
        while self._page.evaluate("underWay") or self._requests:
            self._page.wait_for_timeout(5)

    def pass_time(self, clock: FixedClock, step: float = 1, **span: float) -> None:
        """Let time pass here and at the server, step by step; each answer comes in time."""
        for _ in range(round(timedelta(**span).total_seconds() / step)):
            clock.forward(seconds=step)
            self._page.clock.run_for(int(step * 1000))
            self.settle()


@dataclass
class AtDesk:
    """Somebody at the front desk's screen."""

    page: "Page"
    complaints: list[str]
    """What the browser complained of: errors of the script, things that the policy forbids."""

    def call(self, path: str) -> None:
        """Have the page call the API as its views do, without waiting for the answer.

        It has to be a page with other views than the desk's own.
        """
        self.page.evaluate("path => window.callTheApi(path)", path)

    def wait_until_answered(self, calls: int = 1) -> None:
        """Wait until so many of those calls were answered."""
        self.page.wait_for_selector(f"body[data-answered='{calls}']", state="attached")

    @property
    def focused(self) -> str:
        """The words of the element that has the focus, or of its label."""
        return str(
            self.page.evaluate(
                "(document.activeElement.labels?.[0] ?? document.activeElement).textContent"
            )
        )


OpenDesk = Callable[..., AtDesk]


@pytest.fixture
def open_desk(browser: "Browser", site: str) -> Iterator[OpenDesk]:
    """Open the desk's page in a browser of its own, with nobody signed in.

    ``session`` is put into the tab's storage before; ``at`` is what follows ``desk`` in the
    address; ``time`` is what the browser takes for now, from where its clock goes on; ``views`` a
    module to stand in for the desk's views; everything else is the browser context's.
    """
    contexts: list[BrowserContext] = []

    def open_with(
        session: Any = None,
        at: str = "",
        time: datetime | None = None,
        views: str = "",
        **options: Any,
    ) -> AtDesk:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        if time:
            context.clock.install(time=time)
        if views:
            with_modules(context, views=_CALLS + views)
        at_desk = AtDesk(context.new_page(), [])
        page = at_desk.page
        page.on("pageerror", lambda error: at_desk.complaints.append(str(error)))
        page.on("console", lambda line: _note(at_desk, line.text))
        if session:
            page.add_init_script(_KEEP % json.dumps(session))
        page.goto(f"{site}desk{at}")
        return at_desk

    yield open_with
    for context in contexts:
        context.close()


def desk_session(name: str = "ana", *roles: str) -> dict[str, Any]:
    """A session as the page keeps it, of somebody who signed in: with the role of the desk."""
    groups = roles or ("front-desk",)
    staff_id = f"staff-{name}"
    return {
        "id_token": token(staff_id, *groups),
        "refresh_token": f"refresh-token-of-{staff_id}",
        "expires_at": datetime(2100, 1, 1, tzinfo=UTC).timestamp() * 1000,
        "staff": {"staff_id": staff_id, "email": f"{name}@clinic.example", "roles": list(groups)},
    }


@pytest.fixture
def signed_in_desk(open_desk: OpenDesk) -> OpenDesk:
    """Open the desk as somebody: ``signed_in_desk()``, ``signed_in_desk("mia", "manager")``."""

    def open_as(name: str = "ana", *roles: str, **how: Any) -> AtDesk:
        at_desk = open_desk(session=desk_session(name, *roles), **how)
        at_desk.page.wait_for_selector("header.top")
        return at_desk

    return open_as


def _note_sent(visitor: Visitor, call: "Request") -> None:
    if call.method == "POST":
        visitor.sent.append(call)


def _note(person: Visitor | AtDesk, line: str) -> None:
    if "Content Security Policy" in line or "Trusted" in line:
        person.complaints.append(line)
