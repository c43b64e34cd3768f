"""Mail as it goes over the wire, and the templates that it is made from."""

import re
import string
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from chalicelib.clinic import Clinic
from chalicelib.messaging.mime import make_mime
from chalicelib.messaging.models import MessageKind
from chalicelib.messaging.wording import templates_of, word
from chalicelib.platform.languages import LANGUAGES, Language
from tests.api.mailbox import html_of, read, text_of

LINK = "https://frontdesk.example/api/manage?lang=en#" + "0" * 26 + "." + "x" * 43
EACH = [{"when": "Monday", "link": LINK}, {"when": "Tuesday", "link": f"{LINK}2"}]

EVERY_HOLE = {
    "when": "Monday <at> 10 & so",
    "times": "",
    "asks": "",
    "link": LINK,
    "until": "noon",
    "code": "123 456",
    "count": "3",
    "late": "1",
    "empty": "2",
    "missing": "0",
    "unreachable": "4",
    "promise": "We'll call you.",
    "reference": "7K3M-Q2PX",
    "sender": "",
    "address": "",
    "phone": "",
}
"""What a mail can tell. None of these was typed by anybody, and none names a service."""

DRUGS = r"ketamin|cannabis|marihuana|marijuana|botox|infusi|depress|depres|clinic|clínic"
OF_ITS_OWN = {name: text for name, text in EVERY_HOLE.items() if text}

in_each_language = pytest.mark.parametrize("language", LANGUAGES)
of_each_kind = pytest.mark.parametrize("kind", MessageKind)


def mail_of(kind: MessageKind, language: Language, clinic: Clinic, **more: str | None) -> bytes:
    return make_mime(
        word(kind, language, clinic, clinic.locations[0], OF_ITS_OWN, EACH),
        message_id="01m84eqq88thsnweh6brbexr1z",
        to="robin@example.com",
        sender=("Harbor Light", "desk@clinic.example"),
        reply_to=more.get("reply_to"),
        at=datetime(2026, 11, 23, 15, 0, tzinfo=UTC),
    )


def texts(template: Mapping[str, str]) -> str:
    return " ".join(template.values())


def holes(template: Mapping[str, str]) -> set[str]:
    parsed = string.Formatter().parse(texts(template))
    return {name for _, name, _, _ in parsed if name is not None}


class TestTemplates:
    @in_each_language
    def test_there_is_one_for_each_kind_and_no_other(self, language: Language) -> None:
        assert set(templates_of(language)) == {*map(str, MessageKind), "frame"}

    @in_each_language
    def test_every_language_tells_the_same(self, language: Language) -> None:
        for name, template in templates_of("en").items():
            other = templates_of(language)[name]
            assert (template.keys(), holes(template)) == (other.keys(), holes(other)), name

    @in_each_language
    def test_nothing_that_was_typed_and_no_service_can_come_into_any(
        self, language: Language
    ) -> None:
        """There is no hole for a name, a message or a service, in subject or body."""
        for name, template in templates_of(language).items():
            assert holes(template) <= EVERY_HOLE.keys(), name

    @in_each_language
    def test_none_names_a_drug_a_service_or_a_reason_to_come(
        self, language: Language, clinic: Clinic
    ) -> None:
        services = [re.escape(service.name_in(language)) for service in clinic.services]
        telling = re.compile("|".join([DRUGS, *services]), re.IGNORECASE)
        for name, template in templates_of(language).items():
            assert not telling.search(texts(template)), name

    @in_each_language
    def test_a_subject_tells_no_more_than_a_time(self, language: Language) -> None:
        for name, template in templates_of(language).items():
            if name != "frame":
                assert holes({"subject": template["subject"]}) <= {"when"}, name

    @in_each_language
    def test_they_are_translated(self, language: Language) -> None:
        if language != "en":
            alike = [n for n, t in templates_of(language).items() if t == templates_of("en")[n]]
            assert alike == []


class TestAMail:
    @in_each_language
    @of_each_kind
    def test_is_read_by_others_as_it_was_meant(
        self, kind: MessageKind, language: Language, clinic: Clinic
    ) -> None:
        mail = read(mail_of(kind, language, clinic))
        assert mail.get_content_type() == "multipart/alternative"
        parts = [part.get_content_type() for part in mail.iter_parts()]
        assert parts == ["text/plain", "text/html"]
        assert (mail["To"], mail["Content-Language"]) == ("robin@example.com", language)
        assert str(mail["Date"]) == "Mon, 23 Nov 2026 15:00:00 +0000"
        assert mail["Auto-Submitted"] == "auto-generated"
        assert "{" not in text_of(mail) + html_of(mail)

    @of_each_kind
    def test_says_the_same_with_looks_and_without(self, kind: MessageKind, clinic: Clinic) -> None:
        mail = read(mail_of(kind, "es", clinic))
        linked = re.sub(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', r"\2: \1", html_of(mail))
        shown = re.sub(r"<(head)>.*</\1>|<[^>]+>", " ", linked, flags=re.DOTALL)
        plain = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        said = text_of(mail).replace("--\n", "").split()
        assert plain.replace("&#x27;", "'").split() == said

    def test_lets_nothing_be_html_that_is_text(self, clinic: Clinic) -> None:
        html = html_of(read(mail_of(MessageKind.BOOKED, "en", clinic)))
        assert "Monday &lt;at&gt; 10 &amp; so" in html
        assert '<html lang="en">' in html

    def test_has_no_script_no_picture_and_nothing_from_elsewhere(self, clinic: Clinic) -> None:
        html = html_of(read(mail_of(MessageKind.BOOKED, "en", clinic)))
        of_its_own = html.replace(f'<a href="{LINK}"', "<a")
        assert not re.search(r"<script|<img|<link|url\(|https?:|@import", of_its_own)

    def test_is_answered_at_the_address_that_the_location_names(self, clinic: Clinic) -> None:
        mail = read(mail_of(MessageKind.BOOKED, "en", clinic, reply_to="hello@clinic.example"))
        assert mail["Reply-To"] == "hello@clinic.example"
        assert read(mail_of(MessageKind.BOOKED, "en", clinic))["Reply-To"] is None

    def test_tells_each_time_of_a_series_on_a_line_of_its_own(self, clinic: Clinic) -> None:
        text = text_of(read(mail_of(MessageKind.SERIES_BOOKED, "en", clinic)))
        first, second = f"See or change this one:\n{LINK}", f"See or change this one:\n{LINK}2"
        assert f"\n\nMonday\n\n{first}\n\nTuesday\n\n{second}\n\n" in text

    @in_each_language
    @of_each_kind
    def test_has_no_button_where_a_link_would_lead_nowhere(
        self, kind: MessageKind, language: Language, clinic: Clinic
    ) -> None:
        nowhere = [{**one, "link": ""} for one in EACH]
        words = word(
            kind, language, clinic, clinic.locations[0], {**OF_ITS_OWN, "link": ""}, nowhere
        )
        assert not re.search(r"<a |href|\]\(|:\n\n", words.html + words.text)

    def test_gives_the_bare_link_in_plain_text_and_a_button_in_html(self, clinic: Clinic) -> None:
        mail = read(mail_of(MessageKind.BOOKED, "en", clinic))
        assert f"See, change or cancel it:\n{LINK}\n" in text_of(mail)
        assert f'<a href="{LINK}"' in html_of(mail)
