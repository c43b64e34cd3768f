"""Every word that visitors read stands in one file per language, and each is used."""

import re
import string
from pathlib import Path

import pytest

from chalicelib.intake.models import Screening
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
SCRIPTS = sorted((CODE.parent / "client" / "visitor").glob("*.[jt]s*"))
ROOMS = [*sorted((CODE / "web").glob("*.py")), *sorted((CODE / "intake").rglob("*.py"))]
ROOMS.append(CODE / "platform" / "local_time.py")


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


def test_every_answer_of_the_screening_has_its_words() -> None:
    assert {f"screening.{answer.value}" for answer in Screening} <= ENGLISH.texts.keys()


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
