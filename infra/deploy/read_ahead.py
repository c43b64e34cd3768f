"""Read ahead, when a package is made, so that no function has to: routes, the clinic, words."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from infra.deploy.errors import DeployError

_TELL = """
import json, sys
from pathlib import Path
from app import app
from chalicelib.clinic.packaged import PACKAGED, package_clinic
from chalicelib.platform.http.rooms import INDEX
from chalicelib.platform.toml_file import as_json, toml_file
from chalicelib.safety.crisis_patterns import INDEX as INDEX_OF_PHRASES, SOURCE, index_of
tree = Path(sys.argv[1])
(tree / INDEX).write_text(json.dumps(app.index(), indent=0), "utf-8")
for words in Path("chalicelib", "strings").rglob("*.toml"):
    kept = tree / as_json(words)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(toml_file(words), separators=(",", ":")), "utf-8")
phrases = tree / "chalicelib" / "safety" / INDEX_OF_PHRASES
phrases.parent.mkdir(parents=True)
phrases.write_text(json.dumps(index_of(SOURCE.read_text("utf-8")), separators=(",", ":")), "utf-8")
(tree / "chalicelib" / PACKAGED).write_bytes(package_clinic(Path("chalicelib")))
"""


def write_read_ahead(project: Path, tree: Path) -> None:
    """Write to ``tree`` what goes beside the code of ``project`` in its package.

    That is which module answers each route, the clinic that its file describes, files of words
    as JSON, and an index of the phrases of danger. A process of its own reads the application; the
    same one gives the same bytes, so its hash seed is fixed.
    Raises DeployError when it cannot be read.
    """
    shutil.rmtree(tree, ignore_errors=True)
    tree.mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _TELL, str(tree.absolute())],
        cwd=project,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DeployError(f"the application can't be read:\n{done.stdout}{done.stderr}")
