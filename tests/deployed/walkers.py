"""People at real browsers before the deployed whole: a visitor, and staff who sign in."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from infra.local.staff import Login, ensure_login
from tests.deployed.whole import PASSWORD, Whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

_PATIENCE = 30_000
"""In milliseconds. The functions start anew for these tests, on a machine that may be busy."""

_VIOLATIONS = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@dataclass
class Walker:
    """Somebody at a browser of their own."""

    page: "Page"
    complaints: list[str] = field(default_factory=list)
    """What the browser complained of: errors of a script, things that the policy forbids."""

    def press(self, name: str) -> None:
        """Press the button of this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def sees(self, text: str) -> "Locator":
        """Wait until this is to be seen."""
        found = self.page.get_by_text(text).locator("visible=true").first
        found.wait_for()
        return found

    @property
    def has_no_complaint(self) -> bool:
        """Neither its scripts nor the content policy had anything to complain of."""
        violations = self.page.evaluate("window.violations")
        assert (self.complaints, violations) == ([], [])
        return True


@contextmanager
def walker(browser: "Browser", address: str, **options: Any) -> Iterator[Walker]:
    """Somebody who opens an address."""
    context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(_PATIENCE)
    context.add_init_script(_VIOLATIONS)
    walks = Walker(context.new_page())
    walks.page.on("pageerror", lambda error: walks.complaints.append(str(error)))
    try:
        walks.page.goto(address)
        yield walks
    finally:
        context.close()


@contextmanager
def at_the_desk(browser: "Browser", whole: Whole, name: str) -> Iterator[Walker]:
    """A member of the front desk, who signs in as everybody does."""
    login = Login(f"{name}@frontdesk.example", "front-desk", PASSWORD)
    pool = whole.deployed.deployment.data["UserPoolId"]
    ensure_login(whole.client("cognito-idp"), pool, login)
    with walker(browser, f"{whole.deployed.url}desk") as walks:
        walks.page.get_by_label("Email address").fill(login.email)
        walks.page.get_by_label("Password", exact=True).fill(PASSWORD)
        walks.press("Sign in")
        walks.page.wait_for_selector("header.top")
        yield walks


def publish(whole: Whole, location: str) -> None:
    """Publish the schedule of a location as far ahead as can be booked, as every night does."""
    offered = availability(whole, location)
    days = {"from": offered["from"], "to": offered["last_day"]}
    path = f"locations/{location}/slots/publish"
    reply = whole.call("POST", path, days, token=whole.token("manager"))
    assert reply.status == 200, reply.content


def availability(whole: Whole, location: str, service: str = "ketamine-consultation") -> Any:
    """What is on offer."""
    reply = whole.call("GET", f"availability?location={location}&service={service}")
    assert reply.status == 200, reply.content
    return reply.json()


def in_distress(whole: Whole, name: str, phone: str, location: str) -> None:
    """A request of somebody who is to be called at any hour, before everybody else."""
    body = {
        "location_id": location,
        "service_id": "ketamine-consultation",
        "name": name,
        "phone": phone,
        "message": "I do not know how to go on.",
        "thinking_of_self_harm": True,
        "consent": True,
        "is_adult": True,
    }
    reply = whole.call("POST", "requests", body, headers={"Idempotency-Key": f"walk-{name}"})
    assert reply.status == 201, reply.content


def id_and_token(address: str) -> tuple[str, str]:
    """What the address of a visit's own page has after its ``#``."""
    found = re.fullmatch(r".*#([^.]+)\.(.+)", address)
    assert found, "the address has no id and token"
    return found[1], found[2]


def appointment(whole: Whole, address: str) -> Any:
    """The visit as the API tells it to whoever has its token."""
    appointment_id, token = id_and_token(address)
    headers = {"Manage-Token": token}
    return json.loads(whole.call("GET", f"appointments/{appointment_id}", headers=headers).content)
