"""Scripts and styles are kept by browsers for ever, so their names change with what they are."""

import re
from pathlib import Path

import pytest

from chalicelib.web import assets
from chalicelib.web.assets import asset_path, module_paths
from chalicelib.web.job_registry import JOBS

MODULES = sorted(Path(assets.__file__).with_name("assets").glob("desk/*.js"))


def imported(content: str) -> list[str]:
    return re.findall(r'from "\./([^"]+)"|^import "\./([^"]+)"', content, re.MULTILINE)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_a_module_imports_its_neighbours_by_the_names_that_they_are_served_under(
    file: Path,
) -> None:
    served = assets.assets()
    module = served[asset_path(f"desk/{file.name}").removeprefix("assets/")]
    assert len(imported(module.content)) == len(imported(file.read_text("utf-8")))
    for names in imported(module.content):
        assert "".join(names) in served


def test_all_that_the_desk_needs_is_known_before_the_first_script_has_run() -> None:
    needed = module_paths("desk/main.js")
    assert needed[0] == asset_path("desk/main.js")
    assert len(set(needed)) == len(needed)
    assert {asset_path(f"desk/{file.name}") for file in MODULES} >= set(needed)


def test_a_module_has_another_name_when_what_it_imports_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "far.js").write_text("export const one = 1;\n")
    (tmp_path / "near.js").write_text('import { one } from "./far.js";\n')
    (tmp_path / "top.js").write_text('import {\n  near,\n} from "./near.js";\n')
    names = []
    for content in ("export const one = 1;\n", "export const one = 2;\n"):
        (tmp_path / "far.js").write_text(content)
        with monkeypatch.context() as patched:
            patched.setattr(assets, "_FOLDER", tmp_path)
            for cached in (assets._read, assets.asset_path, assets.module_paths):
                cached.cache_clear()
            names.append(assets.asset_path("top.js"))
    for cached in (assets._read, assets.asset_path, assets.module_paths):
        cached.cache_clear()
    assert names[0] != names[1]


@pytest.mark.parametrize("name", [name for name in assets.assets() if name.endswith(".css")])
def test_a_style_sheet_closes_what_it_opens(name: str) -> None:
    """Or all that follows would hold on narrow screens alone, say, and nobody be told."""
    content = re.sub(r"/\*.*?\*/", "", assets.assets()[name].content, flags=re.DOTALL)
    depth = 0
    for line in content.splitlines():
        assert depth == 0 or not line[:1].strip(" }"), f"something is open before: {line}"
        depth += line.count("{") - line.count("}")
    assert depth == 0


@pytest.mark.parametrize(
    "file",
    sorted(Path(assets.__file__).parent.rglob("*.js")),
    ids=lambda file: "-".join(file.parts[-2:]),
)
def test_no_text_of_a_script_reaches_over_lines_so_that_only_remarks_are_left_out(
    file: Path,
) -> None:
    script = file.read_text("utf-8")
    served = assets.without_remarks(script).splitlines()
    assert [line for line in served if line.count("`") % 2] == []
    kept = [line.strip() for line in script.splitlines()]
    assert [line for line in served if line not in kept or line.startswith("//")] == []


def test_the_desk_knows_every_job_from_a_colleague_who_did_something() -> None:
    words = next(file for file in MODULES if file.name == "call-words.js").read_text("utf-8")
    (known,) = re.findall(r"const JOBS = new Set\(\[(.*?)\]\)", words, re.DOTALL)
    assert set(re.findall(r'"([^"]+)"', known)) == {job.name for job in JOBS}
