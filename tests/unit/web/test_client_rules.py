"""The house's rules for what runs in a browser, and the home of the words that staff read."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[3]
CLIENT = ROOT / "client"
CODE = sorted(
    path
    for room in ("desk", "shared", "visitor")
    for path in (CLIENT / room).rglob("*.[jt]s*")
    if not path.name.endswith(".d.ts")
)
TYPED = [path for path in CODE if path.suffix in {".ts", ".tsx"}]
OF_STAFF = [path for path in TYPED if path.is_relative_to(CLIENT / "desk")]

LONGEST_COMPONENT = 250
"""In lines: a component file is one thing that a newcomer looks for."""

AS_HTML = re.compile(
    r"(inner|outer)HTML|setHTML|insertAdjacentHTML|dangerouslySetInnerHTML"
    r"|document\.write|createContextualFragment|DOMParser|srcdoc"
)
"""What reads text as HTML."""

KEY = r"[a-z][a-z0-9_]*(?:\.[A-Za-z0-9_-]+)+"


def name_of(path: Path) -> str:
    return path.relative_to(CLIENT).as_posix()


def code_of(path: Path) -> str:
    """What a file says, without its comments."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    return re.sub(r"(?<![:\w])//[^\n]*", "", text)


def words() -> set[str]:
    """The key of every text that staff read."""

    def flat(table: dict[str, object], above: str = "") -> Iterator[str]:
        for name, value in table.items():
            if isinstance(value, dict):
                yield from flat(value, f"{above}{name}.")
            else:
                yield above + name

    file = ROOT / "chalicelib" / "strings" / "desk.toml"
    return set(flat(tomllib.loads(file.read_text("utf-8"))))


def asked() -> set[str]:
    """The keys that are asked for by name: ``t("queue.title")``, ``tn("queue.waiting", 2)``."""
    keys: set[str] = set()
    for path in OF_STAFF:
        code = code_of(path)
        keys |= set(re.findall(rf'\bt\(\s*"({KEY})"', code))
        for stem in re.findall(rf'\btn\(\s*"({KEY})"', code):
            keys |= {f"{stem}.one", f"{stem}.other"}
    return keys


def beginnings() -> set[str]:
    """How those begin that are put together: ``tOr(`kind.${kind}`, kind)``.

    A table whose names are spoken by themselves is called so: ``said("card.kind", kind)``.
    """
    put_together = r"\bt(?:n|Or)?\(\s*`([a-z][\w-]*(?:\.[\w-]+)*\.)\$\{"
    table = rf'\b(?:said|wordsOf)(?:<[^(]*>)?\(\s*"({KEY})"'
    codes = [code_of(path) for path in OF_STAFF]
    stems = {found for code in codes for found in re.findall(put_together, code)}
    return stems | {f"{found}." for code in codes for found in re.findall(table, code)}


def named() -> set[str]:
    """Whatever could be a key: a table of them may stand apart from where they are read."""
    return {found for path in OF_STAFF for found in re.findall(rf'"({KEY})"', code_of(path))}


def test_the_rules_look_at_the_whole_client() -> None:
    assert len(TYPED) >= 20
    assert {path.parent.name for path in TYPED} >= {"desk", "shared", "ui"}


def test_no_component_is_longer_than_one_reading() -> None:
    long = {
        name_of(path)
        for path in TYPED
        if path.suffix == ".tsx" and len(path.read_text("utf-8").splitlines()) > LONGEST_COMPONENT
    }
    assert long == set()


def test_nothing_is_ever_read_as_html() -> None:
    assert {name_of(path) for path in CODE if AS_HTML.search(code_of(path))} == set()


def test_every_word_that_is_asked_for_is_there() -> None:
    assert asked() - words() == set()


def test_every_family_of_words_that_is_asked_for_is_there() -> None:
    lonely = {stem for stem in beginnings() if not any(key.startswith(stem) for key in words())}
    assert lonely == set()


def test_every_word_is_read_somewhere() -> None:
    families = tuple(beginnings())
    unread = words() - asked() - named()
    assert {key for key in unread if not key.startswith(families)} == set()


def test_ids_are_of_the_whole_page() -> None:
    """Preact's own begin anew at every mount: a dialog's would be those of the view below it."""
    assert {name_of(path) for path in TYPED if re.search(r"\buseId\b", code_of(path))} == set()
