"""The client's modules in the hands of a test: one exchanged for another, or asked by itself."""

import json
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

_CLIENT = Path(__file__).parent.parent / "client"
_OWN_NODE = Path(__file__).parent.parent / ".venv-node" / "bin" / "node"


def with_modules(where: "BrowserContext | Page", **instead: str) -> None:
    """Let these sources stand in for the desk's modules of these names (``_`` stands for ``-``)."""
    others = tuple((f"desk/{name.replace('_', '-')}", text) for name, text in instead.items())
    answer = {"body": _built_with(others), "content_type": "text/javascript"}
    where.route("**/assets/desk.*.js", lambda route: route.fulfill(**answer))


def from_module(module: str, act: str) -> Any:
    """What a function, given as JavaScript, makes of a module of the client, as JSON."""
    return json.loads(_run(_node(), "tests/ask.mjs", module, told=act))


def run_script(script: str, told: str) -> Any:
    """What a script, with the client's packages at hand, says of what it is told, as JSON."""
    return json.loads(_run(_node(), "--input-type=module", "--eval", script, told=told))


def run_units(*names: str) -> str:
    """Run the client's own unit tests, or those whose file names hold one of these."""
    return _run(_node(), "tests/run.mjs", *names)


@cache
def _built_with(others: tuple[tuple[str, str], ...]) -> str:
    with tempfile.TemporaryDirectory() as folder:
        options = []
        for number, (module, source) in enumerate(others):
            file = Path(folder) / f"{number}.tsx"
            file.write_text(source, "utf-8")
            options += ["--instead", f"{module}={file}"]
        _run(_node(), "build.mjs", f"{folder}/built", *options)
        return Path(folder, "built", "desk.js").read_text("utf-8")


@cache
def _node() -> str:
    """The node that builds the client: this environment's, or the path's."""
    found = str(_OWN_NODE) if _OWN_NODE.exists() else shutil.which("node")
    assert found, "no node: make client"
    return found


def _run(*command: str, told: str = "") -> str:
    ended = subprocess.run(
        command, cwd=_CLIENT, input=told, capture_output=True, text=True, timeout=60, check=False
    )
    assert ended.returncode == 0, ended.stderr + ended.stdout
    return ended.stdout
