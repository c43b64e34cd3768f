"""The documents for engineers name files, which exist; ARCHITECTURE lists every kind of item."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.parsed import nodes_of

ROOT = Path(__file__).parents[2]
ARCHITECTURE = ROOT / "docs" / "ARCHITECTURE.md"
DECISIONS = sorted((ROOT / "docs" / "adr").glob("*.md"))
DOCUMENTS = [ARCHITECTURE, *DECISIONS, ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md"]
TEXT = ARCHITECTURE.read_text("utf-8")
CODE = sorted((ROOT / "chalicelib").rglob("*.py"))
STORES = [p for p in CODE if p.stem.endswith("store") or p.name in {"job_runs.py", "history.py"}]


def files_named_in(text: str) -> set[str]:
    """Those with a folder; ``store.py`` alone stands for one in every room."""
    named = re.findall(r"`([\w./-]+\.(?:py|js|yaml|toml|md|txt))`", text)
    return {name for name in named if "/" in name and name[0] != "/"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_it_names_exists(document: Path) -> None:
    named = files_named_in(document.read_text("utf-8"))
    there = (ROOT, ROOT / "chalicelib")
    assert {name for name in named if not any((at / name).is_file() for at in there)} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = document.read_text("utf-8")
    for place, heading in re.findall(r"\]\(([\w./-]+\.md)(?:#([\w-]+))?\)", text):
        target = document.parent / place
        assert target.is_file(), place
        headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.M)
        assert not heading or heading in {h.lower().replace(" ", "-") for h in headings}


def test_it_names_many_files_and_all_decisions() -> None:
    assert len(files_named_in(TEXT)) > 50
    for decision in DECISIONS:
        assert f"(adr/{decision.name})" in TEXT


def constants(path: Path) -> Iterator[str]:
    """Every text in a file's code, and the fixed beginning of every text that is put together."""
    told = {n.value for n in nodes_of(path) if isinstance(n, ast.Expr)}
    for node in nodes_of(path):
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
            yield str(node.values[0].value)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in told:
            yield node.value


def kinds() -> set[str]:
    """What the keys of items begin with: constants called KIND, or given to a key by name."""
    found: set[str] = set()
    for path in CODE:
        for node in nodes_of(path):
            match node:
                case ast.Assign([ast.Name(name)], ast.Constant(str(kind))) if name in {
                    "KIND",
                    "LIST_KIND",
                } or (path in STORES and name == kind):
                    found.add(kind)
                case ast.Call(ast.Name("item_key" | "part_key"), [ast.Constant(str(kind)), *_]):
                    found.add(kind)
    return found


def test_every_kind_of_item_is_in_the_table() -> None:
    assert {"CALLBACK", "SLOTS", "HOLD", "HOLDER", "CLAIM-KEY", "PROMISES"} <= kinds()
    assert {kind for kind in kinds() if f"| `{kind}#<" not in TEXT} == set()


def test_every_part_of_an_item_collection_is_in_it() -> None:
    part = re.compile(r"[A-Z][A-Z-]*#([A-Z]+#)?")
    parts = {m[0] for p in STORES for text in constants(p) if (m := part.match(text))}
    assert {"OPEN#CALLBACK#", "DONE#", "EVENT#", "PART#"} <= parts
    assert {each for each in parts if f"`{each}" not in TEXT and f"= {each}" not in TEXT} == set()


def test_every_partition_of_the_index_due_is_in_it() -> None:
    partition = re.compile(r"[a-z]+#$")
    named = {text for p in STORES for text in constants(p) if partition.fullmatch(text)}
    assert {"queue#", "hold#", "freed#", "appointment#", "spam#", "message#"} <= named
    assert {each for each in named if f"`{each}<location>`" not in TEXT} == set()
