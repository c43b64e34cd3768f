"""A docstring begins with a verb or the name of what it describes, and asks nothing."""

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.parsed import nodes_of

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "chalicelib").rglob("*.py"))

ASKS = re.compile(
    r"(By |From |Until |To |For )?"
    r"(What|How|When|Whether|Where|Which|Who|Whom|Whose|Why|Is|Are|Does|May|Can|Has)\b",
    re.IGNORECASE,
)


def docstrings(nodes: Iterable[ast.AST]) -> Iterator[ast.Constant]:
    """Those of modules, classes and functions, and those that follow an attribute."""
    for node in nodes:
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else []:
            value = statement.value if isinstance(statement, ast.Expr) else None
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value


def that_ask(nodes: Iterable[ast.AST]) -> list[str]:
    texts = (str(docstring.value) for docstring in docstrings(nodes))
    return [text.partition("\n")[0] for text in texts if ASKS.match(text.lstrip())]


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_says_and_does_not_ask(path: Path) -> None:
    assert that_ask(nodes_of(path)) == []


@pytest.mark.parametrize(
    "code",
    [
        '"""What this is about."""',
        'def lease() -> int:\n    """How long a lease lasts."""',
        'class Hold:\n    until: int\n    """Until when it is kept."""',
        'def is_held() -> bool:\n    """Is it held?"""',
    ],
)
def test_one_that_asks_is_found_out(code: str) -> None:
    assert len(that_ask(ast.walk(ast.parse(code)))) == 1


@pytest.mark.parametrize("code", ['"""Whole answers."""', '"""Cancel what is left."""'])
def test_one_that_says_is_not(code: str) -> None:
    assert that_ask(ast.walk(ast.parse(code))) == []
