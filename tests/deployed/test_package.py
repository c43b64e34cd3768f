"""The package as it was deployed."""

import subprocess
import sys
from pathlib import Path

import boto3

from infra.deploy.build import environment_from
from infra.deploy.package import BUDGET
from infra.deploy.packaging import Packaging
from infra.templates import Template, read_template
from tests.deployed.whole import Whole, clean_environment

IMPORT = """
import importlib, sys
module, function = sys.argv[1].rsplit(".", 1)
print(callable(getattr(importlib.import_module(module), function)))
files = {m.__cached__ for m in sys.modules.values()
         if str(getattr(m, "__file__", "")).endswith(".py")
         and m.__file__.startswith(sys.argv[2])}
print(sum(1 for file in files if not str(file).startswith(sys.argv[2])))
print("app" in sys.modules)
"""


def template_of(file: Path) -> Template:
    return read_template(file.read_text("utf-8"))


def template(whole: Whole) -> Template:
    return template_of(whole.deployed.deployment.package.template)


def handlers(whole: Whole) -> list[str]:
    functions = template(whole)["Resources"].values()
    return [
        f["Properties"]["Handler"] for f in functions if f["Type"] == "AWS::Serverless::Function"
    ]


def runtime_libraries(folder: Path) -> Path:
    """What Lambda brings along: boto3 and what it needs, and nothing else of this environment."""
    here = Path(boto3.__file__).parents[1]
    for name in ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six.py", "urllib3"):
        (folder / name).symlink_to(here / name)
    return folder


def run_from(tree: Path, runtime: Path, *arguments: str) -> list[str]:
    """The lines of a fresh Python that sees the package and Lambda's own libraries only."""
    done = subprocess.run(
        [sys.executable, "-S", "-W", "error", "-c", *arguments],
        env=clean_environment(tree, runtime),
        capture_output=True,
        text=True,
        cwd=tree,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_every_function_of_the_template_can_be_imported_by_a_fresh_process(
    whole: Whole, tmp_path: Path
) -> None:
    found = handlers(whole)
    runtime = runtime_libraries(tmp_path)
    assert "app.app" in found
    assert len(found) >= 2
    for handler in found:
        usable, without_compiled, app_was_loaded = run_from(
            whole.tree, runtime, IMPORT, handler, str(whole.tree)
        )
        assert usable == "True", handler
        assert without_compiled == "0", handler
        assert app_was_loaded == str(handler == "app.app"), handler


def test_every_source_comes_compiled_and_the_compiled_file_is_not_compared_with_it(
    whole: Whole,
) -> None:
    sources = list(whole.tree.rglob("*.py"))
    assert len(sources) > 300
    tag = sys.implementation.cache_tag
    for source in sources:
        compiled = source.parent / "__pycache__" / f"{source.stem}.{tag}.pyc"
        assert compiled.read_bytes()[4:8] == b"\x01\0\0\0", source  # hash-based, unchecked


def test_the_package_is_within_its_budget(whole: Whole) -> None:
    assert whole.deployed.deployment.package.zipped.stat().st_size <= BUDGET == 15_000_000


def test_packaged_again_elsewhere_from_nothing_it_has_the_same_bytes(
    whole: Whole, tmp_path: Path
) -> None:
    deployment, target = whole.deployed.deployment, whole.deployed.target
    again = Packaging(
        whole.project,
        tmp_path / "a-workspace-of-another-name",
        target.stage,
        target.region,
        target.host_wheels,
        tmp_path / "dependencies",
    ).run(environment_from(deployment.data, target.stage), {})
    assert not again.reused
    assert again.zipped.read_bytes() == deployment.package.zipped.read_bytes()
    assert template_of(again.template) == template(whole)


def test_only_what_runs_is_in_the_package(whole: Whole) -> None:
    top = {path.name for path in whole.tree.iterdir()}
    assert {"app.py", "chalice", "chalicelib", "pydantic"} <= top
    assert not top & {"tests", "infra", "docs", "benchmarks", "yaml", "moto", "boto3", "pytest"}
    assert (whole.tree / "chalicelib" / "clinic.toml").exists()
    assert (whole.tree / "icalendar").exists()
    assert not (whole.tree / "icalendar" / "tests").exists()
