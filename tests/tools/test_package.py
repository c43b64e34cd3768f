import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra.deploy import package
from infra.deploy.errors import DeployError

SOURCE = "WORDS = frozenset({'free', 'held', 'booked'})\n\n\ndef answer():\n    return 42\n"


def packaged(folder: Path, **files: str) -> Path:
    """A zip as ``chalice package`` leaves it."""
    folder.mkdir()
    with zipfile.ZipFile(folder / "deployment.zip", "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".py", content)
    return folder / "deployment.zip"


def assembled(folder: Path, **files: str) -> Path:
    source = packaged(folder, **(files or {"room__rules": SOURCE, "app": "import room.rules\n"}))
    dependencies = folder / "dependencies"
    (dependencies / "library").mkdir(parents=True)
    (dependencies / "library" / "data.txt").write_text("words", "utf-8")
    package.assemble(source, [dependencies], folder / "tree", folder / "frontdesk.zip")
    return folder / "frontdesk.zip"


def test_the_same_sources_make_the_same_bytes_wherever_they_are_built(tmp_path: Path) -> None:
    one, two = assembled(tmp_path / "one"), assembled(tmp_path / "elsewhere")
    assert one.read_bytes() == two.read_bytes()


def test_the_compiled_files_are_there_and_are_what_runs(tmp_path: Path) -> None:
    target = assembled(tmp_path / "one")
    with zipfile.ZipFile(target) as archive:
        archive.extractall(tmp_path / "unpacked")
    rules = tmp_path / "unpacked" / "room" / "rules.py"
    rules.write_text("def answer():\n    return 'compiled anew'\n", "utf-8")
    run = "import room.rules; print(room.rules.answer())"
    done = subprocess.run(
        [sys.executable, "-c", run], cwd=tmp_path / "unpacked", capture_output=True, text=True
    )
    assert done.stdout == "42\n"


def test_traces_name_the_place_that_lambda_runs_it_at(tmp_path: Path) -> None:
    tree = assembled(tmp_path / "one").parent / "tree"
    (compiled,) = (tree / "room" / "__pycache__").glob("rules.*.pyc")
    assert b"/var/task/room/rules.py" in compiled.read_bytes()
    assert str(tmp_path).encode() not in compiled.read_bytes()


def test_the_dependencies_come_along(tmp_path: Path) -> None:
    names = zipfile.ZipFile(assembled(tmp_path / "one")).namelist()
    assert {"app.py", "room/rules.py", "library/data.txt"} <= set(names)


def test_no_file_of_ours_can_hide_one_of_a_dependency(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    (tmp_path / "one" / "typing_extensions.py").touch()
    (tmp_path / "two" / "typing_extensions.py").touch()
    with pytest.raises(DeployError, match=r"both .* typing_extensions\.py"):
        package.write_zip([tmp_path / "one", tmp_path / "two"], tmp_path / "frontdesk.zip")


def test_every_file_can_be_read_by_lambda(tmp_path: Path) -> None:
    with zipfile.ZipFile(assembled(tmp_path / "one")) as archive:
        assert {entry.external_attr >> 16 for entry in archive.infolist()} == {0o644}
        assert archive.namelist() == sorted(archive.namelist())


def test_a_source_that_python_cannot_compile_stops_the_deployment(tmp_path: Path) -> None:
    with pytest.raises(DeployError, match="can't be compiled"):
        assembled(tmp_path / "one", app="def (:\n")
