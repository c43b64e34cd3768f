"""Scripts and styles are kept by browsers for ever, so their names change with what they are."""

import re
from pathlib import Path

import pytest

from chalicelib.web import assets, bundles
from chalicelib.web.assets import styles
from chalicelib.web.bundles import bundle_path, desk_script, without_remarks
from chalicelib.web.job_registry import JOBS

SCRIPTS = sorted(Path(assets.__file__).with_name("scripts").rglob("*.js"))


@pytest.mark.parametrize("name", styles())
def test_a_style_sheet_closes_what_it_opens(name: str) -> None:
    """Or all that follows would hold on narrow screens alone, say, and nobody be told."""
    content = re.sub(r"/\*.*?\*/", "", styles()[name].content, flags=re.DOTALL)
    depth = 0
    for line in content.splitlines():
        assert depth == 0 or not line[:1].strip(" }"), f"something is open before: {line}"
        depth += line.count("{") - line.count("}")
    assert depth == 0


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: "-".join(file.parts[-2:]))
def test_no_text_of_a_script_reaches_over_lines_so_that_only_remarks_are_left_out(
    file: Path,
) -> None:
    script = file.read_text("utf-8")
    served = without_remarks(script).splitlines()
    assert [line for line in served if line.count("`") % 2] == []
    kept = [line.strip() for line in script.splitlines()]
    assert [line for line in served if line not in kept or line.startswith("//")] == []


def test_the_desks_script_has_all_of_its_modules_in_it() -> None:
    modules = [file for file in SCRIPTS if file.parent.name == "desk"]
    served = desk_script()
    assert len(modules) > 40
    for module in modules:
        name = "$" + module.stem.replace("-", "_")
        assert served.count(f"const {name} = ") == 1, module.name


def test_the_desks_script_has_another_name_when_one_of_its_modules_has_changed() -> None:
    names = [
        assets.asset("desk.js", desk_script({"ids.js": source})).name
        for source in ("export const newKey = () => 1;\n", "export const newKey = () => 2;\n")
    ]
    assert len({bundle_path("desk.js").removeprefix("assets/"), *names}) == 3
    assert all(re.fullmatch(r"desk\.[0-9a-f]{12}\.js", name) for name in names)
    assert set(bundles.bundles()) > {bundle_path("desk.js").removeprefix("assets/")}


def test_the_desk_knows_every_job_from_a_colleague_who_did_something() -> None:
    words = next(file for file in SCRIPTS if file.name == "call-words.js").read_text("utf-8")
    (known,) = re.findall(r"const JOBS = new Set\(\[(.*?)\]\)", words, re.DOTALL)
    assert set(re.findall(r'"([^"]+)"', known)) == {job.name for job in JOBS}
