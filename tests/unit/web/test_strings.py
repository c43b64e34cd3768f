"""Every word that visitors read stands in one file per language, and each is used."""

import re
import string
from pathlib import Path

import pytest

from chalicelib.intake.models import ConsultationRequestIn, Screening
from chalicelib.intake.rules import panel_before_sending
from chalicelib.platform.errors import FrontdeskError
from chalicelib.platform.http.problems import slug_of
from chalicelib.platform.languages import LANGUAGES, Words, words_of
from chalicelib.web.view import preferred_language

CODE = Path(__file__).parents[3] / "chalicelib"
ENGLISH = words_of("en")
OTHERS = [words_of(language) for language in LANGUAGES if language != "en"]

in_each_other_language = pytest.mark.parametrize("words", OTHERS, ids=lambda words: words.language)

OF_STAFF = "desk"
"""Begins the names of templates that visitors do not see; staff are spoken to in English."""
TEMPLATES = [
    path
    for path in sorted((CODE / "web" / "templates").glob("*.html"))
    if not path.name.startswith(OF_STAFF)
]
SCRIPTS = sorted((CODE.parent / "client" / "visitor").rglob("*.[jt]s*"))
ASKED = r'(?:\b(?:t|said|listed)\(|\btext=)"([^"]+)"[,)\s]'
"""Asked for by a script or a room: ``t("times.none")``, ``text="times.none"``."""
ROOMS = [*sorted((CODE / "web").glob("*.py")), *sorted((CODE / "intake").rglob("*.py"))]
ROOMS.append(CODE / "platform" / "local_time.py")
ROOMS.append(CODE.parent / "infra" / "deploy" / "put_help_in.py")


def holes(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def used() -> tuple[set[str], set[str]]:
    """The keys that stand somewhere, and the beginnings of those that are put together."""
    keys: set[str] = set()
    beginnings: set[str] = set()
    for template in TEMPLATES:
        keys |= set(re.findall(r"\{([a-z]+(?:\.[a-z0-9_-]+)+)\}", template.read_text()))
    for file in [*SCRIPTS, *ROOMS]:
        text = file.read_text()
        keys |= set(re.findall(r'"([a-z]+(?:\.[a-z0-9_-]+)+)"', text))
        beginnings |= set(re.findall(r'[`"]([a-z]+(?:\.[a-z0-9_]+)*\.)(?:\$\{|\{)', text))
    return keys, beginnings


@in_each_other_language
def test_every_language_has_the_same_keys(words: Words) -> None:
    assert words.texts.keys() == ENGLISH.texts.keys()


@in_each_other_language
def test_every_text_has_the_same_holes(words: Words) -> None:
    differ = {key for key, text in words.texts.items() if holes(text) != holes(ENGLISH.texts[key])}
    assert differ == set()


@in_each_other_language
def test_lists_of_words_are_as_long(words: Words) -> None:
    for key in ("time.weekdays", "time.weekdays_short", "time.months"):
        assert len(words.listed(key)) == len(ENGLISH.listed(key))


@in_each_other_language
def test_what_is_said_is_translated(words: Words) -> None:
    alike = {
        key
        for key, text in words.texts.items()
        if text == ENGLISH.texts[key] and not key.endswith(("href", "_code"))
    }
    assert alike == {"page.help_chat"}


def test_every_text_is_used_somewhere() -> None:
    keys, beginnings = used()
    unused = {
        key
        for key in ENGLISH.texts
        if key not in keys and not any(key.startswith(beginning) for beginning in beginnings)
    }
    assert {key.removesuffix("_at_one") for key in unused} <= keys


def test_every_text_that_is_asked_for_exists() -> None:
    families = {key.partition(".")[0] for key in ENGLISH.texts}
    keys, _ = used()
    asked = {key for key in keys if key.partition(".")[0] in families}
    files = {key for key in asked if key.endswith((".html", ".js", ".css", ".ics"))}
    assert asked - files - ENGLISH.texts.keys() == set()


def test_every_key_that_is_asked_for_exists_whatever_its_family() -> None:
    asked = {key for file in [*SCRIPTS, *ROOMS] for key in re.findall(ASKED, file.read_text())}
    for template in TEMPLATES:
        asked |= set(re.findall(r"\{(\w+\.[^{}]+)\}", template.read_text()))
    assert len(asked) > 100
    assert asked - ENGLISH.texts.keys() == set()


def family(name: str) -> dict[str, str]:
    """The texts whose keys begin so, by the rest of their keys."""
    return {
        key.removeprefix(name): text for key, text in ENGLISH.texts.items() if key.startswith(name)
    }


def test_the_screening_has_words_for_its_answers_and_for_nothing_else() -> None:
    assert family("screening.").keys() == {answer.value for answer in Screening}


def test_every_way_to_help_that_has_words_is_shown() -> None:
    lines = panel_before_sending("en").lines
    shown = {line.label for line in lines} | {line.href for line in lines}
    assert set(family("crisis.lines.").values()) == shown


def kinds_of(error: type[FrontdeskError]) -> set[str]:
    """The last part of the type of an error's problem, and of those of its kind."""
    return {slug_of(error)}.union(*map(kinds_of, error.__subclasses__()))


def test_every_notice_is_of_a_problem_that_there_is() -> None:
    gateway = (CODE.parent / "infra" / "api.yaml").read_text()
    known = kinds_of(FrontdeskError) | set(re.findall(r"frontdesk:problem:([a-z-]+)", gateway))
    without_a_problem = {"unreached", "other"}
    kinds = {key.partition(".")[0] for key in family("notice.")}
    assert kinds - without_a_problem <= known


def test_every_finding_that_has_words_is_of_a_field_and_can_be_made() -> None:
    rooms = ("intake", "people", "platform")
    code = "".join(path.read_text() for room in rooms for path in (CODE / room).rglob("*.py"))
    for key in family("error."):
        field, _, kind = key.rpartition(".")
        assert field in {"", *ConsultationRequestIn.model_fields}
        assert f'"{kind}"' in code, kind


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_hold_no_words_of_their_own(template: Path) -> None:
    text = re.sub(r"<[^>]*>|\{[^}]*\}", " ", template.read_text())
    assert re.findall(r"[^\W\d_]{2,}", text) == []


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_hold_no_sentences_of_their_own(script: Path) -> None:
    code = re.sub(r"^\s*//.*$|//[^`\"]*$", "", script.read_text(), flags=re.MULTILINE)
    said = re.findall(r'"([A-Z][a-z]+ [a-z]+[^"]*)"', code)
    assert said == []


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("es", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("fr-FR,fr;q=0.9,es;q=0.5,en;q=0.4", "es"),
        ("en;q=0.1,es;q=0.2", "es"),
        ("ES-us", "es"),
        ("de,fr", "en"),
        ("es;q=0", "en"),
        ("es;q=nonsense", "en"),
        ("x" * 5000, "en"),
        (",;,q=;;es", "en"),
    ],
)
def test_the_browsers_language_is_followed(header: str, language: str) -> None:
    assert preferred_language(header) == language
