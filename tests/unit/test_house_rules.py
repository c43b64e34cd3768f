"""The house's own rules, so that the plan stays true without anyone guarding it."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest

from tests.parsed import nodes_of

ROOT = Path(__file__).parents[2]
CODE = sorted([ROOT / "app.py", *(ROOT / "chalicelib").rglob("*.py")])
TOOLS = sorted((ROOT / "infra").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))

LONGEST_FUNCTION = 45
LONGEST_MODULE = 350
"""In lines. A function is taken in at a glance, a module in one reading."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def found_in(paths: list[Path], is_it: Callable[[ast.AST], bool]) -> set[str]:
    """The files in which something of the kind stands."""
    return {name_of(path) for path in paths if any(map(is_it, nodes_of(path)))}


def that_say(word: str, paths: list[Path]) -> list[Path]:
    """Those in whose text a word stands at all: no other has to be parsed for it."""
    return [path for path in paths if word in path.read_text("utf-8")]


def imports(*packages: str) -> Callable[[ast.AST], bool]:
    """Does a node import one of these packages, or something in one?"""

    def is_it(node: ast.AST) -> bool:
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        return any(f"{name}.".startswith(f"{package}.") for name in names for package in packages)

    return is_it


def is_from(node: ast.AST, module: str) -> bool:
    """Does a node import from this module, named from where the node stands?"""
    return isinstance(node, ast.ImportFrom) and bool(node.level) and node.module == module


class TestImports:
    def test_every_store_is_forbidden_to_other_rooms(self) -> None:
        """A store that is new has to stand in the contract of its room."""
        contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
        forbidden = {
            module
            for contract in contracts["contracts"]
            if contract["name"].startswith("no other room imports a store")
            for module in contract["forbidden_modules"]
        }
        named = [re.escape(module).replace(r"\*\*", r"[\w.]+") for module in forbidden]
        stores = [name_of(path)[:-3].replace("/", ".") for path in CODE if "store" in path.stem]
        assert len(stores) > 10
        assert [store for store in stores if not re.fullmatch("|".join(named), store)] == []

    def test_rules_of_every_name_are_held_to_be_pure(self) -> None:
        """import-linter knows no part of a name: those called ``<what>_rules`` are listed."""
        configured = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
        pure = next(c for c in configured["contracts"] if c["name"].startswith("decisions"))
        listed = set(pure["source_modules"])
        rules = [name_of(p)[:-3].replace("/", ".") for p in CODE if p.stem.endswith("_rules")]
        within = {name for name in rules for listing in listed if name.startswith(f"{listing}.")}
        assert set(rules) - listed - within == set()

    def test_the_framework_stays_at_the_edge(self) -> None:
        edge = re.compile(
            r"app\.py|chalicelib/platform/http/\w+\.py"
            r"|chalicelib/\w+/(\w*api|jobs|api/\w+)\.py"
        )
        inside = {name for name in found_in(CODE, imports("chalice")) if not edge.fullmatch(name)}
        assert inside == set()

    def test_only_stores_and_what_they_stand_on_speak_dynamodb(self) -> None:
        speaks = re.compile(
            r"chalicelib/platform/(storage/)?\w+\.py"
            r"|chalicelib/\w+/(\w+/)?(\w+_)?store\.py"
        )
        conditions = imports("botocore", "chalicelib.platform.storage.conditions")
        near = "platform.storage.conditions"
        others = found_in(CODE, lambda node: conditions(node) or is_from(node, near))
        assert {name for name in others if not speaks.fullmatch(name)} == set()

    def test_nothing_reads_all_of_boto3(self) -> None:
        """A layer over botocore that is never needed, and slow to read: cold starts are short."""
        assert found_in(CODE, imports("boto3")) == set()


class TestOneHomeEach:
    def test_the_environment_is_read_in_the_settings_alone(self) -> None:
        def reads(node: ast.AST) -> bool:
            if isinstance(node, ast.Attribute):
                return node.attr in {"environ", "environb", "getenv", "putenv"}
            taken = {"environ", "environb", "getenv"}
            return isinstance(node, ast.ImportFrom) and any(a.name in taken for a in node.names)

        assert found_in(CODE, reads) == {"chalicelib/platform/settings.py"}

    def test_clients_of_the_cloud_are_made_in_one_module(self) -> None:
        def makes(node: ast.AST) -> bool:
            made = {"get_session", "create_client"}
            if not isinstance(node, ast.Call):
                return False
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            return name in made

        assert found_in(CODE, makes) == {"chalicelib/platform/aws.py"}

    def test_the_wall_clock_is_read_in_one_module(self) -> None:
        def reads(node: ast.AST) -> bool:
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                return False
            asks = {"now", "utcnow", "today", "time", "time_ns"}
            at = node.func.value
            of = at.id if isinstance(at, ast.Name) else getattr(at, "attr", "")
            return node.func.attr in asks and of in {"datetime", "date", "time"}

        assert found_in(CODE, reads) == {"chalicelib/platform/clock.py"}

    def test_every_room_s_routes_are_joined_in_the_app(self) -> None:
        from app import app

        api = re.compile(r"chalicelib/\w+/((\w+_)?api|api/(?!__init__)\w+)\.py")
        apis = [path for path in CODE if api.fullmatch(name_of(path))]
        routes = [import_module(name_of(p)[:-3].replace("/", ".")).routes for p in apis]
        joined = {id(route) for route in app.every_route}
        assert joined == {id(route) for each in routes for route in each.routes}

    def test_the_app_joins_and_decides_nothing(self) -> None:
        decisions = (
            ast.If,
            ast.IfExp,
            ast.While,
            ast.Try,
            ast.FunctionDef,
            ast.ClassDef,
            ast.Lambda,
        )
        assert not [node for node in nodes_of(ROOT / "app.py") if isinstance(node, decisions)]


class TestSize:
    @staticmethod
    def functions(path: Path) -> Iterator[ast.FunctionDef]:
        return (node for node in nodes_of(path) if isinstance(node, ast.FunctionDef))

    def test_no_function_is_longer_than_a_screen(self) -> None:
        long = {
            f"{name_of(path)}:{function.name}"
            for path in CODE + TOOLS
            for function in self.functions(path)
            if (function.end_lineno or 0) - function.lineno >= LONGEST_FUNCTION
        }
        assert long == set()

    def test_no_module_is_longer_than_one_reading(self) -> None:
        long = {
            name_of(path)
            for path in CODE + TOOLS
            if len(path.read_text("utf-8").splitlines()) > LONGEST_MODULE
        }
        assert long == set()


class TestNames:
    def test_every_exception_ends_in_error(self) -> None:
        def is_misnamed(node: ast.AST) -> bool:
            if not isinstance(node, ast.ClassDef):
                return False
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            raises = any(base.endswith("Error") or base == "Exception" for base in bases)
            return raises and not node.name.endswith("Error")

        assert found_in(CODE + TOOLS, is_misnamed) == set()


class TestTests:
    def test_nothing_is_patched(self) -> None:
        """Clock, ids, randomness and clients are handed in; nothing needs to be."""
        assert found_in(that_say("mock", TESTS), imports("unittest.mock", "mock")) == set()

    def test_none_in_this_process_sleeps(self) -> None:
        def sleeps(node: ast.AST) -> bool:
            return isinstance(node, ast.Attribute) and node.attr == "sleep"

        quick = [path for path in TESTS if path.relative_to(ROOT).parts[1] in {"unit", "api"}]
        assert found_in(that_say("sleep", quick), sleeps) == set()


def kept_files() -> list[Path]:
    """Every file of the repository: what is kept, and what is about to be."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Where the pattern is found, in any text of the repository."""
    places: list[str] = []
    for path in kept_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if pattern.search(line):
                places.append(f"{name_of(path)}:{number}")
    return places


class TestTheRepository:
    def test_names_no_place_on_anybody_s_machine(self) -> None:
        here = "|".join(re.escape(f"{place}/") for place in {ROOT, Path.home(), Path(sys.prefix)})
        anywhere = r"(?<![\w.}])/(home|Users|root|work|mnt|opt|tmp)/[\w.]"
        assert lines_with(re.compile(f"{here}|{anywhere}")) == []

    def test_names_no_host_that_packages_come_from(self) -> None:
        """Whoever builds it has their own. A link to a project's public page is none."""
        options = r"index-url|trusted-host|find-links|registry=http"
        hosts = r"https?://[\w.-]*(pypi|npmjs|mirror|registry|nexus)"
        hosts += r"|\b(pypi|npmjs|pythonhosted|registry\.\w+)\.(org|com|net|io)\b"
        places = lines_with(re.compile(f"{options}|{hosts}"))
        assert [place for place in places if "test_house_rules" not in place] == []

    def test_holds_no_key_or_token_of_an_account(self) -> None:
        keys = r"\b(AKIA|ASIA)[0-9A-Z]{16}\b|-----BEGIN [A-Z ]*PRIVATE KEY|\bgh[pousr]_\w{36}"
        assert lines_with(re.compile(keys)) == []

    def test_documents_every_variable_of_its_own(self) -> None:
        variable = re.compile(r"\bFRONTDESK_[A-Z_]*[A-Z]\b")
        documented = set(variable.findall((ROOT / "docs" / "settings.md").read_text("utf-8")))
        used: set[str] = set()
        for path in kept_files():
            if path.suffix in {".py", ".yaml", ".json", ".toml", ""}:
                used |= set(variable.findall(path.read_text("utf-8", errors="replace")))
        assert used - documented == set()
        assert documented - used == set()
