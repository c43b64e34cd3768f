"""What people read is American English, and says appointment where one is meant."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from chalicelib.platform.languages import words_of
from tests.parsed import nodes_of

ROOT = Path(__file__).parents[2]
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
CODE = [*sorted((ROOT / "chalicelib").rglob("*.py")), *sorted((ROOT / "infra").rglob("*.py"))]

NOT_SAID = {
    r"visits?": "appointment",
    r"cancell(?:ed|ing)": "canceled, canceling",
    r"(?:un)?tick(?:ed|s)?": "check this box",
    r"e-mails?": "email",
    r"(?:be)?haviour|colours?|licence": "the American spelling",
    r"whilst|amongst|rang|anew": "a word that is used in the United States",
}
"""Words that no clinic in the United States writes, with what it writes instead."""


def sentences_of(path: Path) -> Iterator[str]:
    """The sentences that a file of code shows: its texts of several words, without docstrings."""
    unread = {id(node.value) for node in nodes_of(path) if isinstance(node, ast.Expr)}
    for node in nodes_of(path):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            said = node.value
            if id(node) not in unread and re.match(r"[A-Z][a-z']* [a-z]", said):
                yield said


def prose_of(path: Path) -> str:
    """A document without code and without the addresses of its links."""
    code = r"```.*?```|`[^`\n]*`|\[[^\]]*\]\([^)]*\.md\)|\]\([^)]*\)"
    return re.sub(code, "", path.read_text("utf-8"), flags=re.DOTALL)


@cache
def everything_read() -> list[tuple[str, str]]:
    """Each text that people read, with where it stands."""
    return list(texts_read())


def texts_read() -> Iterator[tuple[str, str]]:
    for key, text in words_of("en").texts.items():
        yield f"strings/en.toml, {key}", text
    clinic = ROOT / "chalicelib" / "clinic.toml"
    yield "clinic.toml", clinic.read_text("utf-8")
    for path in CODE:
        for said in sentences_of(path):
            yield path.relative_to(ROOT).as_posix(), said
    for path in DOCUMENTS:
        yield path.relative_to(ROOT).as_posix(), prose_of(path)


@pytest.mark.parametrize("words", NOT_SAID)
def test_no_text_has_words_of_elsewhere(words: str) -> None:
    found = [
        f"{where}: {line.strip()}"
        for where, text in everything_read()
        for line in text.splitlines()
        if re.search(rf"\b(?:{words})\b", line, re.IGNORECASE)
    ]
    assert found == [], f"say {NOT_SAID[words]}"
