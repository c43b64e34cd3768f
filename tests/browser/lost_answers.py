"""Writes whose first tries get no good answer, and under which names the page sends them again."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page, Request, Route

CUT = "cut"
"""The connection breaks before the server hears of it."""
LOST = "lost"
"""The server carries it out, and its answer is lost."""
FAILED = "failed"
"""The server carries it out, and answers with a 503 all the same."""
BUSY = "busy"
"""The server is not asked: too many calls, 429."""
BROKEN = "broken"
"""The server is not asked: 503, from whatever lies before it."""
USED = "used"
"""The server says that the key was used for something else before: 409."""

UNANSWERED = (CUT, BROKEN, BUSY)
"""What leaves a write to be sent again as it was."""

_PROBE = "/embed.js?is-met"
"""An address that no page asks for."""

_ANSWERS = {
    FAILED: (503, "unavailable"),
    BUSY: (429, "too-many-requests"),
    BROKEN: (503, "unavailable"),
    USED: (409, "idempotency-conflict"),
}


@dataclass
class Writes:
    """The writes that went out to some address, in turn."""

    sent: "list[Request]" = field(default_factory=list)

    @property
    def keys(self) -> list[str]:
        """The Idempotency-Key of each."""
        return [call.headers["idempotency-key"] for call in self.sent]

    @property
    def versions(self) -> list[str]:
        """The If-Match of each."""
        return [call.headers["if-match"] for call in self.sent]


def answer_first(page: "Page", address: str, *first: str) -> Writes:
    """Let the first writes to the address end like this; those after them are answered."""
    writes = Writes()

    def end(route: "Route") -> None:
        if route.request.method != "POST":
            return route.continue_()
        writes.sent.append(route.request)
        how = first[len(writes.sent) - 1] if len(writes.sent) <= len(first) else None
        if how in (LOST, FAILED):
            route.fetch()
        if how is None:
            return route.continue_()
        if how in (CUT, LOST):
            return route.abort()
        status, kind = _ANSWERS[how]
        body = json.dumps({"type": f"urn:frontdesk:problem:{kind}", "status": status})
        return route.fulfill(status=status, body=body, content_type="application/problem+json")

    meet_calls(page, address, end)
    return writes


def meet_calls(
    page: "Page", address: str | re.Pattern[str], act: "Callable[[Route], object]", **how: Any
) -> None:
    """Have a page's calls to an address met from now on, as ``Page.route`` does.

    The browser takes the first such order at once, and tells the process that runs the page's
    script later: on a busy machine the next call would go by.
    """
    met: list[Route] = []

    def meet(route: "Route") -> None:
        met.append(route)
        route.fulfill(status=204)

    page.route(address, act, **how)
    page.route(f"**{_PROBE}", meet)
    while not met and page.url.startswith("http"):
        page.evaluate("address => fetch(address).then(() => null, () => null)", _PROBE)
    page.unroute(f"**{_PROBE}", meet)


def lose_answer(route: "Route") -> None:
    """Have the server carry a call out, and lose its answer on the way."""
    route.fetch()
    route.abort()
