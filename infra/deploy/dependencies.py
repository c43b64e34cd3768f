"""What the application needs in Lambda: fetched by Chalice once, kept until requirements change."""

import hashlib
import json
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from infra.deploy.chalice_cli import chalice_package
from infra.deploy.compiling import precompile
from infra.deploy.errors import DeployError

_NEEDLESS = ("phonenumbers/geodata", "phonenumbers/carrierdata", "icalendar/tests")
"""Where numbers are and whose: read only by ``geocoder`` and ``carrier``, which nobody calls.
And a library's own tests.
"""

_STAND_IN = """
from chalice.app import Chalice

app = Chalice(app_name="dependencies")


@app.route("/")
def stand_in():
    return None
"""


def dependency_tree(requirements: Path, cache: Path, *, host_wheels: bool = False) -> Path:
    """The folder, below ``cache``, of what ``requirements`` name: slimmed and compiled.

    With ``host_wheels`` compiled parts are exchanged for those of this machine, where it is not
    Lambda's kind. Raises DeployError when something cannot be had.
    """
    exchanged = host_wheels and not _is_lambda_like()
    content = requirements.read_bytes()
    tools = [sys.version, version("chalice"), exchanged, Path(__file__).read_text("utf-8")]
    name = hashlib.sha256(content + json.dumps(tools).encode()).hexdigest()[:16]
    tree = cache / name
    if tree.exists():
        return tree
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        made = _fetch(content, Path(folder))
        for needless in _NEEDLESS:
            shutil.rmtree(made / needless, ignore_errors=True)
        if exchanged:
            exchange_wheels(made)
        precompile(made)
        try:
            made.rename(tree)
        except OSError:
            if not tree.exists():  # else another deployment was faster, with the same
                raise
    return tree


def _fetch(requirements: bytes, folder: Path) -> Path:
    """Have Chalice package a stand-in for the application; what came with it."""
    project, out, tree = folder / "project", folder / "out", folder / "tree"
    (project / ".chalice").mkdir(parents=True)
    config = {"version": "2.0", "app_name": "dependencies", "autogen_policy": True}
    (project / ".chalice" / "config.json").write_text(json.dumps(config), "utf-8")
    (project / "app.py").write_text(_STAND_IN, "utf-8")
    (project / "requirements.txt").write_bytes(requirements)
    chalice_package(project, out, stage="dev")
    with zipfile.ZipFile(out / "deployment.zip") as archive:
        archive.extractall(tree)
    (tree / "app.py").unlink()
    shutil.rmtree(tree / "chalice")  # comes with the application itself
    return tree


def _is_lambda_like() -> bool:
    return sys.platform == "linux" and platform.machine() == "x86_64"


def exchange_wheels(tree: Path) -> None:
    """Replace the dependencies in ``tree`` that have compiled parts by this machine's own."""
    pins = list(_compiled_distributions(tree))
    if not pins:
        return
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
    command += ["--only-binary=:all:", "--target", str(tree), *pins]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DeployError(f"no compiled dependencies for this machine:\n{done.stderr}")


def _compiled_distributions(tree: Path) -> Iterator[str]:
    """``name==version`` of each dependency in ``tree`` that has compiled parts."""
    for record in sorted(tree.glob("*.dist-info/RECORD")):
        if ".so," in record.read_text("utf-8"):
            name, _, release = record.parent.name.removesuffix(".dist-info").rpartition("-")
            yield f"{name}=={release}"
