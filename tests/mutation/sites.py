"""Sites: every place in the subjects where an operator can change something, and the draw."""

import ast
import difflib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .operators import OPERATORS, Spot, name_of
from .source import Edit, Source
from .subjects import subjects


@dataclass(frozen=True)
class Site:
    """One change that can be made to one module."""

    path: str
    operator: str
    edit: Edit
    lines: range
    """The lines of the statement, of which a test has to run one to notice."""
    in_function: bool

    def __str__(self) -> str:
        return f"{self.path}:{self.edit.line} {self.operator}"

    def mutated(self, text: str) -> str:
        """The module's text with the change made."""
        return Source(text).with_edit(self.edit)

    def diff(self, text: str) -> str:
        """The change as a reader sees it."""
        before, after = text.splitlines(), self.mutated(text).splitlines()
        lines = difflib.unified_diff(before, after, self.path, self.path, n=2, lineterm="")
        return "\n".join(lines)


def all_sites(root: Path) -> list[Site]:
    """The sites of every subject, in the order of their places."""
    return [
        site
        for path in subjects(root)
        for site in sites_of(path.as_posix(), (root / path).read_text("utf-8"))
    ]


def drawn(sites: Sequence[Site], seed: int, count: int) -> list[Site]:
    """So many different sites, each as likely as any other; the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a draw to be repeated, no secret
    return chance.sample(list(sites), min(count, len(sites)))


def sites_of(path: str, text: str) -> list[Site]:
    """The sites of one module, in the order of their places."""
    source = Source(text)
    found: dict[tuple[int, int, str], Site] = {}
    for spot, lines in _spots(source, source.tree, None, range(0)):
        for operator, find in OPERATORS.items():
            for edit in find(spot):
                site = Site(path, operator, edit, lines, in_function=spot.function is not None)
                found.setdefault((edit.start, edit.end, edit.text), site)
    return [found[place] for place in sorted(found)]


def _spots(
    source: Source, node: ast.AST, function: ast.FunctionDef | None, lines: range
) -> Iterator[tuple[Spot, range]]:
    if _decides_nothing(node):
        return
    if isinstance(node, ast.stmt):
        lines = _lines_of(node)
    yield Spot(source, node, function), lines
    inside = node if isinstance(node, ast.FunctionDef) else function
    for child in _run_in(node):
        yield from _spots(source, child, inside, lines)


def _lines_of(statement: ast.stmt) -> range:
    """The statement's lines; of one with a body, those of its head."""
    body: list[ast.AST] = getattr(statement, "body", None) or getattr(statement, "cases", [])
    last = statement.end_lineno or statement.lineno
    if body:
        first = body[0].pattern if isinstance(body[0], ast.match_case) else body[0]
        last = max(statement.lineno, getattr(first, "lineno", last) - 1)
    return range(statement.lineno, last + 1)


def _run_in(node: ast.AST) -> Iterator[ast.AST]:
    """What is run of a node: all of it but its types."""
    types = {"annotation", "returns", "type_params"}
    for name, value in ast.iter_fields(node):
        if name not in types:
            children = value if isinstance(value, list) else [value]
            yield from (child for child in children if isinstance(child, ast.AST))


def _decides_nothing(node: ast.AST) -> bool:
    """Type-only code, and what is written to the log."""
    match node:
        case ast.If(test=test):
            return name_of(test) == "TYPE_CHECKING"
        case ast.ClassDef(bases=bases):
            return any(name_of(base) in {"Protocol", "TypedDict"} for base in bases)
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "logger")))):
            return True
        case _:
            return False
