"""What is mutated: named here, and nowhere else.

The patterns name rooms and files both as they lie now and as the plan of the rooms has them; one
that finds nothing does no harm, a kind that finds nothing fails a test.
"""

from collections.abc import Iterator
from pathlib import Path

CODE = "chalicelib"

_ROOMS = ("callbacks", "contacts", "intake", "messaging", "people", "phone", "safety", "scheduling")

SUBJECTS: dict[str, tuple[str, ...]] = {
    "rules": ("**/rules.py", "**/*_rules.py", "*/hours/*.py"),
    "stores": ("**/store.py", "**/*_store.py", "**/store/*.py"),
    "the unit of work": ("**/unit_of_work.py", "**/idempotency.py", "**/joining.py"),
    "models that decide and use cases": tuple(f"{room}/**/*.py" for room in _ROOMS),
}

OTHERS = (
    "**/__init__.py",
    "**/errors.py",
    "**/*names.py",
    "**/jobs.py",
    "**/api.py",
    "**/*_api.py",
    "*/api/*.py",
)
"""The edge and lists of names: they decide nothing."""


def subjects(root: Path) -> list[Path]:
    """The modules that are mutated, in the order of their names, relative to ``root``."""
    code = root / CODE
    others = set(_found(code, OTHERS))
    found = {path for patterns in SUBJECTS.values() for path in _found(code, patterns)}
    return sorted(path.relative_to(root) for path in found - others)


def found_by_kind(root: Path) -> dict[str, int]:
    """How many modules there are of each kind."""
    return {kind: len(set(_found(root / CODE, patterns))) for kind, patterns in SUBJECTS.items()}


def _found(code: Path, patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from code.glob(pattern)
