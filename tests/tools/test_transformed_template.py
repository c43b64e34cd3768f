"""The API stack's template as SAM makes it: the one that AWS carries out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from infra.deploy.errors import DeployError
from infra.deploy.transform import transform
from infra.local.engines import cloud_python
from tests.engines import engine


def found_by_cfn_lint(template: dict[str, Any], folder: Path) -> str:
    place = folder / "linted.json"
    place.write_text(json.dumps(template), "utf-8")
    linter = Path(sys.executable).with_name("cfn-lint")
    return subprocess.run(
        [str(linter), str(place)], capture_output=True, text=True, check=False
    ).stdout


def test_cloudformation_has_nothing_against_it(transformed: dict[str, Any], tmp_path: Path) -> None:
    assert not [r for r in transformed["Resources"].values() if "Serverless" in r["Type"]]
    assert found_by_cfn_lint(transformed, tmp_path) == ""


def test_what_it_has_is_found(transformed: dict[str, Any], tmp_path: Path) -> None:
    (name,) = (n for n, r in transformed["Resources"].items() if r["Type"].endswith("::Stage"))
    stage = transformed["Resources"][name]
    broken = {**stage, "Properties": {**stage["Properties"], "NoSuchSetting": 1}}
    assert "NoSuchSetting" in found_by_cfn_lint({"Resources": {name: broken}}, tmp_path)


def test_what_sam_does_not_take_is_told_in_its_words(tmp_path: Path) -> None:
    function = {"Type": "AWS::Serverless::Function", "Properties": {"Events": 3}}
    place = tmp_path / "sam.json"
    place.write_text(json.dumps({"Resources": {"Job": function}}))
    with pytest.raises(DeployError, match="SAM doesn't take the template"):
        transform(place, tmp_path / "out.json", engine(cloud_python))
