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
