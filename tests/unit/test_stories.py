"""A story of a unit of work goes by one moment: that of its telling."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.parsed import tree_of

ROOT = Path(__file__).parents[2]
CODE = sorted((ROOT / "chalicelib").rglob("*.py"))


def is_clock_read(node: ast.AST) -> bool:
    """True for ``run.clock()`` and the like."""
    called = node.func if isinstance(node, ast.Call) else None
    return isinstance(called, ast.Attribute) and called.attr == "clock"


def reads_clock(node: ast.AST) -> bool:
    return any(map(is_clock_read, ast.walk(node)))


def functions(node: ast.AST) -> Iterator[ast.FunctionDef]:
    return (each for each in ast.walk(node) if isinstance(each, ast.FunctionDef))


def tells(function: ast.FunctionDef) -> bool:
    """True for a function that takes part in telling a story."""
    annotations = (argument.annotation for argument in function.args.args)
    return any(isinstance(each, ast.Name) and each.id == "UnitOfWork" for each in annotations)


def moments_of(function: ast.FunctionDef) -> set[str]:
    """The names that a function gives to moments: what it makes of a look at the clock itself."""
    return {
        name.id
        for statement in ast.walk(function)
        if isinstance(statement, ast.Assign) and any(map(is_moment, parts(statement.value)))
        for target in statement.targets
        for name in ast.walk(target)
        if isinstance(name, ast.Name)
    }


def parts(value: ast.expr) -> list[ast.expr]:
    return value.elts if isinstance(value, ast.Tuple) else [value]


def is_moment(value: ast.expr) -> bool:
    """True for a look at the clock, or something else or that."""
    options = value.values if isinstance(value, ast.BoolOp) else [value]
    return any(map(is_clock_read, options))


def own_clock_in(tree: ast.Module) -> set[str]:
    """The stories that look at the clock themselves, or go by a look that was taken outside."""
    if not any(map(tells, functions(tree))):
        return set()
    looks = {each.name for each in functions(tree) if tells(each) and reads_clock(each)}
    for outer in functions(tree):
        moments = set() if tells(outer) else moments_of(outer)
        for story in functions(outer):
            used = {node.id for node in ast.walk(story) if isinstance(node, ast.Name)}
            own = {argument.arg for argument in story.args.args}
            if story is not outer and tells(story) and moments & (used - own):
                looks.add(story.name)
    return looks


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_goes_by_the_moment_of_its_telling(path: Path) -> None:
    assert own_clock_in(tree_of(path)) == set()


def test_one_that_looks_at_the_clock_is_found_out() -> None:
    direct = "def told(work: UnitOfWork) -> None:\n    work.add(put(work.run.clock()))\n"
    assert own_clock_in(ast.parse(direct)) == {"told"}


@pytest.mark.parametrize("look", ["run.clock()", "given.first or run.clock()"])
def test_one_that_goes_by_a_look_before_is_found_out(look: str) -> None:
    story = "    def told(work: UnitOfWork) -> None:\n        work.add(put(now))\n"
    outer = f"def do(run: Runtime) -> None:\n    now = {look}\n{story}    carry_out(run, told)\n"
    assert own_clock_in(ast.parse(outer)) == {"told"}
