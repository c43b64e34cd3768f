"""``make pictures``: the pictures in docs/images, made anew.

The real application with a clock that stands still, and a real Chromium before it, so the same
sources give the same pictures.
"""

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
from chalice.test import Client
from moto import mock_aws
from playwright.sync_api import sync_playwright

from app import app
from chalicelib.clinic import load_clinic
from chalicelib.platform.runtime import using
from infra.deploy.paths import PROJECT
from infra.local.engines import chromium
from tests.browser.conftest import desk_session, served
from tests.conftest import NO_ACCOUNT, FixedClock, make_runtime, make_table
from tests.pictures.world import NOW, World
from tests.quick_moto import quick_moto

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

IMAGES = PROJECT / "docs" / "images"
PHONE, DESK = (390, 844), (1280, 800)

Act = Callable[["Page"], None]


def _request(page: "Page") -> None:
    page.check("input[value=new-york]")
    page.select_option("#service_id", "ketamine-consultation")
    page.fill("#name", "Robin Example")
    page.fill("#phone", "(212) 555-0123")
    page.evaluate("scrollTo(0, 0)")


def _receipt(page: "Page") -> None:
    _request(page)
    page.check("#is_adult")
    page.check("#consent")
    page.click("#send")
    page.wait_for_selector("#booking button")


def _times(page: "Page") -> None:
    _receipt(page)
    page.click("#booking button")
    page.wait_for_selector(".start")
    page.locator("#booking").scroll_into_view_if_needed()


def _queue(page: "Page") -> None:
    page.wait_for_selector(".entry")
    if page.locator(".today").count():
        page.wait_for_selector(".visit")


def _card(page: "Page") -> None:
    _queue(page)
    page.keyboard.press("n")
    page.wait_for_selector(".call .timeline li")


def _day(page: "Page") -> None:
    page.wait_for_selector("[data-slot]")
    page.wait_for_selector(".chairs li")


def _series(page: "Page") -> None:
    _day(page)
    page.keyboard.press("s")
    page.wait_for_selector(".preview li")


def _figures(page: "Page") -> None:
    page.wait_for_selector(".chart")


VISITOR: tuple[tuple[str, str, Act], ...] = (
    ("form", "", _request),
    ("receipt", "", _receipt),
    ("times", "", _times),
)
STAFF: tuple[tuple[str, str, Act], ...] = (
    ("queue", "desk#/queue", _queue),
    ("card", "desk#/queue", _card),
    ("day", "desk#/day", _day),
    ("series", "desk#/day", _series),
    ("figures", "desk#/figures", _figures),
)
SHAPES = (("desk", DESK), ("phone", PHONE))


def main() -> None:
    """Make every picture: each page on a desk's screen and on a phone, light and dark."""
    os.environ |= NO_ACCOUNT
    with _site() as site, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(chromium()), args=["--no-sandbox"])
        looks = product((*VISITOR, *STAFF), ("light", "dark"), SHAPES)
        for (name, path, act), scheme, (shape, size) in looks:
            file = IMAGES / f"{name}-{shape}-{scheme}.png"
            _take(browser, f"{site}{path}", file, act, size, scheme)
            print(file.relative_to(PROJECT))
        browser.close()


@contextmanager
def _site() -> Iterator[str]:
    clock = FixedClock(NOW)
    with mock_aws(), quick_moto():
        client = boto3.client("dynamodb", region_name="us-east-1")
        make_table(client, "frontdesk-test")
        with using(make_runtime(client, clock, load_clinic())), Client(app) as calls:
            World(calls, clock).make()
            with served(calls) as server:
                threading.Thread(target=server.serve_forever, daemon=True).start()
                yield f"http://127.0.0.1:{server.server_port}/"
                server.shutdown()


def _take(
    browser: "Browser", address: str, file: Path, act: Act, size: tuple[int, int], scheme: Any
) -> None:
    width, height = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        timezone_id="America/New_York",
        locale="en-US",
    )
    context.clock.set_fixed_time(NOW)
    session = json.dumps(json.dumps(desk_session("ana", "front-desk")))
    context.add_init_script(f"sessionStorage.setItem('frontdesk-session', {session})")
    page = context.new_page()
    page.goto(address)
    act(page)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=file)
    context.close()


if __name__ == "__main__":
    main()
