"""The index of routes in the package: a function that starts reads the one room that is called."""

import os
import subprocess
import sys
from pathlib import Path

from infra.deploy.errors import DeployError

_TELL = """
import json, sys
from app import app
from chalicelib.platform.http.rooms import INDEX
with open(sys.argv[1] + "/" + INDEX, "w", encoding="utf-8") as written:
    json.dump(app.index(), written, indent=0)
"""


def write_route_index(project: Path, tree: Path) -> None:
    """Write to ``tree`` which module of ``project`` answers each route; it goes beside app.py.

    A process of its own reads the application. Raises DeployError when it cannot be read.
    """
    tree.mkdir(exist_ok=True)
    done = subprocess.run(
        [sys.executable, "-c", _TELL, str(tree.absolute())],
        cwd=project,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DeployError(f"the routes can't be read:\n{done.stdout}{done.stderr}")
