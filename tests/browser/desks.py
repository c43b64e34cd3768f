"""The front desk at a browser, and a colleague of theirs who calls the API meanwhile."""

import json
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tests.api.conftest import token

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

_PATIENCE = 10_000
"""In milliseconds: what has not happened by then does not happen."""

DESKTOP = {"width": 1280, "height": 900}


@dataclass
class Colleague:
    """Another member of staff, who calls the API straight."""

    site: str
    staff_id: str = "staff-ben"
    group: str = "manager"

    def get(self, path: str) -> Any:
        """Read something."""
        return self._call("GET", path, None)

    def post(self, path: str, body: object) -> Any:
        """Change something; it has to succeed."""
        return self._call("POST", path, body)

    def publish(self, first: str, last: str | None = None) -> None:
        """Publish some days of New York."""
        self.post("locations/new-york/slots/publish", {"from": first, "to": last or first})

    def book(self, starts_at: str, **changes: Any) -> Any:
        """Book a visit in New York."""
        usual = {
            "service_id": "ketamine-infusion",
            "starts_at": starts_at,
            "name": "Robin Example",
            "phone": "(212) 555-0123",
        }
        return self.post("locations/new-york/appointments", {**usual, **changes})

    def visit(self, appointment_id: str) -> Any:
        """A visit as it now stands."""
        return self.get(f"staff/appointments/{appointment_id}")

    def _call(self, method: str, path: str, body: object) -> Any:
        headers = {
            "Authorization": token(self.staff_id, self.group),
            "Content-Type": "application/json",
        }
        content = None if body is None else json.dumps(body).encode()
        call = urllib.request.Request(self.site + path, content, headers, method=method)
        try:
            with urllib.request.urlopen(call) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as refused:
            raise AssertionError(refused.read().decode()) from refused


@dataclass
class DeskAtBrowser:
    """Somebody at the desk's page, signed in."""

    page: "Page"
    complaints: list[str]
    """What the browser complained of: errors of the script, things that the policy forbids."""

    @property
    def focused(self) -> str:
        """What a screen reader calls the element that has the focus."""
        return str(
            self.page.evaluate(
                "document.activeElement.getAttribute('aria-label')"
                " ?? document.activeElement.textContent"
            )
        ).replace("\u202f", " ")

    def slot(self, label: str) -> Any:
        """The slot whose label holds this: ``Chair 1, window, 10:00 AM``."""
        return self.page.locator(f'[data-slot][aria-label*="{label}"]')

    def wait_for(self, text: str) -> None:
        """Wait until this stands on the page."""
        self.page.get_by_text(text).first.wait_for()


OpenDesk = Callable[..., DeskAtBrowser]


@contextmanager
def desks(browser: "Browser", site: str, now: Callable[[], datetime]) -> Iterator[OpenDesk]:
    """Opens desks, each in a browser of its own, in which it is as late as on the server."""
    contexts = []

    def open_desk(
        address: str = "#/day", staff_id: str = "staff-ana", group: str = "front-desk", **how: Any
    ) -> DeskAtBrowser:
        context = browser.new_context(
            **{"timezone_id": "America/Chicago", "viewport": DESKTOP, **how}
        )
        contexts.append(context)
        context.set_default_timeout(_PATIENCE)
        session = {
            "id_token": token(staff_id, group),
            "refresh_token": "",
            "expires_at": 4102444800000,
            "staff": {"staff_id": staff_id, "email": "ana@example.com", "roles": [group]},
        }
        kept = json.dumps(json.dumps(session))
        context.add_init_script(f'sessionStorage.setItem("frontdesk-session", {kept})')
        desk = DeskAtBrowser(context.new_page(), [])
        desk.page.clock.set_fixed_time(now())
        desk.page.on("pageerror", lambda error: desk.complaints.append(str(error)))
        desk.page.on("console", lambda line: _note(desk, line))
        desk.page.goto(f"{site}desk{address}")
        return desk

    yield open_desk
    for context in contexts:
        context.close()


def _note(desk: DeskAtBrowser, line: Any) -> None:
    refused_by_the_server = "Failed to load resource" in line.text
    if line.type == "error" and not refused_by_the_server:
        desk.complaints.append(line.text)
