"""The visitor's pages over HTTP: in both languages, on their own and in another site's page."""

import gzip
import hashlib
from base64 import b64encode
from collections.abc import Callable

import pytest

from tests.conftest import FixedClock

from .conftest import Caller, Reply
from .form_reader import read_page

SPANISH = "es-MX,es;q=0.9,en;q=0.5"


@pytest.fixture
def browser(visitor: Caller) -> Caller:
    """The visitor's browser, which says that it likes HTML."""
    visitor.headers["Accept"] = "text/html,*/*;q=0.8"
    return visitor


Send = Callable[..., Reply]


@pytest.fixture
def send(browser: Caller, clock: FixedClock) -> Send:
    """Open the form in Spanish, fill in what is needed, change some fields, and send it."""

    def send_with(**changes: object) -> Reply:
        form = read_page(browser.get("/", Accept_Language=SPANISH).text)
        clock.forward(seconds=30)
        filled = {
            **form.fields,
            "location_id": "new-york",
            "service_id": "ketamine-consultation",
            "name": "Robin Example",
            "phone": "(212) 555-0123",
            "consent": "true",
            **changes,
        }
        fields = {name: value for name, value in filled.items() if value is not None}
        return browser.post_form(form.action, fields, Accept_Language=SPANISH)

    return send_with


def policy_of(reply: Reply) -> dict[str, str]:
    parts = reply.headers["content-security-policy"].split("; ")
    return dict(part.split(" ", 1) for part in parts)


class TestInSpanish:
    def test_the_browsers_language_decides(self, browser: Caller) -> None:
        reply = browser.get("/", Accept_Language=SPANISH)
        assert reply.headers["content-language"] == "es"
        assert reply.headers["vary"] == "Accept-Language"
        assert '<html lang="es">' in reply.text
        page = read_page(reply.text)
        assert "¿Qué clínica le queda mejor?" in page.words
        assert page.fields["language"] == ["es"]
        assert page.options["service_id"]["follow-up"] == "Cita de seguimiento"
        assert page.options["service_id"]["botox"] == "Botox (solo en Harbor Light New York)"

    def test_another_one_can_be_chosen_and_links_carry_it(self, browser: Caller) -> None:
        chosen = browser.get("/?lang=en", Accept_Language=SPANISH)
        assert chosen.headers["content-language"] == "en"
        assert "/?lang=en" in read_page(chosen.text).links
        assert (
            "/?lang=es" not in read_page(browser.get("/?lang=es", Accept_Language="es").text).links
        )

    def test_a_language_that_is_not_spoken_keeps_nobody_out(self, browser: Caller) -> None:
        reply = browser.get("/?lang=tlh&utm_source=somewhere")
        assert reply.status == 200
        assert reply.headers["content-language"] == "en"

    def test_the_receipt_says_by_when(self, send: Send) -> None:
        reply = send()
        assert reply.status == 201
        page = read_page(reply.text)
        assert "Le llamaremos a más tardar el lunes a la 1:01 p.\xa0m. EST." in page.words
        assert page.texts["receipt-title"] == "Tenemos su solicitud"
        assert reply.headers["content-language"] == "es"

    def test_a_refused_form_says_what_to_change(self, send: Send) -> None:
        reply = send(name=None, phone="call me", message="W" * 4001, consent=None)
        assert reply.status == 422
        page = read_page(reply.text)
        assert page.errors == {
            "name": "Por favor, escriba su nombre.",
            "phone": "No parece un número de teléfono.",
            "message": "Su mensaje es demasiado largo. Use 4000 caracteres o menos.",
            "consent": "Por favor, marque esta casilla para que podamos comunicarnos con usted.",
        }
        assert "Por favor, revise lo que está marcado abajo" in page.texts["notice"]

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"phone": "", "email": ""}, "Por favor, denos un teléfono o un correo electrónico."),
            (
                {"phone": "+1 99999"},
                (
                    "No parece un número al que podamos llamar. "
                    "Escriba 10 dígitos con el código de área, o + y el código del país."
                ),
            ),
            ({"email": "robin@"}, "No parece una dirección de correo electrónico."),
            (
                {"service_id": "botox", "location_id": "chicago"},
                "Esta clínica no ofrece ese servicio.",
            ),
            ({"location_id": "nowhere"}, "Por favor, elija una de nuestras clínicas."),
            ({"call_from": "09:00"}, "Elija las dos horas o deje las dos en blanco."),
            (
                {"call_from": "12:00", "call_until": "09:00"},
                "Esta hora debe ser más tarde que la primera.",
            ),
        ],
    )
    def test_each_finding_has_its_words(
        self, send: Send, changes: dict[str, str], said: str
    ) -> None:
        assert list(read_page(send(**changes).text).errors.values()) == [said]

    def test_somebody_in_distress_is_led_to_help_in_spanish(self, send: Send) -> None:
        for reply in (
            send(thinking_of_self_harm="true"),
            send(thinking_of_self_harm="true", name=None),
        ):
            page = read_page(reply.text)
            assert "No está solo ni sola" in page.texts["crisis-title"]
            assert {"tel:988,2", "sms:988?body=AYUDA", "https://988lifeline.org/es/"} <= set(
                page.links
            )
            assert "don't wait" not in page.words

    def test_the_receipt_in_json_follows_the_forms_language(self, visitor: Caller) -> None:
        body = {
            "location_id": "new-york",
            "service_id": "follow-up",
            "name": "Robin Example",
            "email": "robin@example.com",
            "consent": True,
            "language": "es",
        }
        receipt = visitor.post("/requests", body).json
        assert (
            receipt["promise"]
            == "Le enviaremos un correo electrónico a más tardar el lunes a las 12:00 p.\xa0m. EST."
        )


class TestTheFormForOtherSites:
    def test_alone_may_be_framed(self, browser: Caller) -> None:
        assert policy_of(browser.get("/embed"))["frame-ancestors"] == "*"
        for path in ("/", "/manage"):
            assert policy_of(browser.get(path))["frame-ancestors"] == "'none'"

    def test_differs_from_the_other_pages_in_nothing_else_that_guards_it(
        self, browser: Caller
    ) -> None:
        embedded, alone = policy_of(browser.get("/embed")), policy_of(browser.get("/"))
        assert {**embedded, "frame-ancestors": "'none'"} == alone

    def test_has_the_sites_color_and_allows_just_that_style(self, browser: Caller) -> None:
        reply = browser.get("/embed?accent=%235b3f86")
        style = reply.text.partition("<style>")[2].partition("</style>")[0]
        assert "--accent:#5b3f86" in style
        digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
        assert policy_of(reply)["style-src"] == f"'self' 'sha256-{digest}'"

    @pytest.mark.parametrize("accent", ["red", "</style><script>alert(1)</script>", "%22%3E"])
    def test_passes_over_what_is_no_color(self, browser: Caller, accent: str) -> None:
        reply = browser.get(f"/embed?accent={accent}")
        assert reply.status == 200
        assert "<style>" not in reply.text
        assert "alert(1)" not in reply.text

    def test_without_script_answers_on_a_page_of_its_own(self, browser: Caller) -> None:
        assert 'method="post" target="_blank"' in browser.get("/embed").text.replace(
            ' accept-charset="utf-8" novalidate', ""
        ).replace(' data-longest="4000"', "")

    def test_is_brought_by_a_script_that_any_site_may_load(self, browser: Caller) -> None:
        reply = browser.get("/embed.js")
        assert reply.headers["content-type"] == "text/javascript; charset=utf-8"
        assert reply.headers["access-control-allow-origin"] == "*"
        assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
        assert reply.headers["cache-control"] == "public, max-age=600"


class TestThePageOfAVisit:
    def test_is_the_same_for_everybody_and_needs_three_requests(self, browser: Caller) -> None:
        reply = browser.get("/manage")
        parts = [link for link in read_page(reply.text).links if "/assets/" in link]
        assert len(parts) == 2
        whole = [reply.body, *(browser.get(part).body for part in parts)]
        assert sum(len(gzip.compress(part)) for part in whole) <= 30 * 1024  # as it is sent
        assert reply.body == browser.get("/manage").body

    def test_names_the_phones_for_browsers_without_script(self, browser: Caller) -> None:
        page = read_page(browser.get("/manage").text)
        assert "This page needs JavaScript" in page.words
        assert "tel:+12125550142" in page.links


class TestWhatComesOnceTheRequestIsSent:
    def test_is_no_part_of_the_first_page_and_may_be_kept_for_ever(self, browser: Caller) -> None:
        html = browser.get("/").text
        path = html.partition('<div id="booking"></div><script src="')[2].partition('"')[0]
        assert path not in read_page(html).links
        reply = browser.get(path)
        assert reply.status == 200
        assert reply.headers["cache-control"] == "public, max-age=31536000, immutable"
