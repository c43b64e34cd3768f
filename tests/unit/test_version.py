import re
import tomllib
from pathlib import Path

import chalicelib

ROOT = Path(__file__).parents[2]


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert "version" not in project["project"]
    assert project["tool"]["setuptools"]["dynamic"]["version"] == {"attr": "chalicelib.__version__"}
    others = [*ROOT.glob("*.py"), *(ROOT / "chalicelib").rglob("*.py")]
    saying = [p.name for p in others if f'"{chalicelib.__version__}"' in p.read_text("utf-8")]
    assert saying == ["__init__.py"]


def test_the_changelog_has_what_is_not_released_on_top_and_then_this_version() -> None:
    parts = re.findall(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert parts[0] == "Unreleased"
    assert parts[1] == chalicelib.__version__
    assert len(set(parts)) == len(parts)
