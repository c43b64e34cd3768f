"""Modules are joined into one script that does what they do one by one."""

from collections.abc import Mapping

import pytest

from chalicelib.web.modules import ModuleError, joined


def script(**modules: str) -> str:
    """``main`` and what it imports, joined."""
    sources: Mapping[str, str] = {f"{name}.js": source for name, source in modules.items()}
    return joined("main.js", sources.__getitem__)


def test_a_module_comes_after_those_that_it_imports_and_once() -> None:
    said = script(
        main='import { a } from "./near.js";\nimport { b } from "./far.js";\na(b);\n',
        near='import { b } from "./far.js";\nexport function a() { return b; }\n',
        far="export const b = 1;\n",
    )
    places = [said.index(f"const ${name} = ") for name in ("far", "near", "main")]
    assert places == sorted(places)
    assert said.count("const $far = ") == 1


def test_what_it_exports_is_had_by_the_names_that_others_give_it() -> None:
    said = script(
        main='import {\n  a as first,\n  B,\n} from "./far-away.js";\nfirst(B);\n',
        **{"far-away": "export async function a() {}\nexport class B {}\nconst c = 1;\n"},
    )
    assert "const { a: first, B } = $far_away;" in said
    assert "return { a, B };" in said
    assert "export" not in said
    assert "import" not in said


def test_what_it_passes_on_is_the_others() -> None:
    said = script(
        main='import { said } from "./near.js";\nsaid();\n',
        near='export { told as said } from "./far.js";\n',
        far="export const told = () => 1;\n",
    )
    assert "return { said: $far.told };" in said


@pytest.mark.parametrize(
    "source",
    [
        'import all from "./far.js";\n',
        'import * as all from "./far.js";\n',
        "export default 1;\n",
        "export let a = 1;\n",
        'import { a } from "https://elsewhere.example/a.js";\n',
    ],
)
def test_what_is_not_understood_does_not_pass(source: str) -> None:
    with pytest.raises(ModuleError, match=r"main\.js"):
        script(main=source, far="export const a = 1;\n")


def test_two_that_import_each_other_do_not_pass() -> None:
    with pytest.raises(ModuleError, match=r"main\.js imports near\.js imports main\.js"):
        script(main='import { a } from "./near.js";\n', near='import { b } from "./main.js";\n')
