"""What tests of the desk have in common: its day on the screen, and a colleague at work."""

import json
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.api.conftest import token

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


@dataclass
class Colleague:
    """Another member of staff, who calls the API straight."""

    site: str
    staff_id: str = "staff-ben"
    group: str = "manager"

    def get(self, path: str) -> Any:
        """Read something."""
        return self._call("GET", path, None)

    def post(self, path: str, body: object, manage_token: str | None = None) -> Any:
        """Change something; it has to succeed. With its token, as the patient does."""
        return self._call("POST", path, body, manage_token)

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

    def appointment(self, appointment_id: str) -> Any:
        """A visit as it now stands."""
        return self.get(f"staff/appointments/{appointment_id}")

    def _call(self, method: str, path: str, body: object, manage_token: str | None = None) -> Any:
        headers = {
            "Authorization": token(self.staff_id, self.group),
            "Content-Type": "application/json",
            **({"Manage-Token": manage_token} if manage_token else {}),
        }
        sent = None if body is None else json.dumps(body).encode()
        call = urllib.request.Request(self.site + path, sent, headers, method=method)
        try:
            with urllib.request.urlopen(call) as answer:
                content = answer.read()
                return json.loads(content) if content else None
        except urllib.error.HTTPError as refused:
            raise AssertionError(refused.read().decode()) from refused


@dataclass
class Day:
    """The desk's view of a day, in somebody's browser."""

    page: "Page"

    @property
    def focused(self) -> str:
        """What is read out of the element that has the focus, in small letters."""
        words = "document.activeElement.ariaLabel ?? document.activeElement.textContent"
        return str(self.page.evaluate(words)).lower()

    def is_on(self, words: str) -> bool:
        """Has the element with these words the focus?"""
        return words.lower() in self.focused

    def slot(self, words: str) -> "Locator":
        """The slot that is read out like this: ``Chair 1, window, 10:00 am``."""
        return self.page.locator("[data-slot]").filter(has_text=words)

    def wait_for(self, text: str) -> None:
        """Wait until this stands on the page."""
        self.page.get_by_text(text).first.wait_for()
