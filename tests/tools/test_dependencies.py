import hashlib
import zipfile
from pathlib import Path

import pytest

from infra.deploy.dependencies import dependency_tree
from infra.deploy.errors import DeployError

WHEEL = "library-1.0-py3-none-any.whl"


def a_lock(folder: Path, **changes: str) -> Path:
    """A lock that names one wheel, which lies beside it. ``hash`` can be another one's."""
    folder.mkdir()
    files = {
        "library/__init__.py": "WORDS = frozenset({'free', 'held', 'booked'})\n",
        "library-1.0.data/purelib/beside.py": "",
        "library-1.0.data/scripts/library": "#!python\n",
        "library-1.0.data/data/share/man/library.1": "",
        "library-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: library\nVersion: 1.0\n",
        "library-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nTag: py3-none-any\n",
        "library-1.0.dist-info/RECORD": "",
    }
    with zipfile.ZipFile(folder / WHEEL, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    digest = changes.get("hash") or hashlib.sha256((folder / WHEEL).read_bytes()).hexdigest()
    lock = folder / "requirements.txt"
    lock.write_text(f"library @ file://{folder / WHEEL} --hash=sha256:{digest}\n", "utf-8")
    return lock


def content(tree: Path) -> dict[str, bytes]:
    return {p.relative_to(tree).as_posix(): p.read_bytes() for p in tree.rglob("*") if p.is_file()}


def test_requirements_that_name_nothing_need_nothing(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("# nothing yet\n", "utf-8")
    assert content(dependency_tree(lock, tmp_path / "cache")) == {}


def test_what_was_fetched_is_kept_until_the_lock_changes(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.txt"
    lock.write_text("# nothing yet\n", "utf-8")
    first = dependency_tree(lock, tmp_path / "cache")
    (first / "kept").touch()
    assert (dependency_tree(lock, tmp_path / "cache") / "kept").exists()
    lock.write_text("# nothing still\n", "utf-8")
    assert dependency_tree(lock, tmp_path / "cache") != first


def test_modules_come_along_and_what_nobody_imports_does_not(tmp_path: Path) -> None:
    names = content(dependency_tree(a_lock(tmp_path / "lock"), tmp_path / "cache")).keys()
    assert {"library/__init__.py", "beside.py"} <= names
    assert not [name for name in names if "scripts" in name or "man" in name]


def test_another_file_than_the_locked_one_is_refused(tmp_path: Path) -> None:
    lock = a_lock(tmp_path / "lock", hash="0" * 64)
    with pytest.raises(DeployError, match="a dependency can't be installed"):
        dependency_tree(lock, tmp_path / "cache")


def test_a_dependency_without_a_hash_is_refused(tmp_path: Path) -> None:
    lock = a_lock(tmp_path / "lock")
    lock.write_text(lock.read_text("utf-8").partition(" --hash")[0], "utf-8")
    with pytest.raises(DeployError, match="a dependency can't be installed"):
        dependency_tree(lock, tmp_path / "cache")


def test_fetched_anew_elsewhere_it_is_the_same_to_the_byte(tmp_path: Path) -> None:
    lock = a_lock(tmp_path / "lock")
    one, two = (dependency_tree(lock, tmp_path / name) for name in ("here", "there"))
    assert content(one) == content(two)
    assert any(name.endswith(".pyc") for name in content(one))
