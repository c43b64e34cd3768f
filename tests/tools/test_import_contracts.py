"""The import contracts are kept, and one that is broken is found out."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def lint(folder: Path) -> tuple[int, str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as l; l()",
    ]
    done = subprocess.run(
        [*command, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_all_of_them_are_kept() -> None:
    configured = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    contracts = len(configured["contracts"])
    code, said = lint(ROOT)
    assert code == 0, said
    assert f"{contracts} kept, 0 broken" in said
    assert contracts >= 2


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    [
        ("platform/ids.py", "import chalicelib.web.api", "rooms stack one way"),
        ("people/store.py", "import chalicelib.intake.store", "rooms stack one way"),
        ("messaging/models.py", "import boto3", "know neither framework nor cloud"),
        ("callbacks/promise_rules.py", "import chalice", "know neither framework nor cloud"),
        ("callbacks/claim.py", "import chalicelib.people.commitments_store", "of people"),
        ("intake/receipts.py", "import chalicelib.callbacks.idempotency_store", "of callbacks"),
        ("callbacks/snooze.py", "import chalicelib.messaging.store", "of messaging"),
        ("web/view.py", "import chalicelib.intake.store", "of intake"),
        ("web/view.py", "import chalicelib.scheduling.slots.store", "of scheduling"),
    ],
)
def test_one_that_is_broken_is_found_out(
    tmp_path: Path, file: str, line: str, contract: str
) -> None:
    """The contracts are loaded, and look at the rooms that they speak of."""
    only_code = shutil.ignore_patterns("__pycache__", "built", "templates", "*.txt", "*.toml")
    shutil.copytree(ROOT / "chalicelib", tmp_path / "chalicelib", ignore=only_code)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / "chalicelib" / file).open("a") as module:
        module.write(f"\n{line}\n")
    code, said = lint(tmp_path)
    assert code != 0
    assert re.search(rf"{contract} BROKEN", said), said
