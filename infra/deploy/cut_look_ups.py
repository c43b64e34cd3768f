"""What two libraries do to look for installed packages, cut out: a function has what it has.

Urllib3 would look up a package that its switch to HTTP/2 takes, pydantic its plugins. Nothing turns
that switch on and there are no plugins, and reading what finds packages is 12 ms of a processor at
each start.
"""

import ast
from pathlib import Path
from typing import NamedTuple

from infra.deploy.errors import DeployError

_LOOKS = "from importlib.metadata import "


class _StandIn(NamedTuple):
    """What stands in a module's stead, and the functions that the module is known to have."""

    source: str
    known: frozenset[str]


_STAND_INS = {
    "urllib3/http2/__init__.py": _StandIn(
        '"""Nothing in this package turns HTTP/2 on."""\n',
        frozenset({"inject_into_urllib3", "extract_from_urllib3"}),
    ),
    "pydantic/plugin/_loader.py": _StandIn(
        '"""This package has no plugins."""\n\n\ndef get_plugins():\n    return ()\n',
        frozenset({"get_plugins"}),
    ),
}
"""By the files of the modules that look."""


def cut_look_ups(tree: Path) -> None:
    """Put modules that look for nothing where, among the libraries in ``tree``, some look.

    Raises DeployError where a library is there and that module is not, does not look any more, or
    has more to it than is known.
    """
    for file, stand_in in _STAND_INS.items():
        module = tree / file
        if not (tree / file.partition("/")[0]).exists():
            continue
        source = module.read_text("utf-8") if module.exists() else ""
        if _LOOKS not in source or not _names_in(source) <= stand_in.known:
            raise DeployError(f"{file} has changed: see infra/deploy/cut_look_ups.py")
        module.write_text(stand_in.source, "utf-8")


def _names_in(source: str) -> set[str]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return {each.name for each in ast.parse(source).body if isinstance(each, kinds)}
