import json
from pathlib import Path

from infra.deploy import build


def a_project(folder: Path) -> Path:
    room = folder / "chalicelib" / "room"
    (room / "__pycache__").mkdir(parents=True)
    (room / "api.py").write_text("WORD = 1\n", "utf-8")
    (room / "page.html").write_text("<p>", "utf-8")
    (room / "__pycache__" / "api.cpython-311.pyc").write_bytes(b"old")
    (folder / "app.py").write_text("app = 1\n", "utf-8")
    (folder / "requirements.txt").write_text("", "utf-8")
    (folder / ".chalice").mkdir()
    config = {"app_name": "x", "stages": {"other": {}}}
    (folder / ".chalice" / "config.json").write_text(json.dumps(config), "utf-8")
    (folder / ".chalice" / "policy-api.json").write_text("{}", "utf-8")
    return folder


def names(folder: Path) -> set[str]:
    return {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()}


def test_sources_and_assets_are_copied_and_compiled_leftovers_are_not(tmp_path: Path) -> None:
    project, copy = a_project(tmp_path / "project"), tmp_path / "copy"
    build.copy_project(project, copy)
    assert names(copy) == {
        "app.py",
        ".chalice/config.json",
        ".chalice/policy-api.json",
        "chalicelib/room/api.py",
        "chalicelib/room/page.html",
    }


def test_a_second_copy_forgets_what_is_gone(tmp_path: Path) -> None:
    project, copy = a_project(tmp_path / "project"), tmp_path / "copy"
    build.copy_project(project, copy)
    (project / "chalicelib" / "room" / "page.html").unlink()
    (project / ".chalice" / "policy-api.json").unlink()
    build.copy_project(project, copy)
    assert names(copy) == {"app.py", ".chalice/config.json", "chalicelib/room/api.py"}


def test_the_tracked_configuration_is_never_written_to(tmp_path: Path) -> None:
    project, copy = a_project(tmp_path / "project"), tmp_path / "copy"
    before = (project / ".chalice" / "config.json").read_bytes()
    build.copy_project(project, copy)
    build.write_stage_config(copy, "beta", {"FRONTDESK_STAGE": "beta"})
    written = json.loads((copy / ".chalice" / "config.json").read_text("utf-8"))
    assert written["stages"] == {"beta": {"environment_variables": {"FRONTDESK_STAGE": "beta"}}}
    assert (project / ".chalice" / "config.json").read_bytes() == before


def test_outputs_that_are_settings_become_the_environment() -> None:
    outputs = {"SettingTable": "t", "SettingUserPoolClientId": "c", "ArtifactBucket": "b"}
    assert build.environment_from(outputs, "beta") == {
        "FRONTDESK_STAGE": "beta",
        "FRONTDESK_LOG_LEVEL": "INFO",
        "FRONTDESK_TABLE": "t",
        "FRONTDESK_USER_POOL_CLIENT_ID": "c",
    }


def test_the_fingerprint_changes_with_any_file_that_matters_and_only_then(tmp_path: Path) -> None:
    folder, other = a_project(tmp_path / "project"), tmp_path / "api.yaml"
    other.write_text("one", "utf-8")
    first = build.fingerprint(folder, [other])
    assert build.fingerprint(folder, [other]) == first

    other.write_text("two", "utf-8")
    second = build.fingerprint(folder, [other])
    (folder / "chalicelib" / "room" / "page.html").write_text("<b>", "utf-8")
    third = build.fingerprint(folder, [other])
    (folder / "chalicelib" / "room" / "page.html").rename(folder / "chalicelib" / "page.html")
    assert len({first, second, third, build.fingerprint(folder, [other])}) == 4
