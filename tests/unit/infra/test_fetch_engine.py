import base64
import hashlib
import io
import tarfile
import tomllib
from pathlib import Path

import pytest

from infra.local import fetch_engine as module
from infra.local.engines import MissingEngineError
from infra.local.fetch_engine import NpmEngine, named_engine, unpack_engine


def an_archive(path: Path) -> Path:
    with tarfile.open(path, "w:gz") as packed:
        for name, content in (("package/engine/run.jar", b"run"), ("package/README.md", b"read")):
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
    return path


def engine_of(archive: Path) -> NpmEngine:
    digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    return NpmEngine("an-engine", "1.0", f"sha512-{digest}", "package/engine")


def test_the_engine_alone_is_unpacked_in_place_of_what_was_there(tmp_path: Path) -> None:
    archive, target = an_archive(tmp_path / "one.tgz"), tmp_path / "engines" / "engine"
    target.mkdir(parents=True)
    (target / "old").touch()
    unpack_engine(engine_of(archive), archive, target)
    assert [path.name for path in target.iterdir()] == ["run.jar"]
    assert [path.name for path in target.parent.iterdir()] == ["engine"]


def test_the_oldest_python_that_is_welcome_unpacks_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before 3.11.4 nothing of tarfile knew of filters; a newer one is made to know nothing."""
    if hasattr(tarfile, "data_filter"):
        extract = tarfile.TarFile.extractall
        monkeypatch.delattr(tarfile, "data_filter")
        monkeypatch.setattr(
            tarfile.TarFile, "extractall", lambda self, path: extract(self, path, filter="tar")
        )
    archive, target = an_archive(tmp_path / "one.tgz"), tmp_path / "engine"
    unpack_engine(engine_of(archive), archive, target)
    assert [path.name for path in target.iterdir()] == ["run.jar"]


def test_an_archive_with_other_content_is_refused_and_nothing_is_touched(tmp_path: Path) -> None:
    archive, target = an_archive(tmp_path / "one.tgz"), tmp_path / "engine"
    engine = engine_of(archive)
    archive.write_bytes(archive.read_bytes() + b"\0")
    with pytest.raises(MissingEngineError, match=r"an-engine 1\.0 doesn't match"):
        unpack_engine(engine, archive, target)
    assert not target.exists()


def test_every_engine_has_a_recorded_hash() -> None:
    named = tomllib.loads(Path(module.__file__).with_name("engines.toml").read_text("utf-8"))
    assert named.keys() == {"dynamodb", "axe"}
    for name in named:
        method, _, digest = named_engine(name).integrity.partition("-")
        assert (method, len(base64.b64decode(digest))) == ("sha512", 64)
