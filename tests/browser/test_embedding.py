"""The form in another site's page: docs/embed-demo.html, served from an origin of its own."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .axe import assert_accessible
from .conftest import Visitor
from .visitors import OpenForm

if TYPE_CHECKING:
    from playwright.sync_api import Frame

DEMO = Path(__file__).parents[2] / "docs" / "embed-demo.html"
FRONTDESK = "https://frontdesk.example/api/"


@pytest.fixture
def other_site(site: str) -> Iterator[str]:
    """The demonstration page on another origin, with the address of this Frontdesk in it."""
    page = DEMO.read_text("utf-8").replace(FRONTDESK, site).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}/"
        server.shutdown()
        thread.join()


def form_in(visitor: Visitor, other_site: str) -> "Frame":
    """The form's frame within the other site's page, as high as what is in it."""
    page = visitor.page
    page.goto(other_site)
    handle = page.wait_for_selector("iframe")
    assert handle
    frame = handle.content_frame()
    assert frame
    frame.wait_for_selector("#request")
    page.wait_for_function("document.querySelector('iframe').title !== ''")
    return frame


def hidden_pixels(frame: "Frame") -> int:
    """How much of the form could be seen by scrolling within the frame only."""
    return int(frame.evaluate("document.documentElement.scrollHeight - innerHeight"))


def settled(frame: "Frame") -> None:
    """Wait until all of the form is in sight.

    The waiting is done by the test: the form's content policy lets nobody wait within its page.
    """
    for _ in range(200):
        if hidden_pixels(frame) <= 0:
            return
        frame.page.wait_for_timeout(50)
    raise AssertionError(f"{hidden_pixels(frame)} pixels are still out of sight")


class TestTheFormInAnotherSitesPage:
    @pytest.mark.parametrize("width", [360, 1280])
    def test_is_as_high_as_what_is_in_it_and_grows_and_shrinks_with_it(
        self, open_form: OpenForm, other_site: str, width: int
    ) -> None:
        visitor = open_form(viewport={"width": width, "height": 800})
        frame = form_in(visitor, other_site)
        settled(frame)
        frame.check("#thinking_of_self_harm")
        settled(frame)
        assert hidden_pixels(frame) == 0
        assert visitor.complaints == []

    def test_sends_a_request_and_brings_the_receipt_into_view(
        self, open_form: OpenForm, other_site: str
    ) -> None:
        visitor = open_form(viewport={"width": 1280, "height": 800})
        frame = form_in(visitor, other_site)
        frame.check("input[value=new-york]")
        frame.select_option("#service_id", "ketamine-consultation")
        frame.fill("#name", "Robin Example")
        frame.fill("#phone", "(212) 555-0123")
        frame.check("#consent")
        frame.click("#send")
        frame.wait_for_selector("#receipt-title")
        settled(frame)
        box = frame.locator("#receipt-title").bounding_box()
        assert box
        assert 0 <= box["y"] <= 800
        assert visitor.page.get_attribute("iframe", "title") == (
            "We have your request – Harbor Light Ketamine"
        )
        assert visitor.complaints == []

    def test_has_the_sites_color_with_text_that_can_be_read_upon_it(
        self, open_form: OpenForm, other_site: str
    ) -> None:
        visitor = open_form()
        frame = form_in(visitor, other_site)
        drawn = frame.evaluate(
            """(() => { const { backgroundColor, color } = getComputedStyle(byId('send'));
                        return [backgroundColor, color]; })()""".replace(
                "byId", "document.getElementById"
            )
        )
        assert drawn == ["rgb(91, 63, 134)", "rgb(255, 255, 255)"]  # #5b3f86, as the page says
        assert_accessible(visitor.page)

    def test_tells_its_height_to_no_page_that_embed_js_did_not_name(
        self, open_form: OpenForm, site: str, other_site: str
    ) -> None:
        visitor = open_form()
        page = visitor.page
        page.goto(other_site)
        heard = page.evaluate(
            """async (address) => {
              let heard = 0;
              const frame = document.createElement("iframe");
              addEventListener("message", ({ source }) => {
                if (source === frame.contentWindow) heard += 1;
              });
              frame.src = address;
              document.body.append(frame);
              await new Promise((done) => frame.addEventListener("load", done));
              await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
              return heard;
            }""",
            f"{site}embed#origin=https://elsewhere.example",
        )
        assert heard == 0

    def test_opened_as_a_file_says_that_it_has_to_be_served(
        self, open_form: OpenForm, site: str, tmp_path: Path
    ) -> None:
        file = tmp_path / "page.html"
        file.write_text(DEMO.read_text("utf-8").replace(FRONTDESK, site), "utf-8")
        page = open_form().page
        page.goto(file.as_uri())
        page.wait_for_selector("text=The form shows only on a page that comes from a web address")
        assert page.locator("iframe").count() == 0

    def test_is_the_only_page_that_may_be_framed(
        self, open_form: OpenForm, site: str, other_site: str
    ) -> None:
        visitor = open_form()
        page = visitor.page
        refused: list[str] = []
        page.on("console", lambda line: refused.append(line.text))
        page.goto(other_site)
        for path in ("", "manage"):
            page.evaluate(
                """(address) => new Promise((done) => {
                  const frame = document.createElement("iframe");
                  frame.src = address;
                  frame.addEventListener("load", done);
                  document.body.append(frame);
                })""",
                site + path,
            )
        assert len([line for line in refused if "frame-ancestors" in line]) == 2
