"""What a fresh process does before its first answer. Somebody waits for that one.

How long it takes is measured by ``make bench``; here is what can be held without a clock.
"""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from benchmarks.events import api_event, scheduled_event
from chalicelib.clinic.packaged import PACKAGED
from chalicelib.platform.http.rooms import INDEX
from chalicelib.safety.crisis_patterns import INDEX as INDEX_OF_PHRASES
from chalicelib.safety.crisis_patterns import SOURCE, index_of
from infra.deploy.build import copy_project
from infra.deploy.errors import DeployError
from infra.deploy.package import write_zip
from infra.deploy.read_ahead import write_read_ahead

ROOT = Path(__file__).parents[2]


@cache
def told_by(code: str, folder: Path = ROOT) -> Any:
    """What a fresh process says, in JSON, after it has run ``code`` in ``folder``.

    It is asked once: of the same code and folder each process would say the same.
    """
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def models() -> list[tuple[str, bool, bool, bool]]:
    """The models of a fresh API, with whether they have our root, are built late, are built."""
    told: list[tuple[str, bool, bool, bool]] = told_by("""
import json, app
from pydantic import BaseModel
from chalicelib.platform.model import Model

def below(model):
    for each in model.__subclasses__():
        yield each
        yield from below(each)

ours = [model for model in below(BaseModel) if model.__module__.startswith("chalicelib.")]
assert len(ours) > 100
print(json.dumps([
    [
        model.__name__,
        issubclass(model, Model),
        bool(model.model_config.get("defer_build")),
        bool(model.__pydantic_complete__),
    ]
    for model in ours
]))
""")
    return told


class TestModels:
    def test_all_have_the_one_root_from_which_they_are_built_late(self) -> None:
        assert [name for name, has_root, _, _ in models() if not has_root] == []
        assert [name for name, _, late, _ in models() if not late] == []

    def test_none_but_the_settings_is_built_before_it_is_used(self) -> None:
        assert [name for name, _, _, built in models() if built] == ["Settings"]


HEAVY = {
    "boto3",
    "s3transfer",
    "phonenumbers",
    "email_validator",
    "dns",
    "icalendar",
    "segno",
}
"""Libraries that take long to read, and tools that only some calls need."""


def modules_after(code: str, folder: Path = ROOT) -> set[str]:
    """What a fresh process has read after ``code``, with the application in ``folder``."""
    said = told_by(f"import json, sys\n{code}\nprint(json.dumps(list(sys.modules)))", folder)
    return set(said)


def rooms_in(modules: set[str]) -> set[str]:
    """The rooms of which something has been read."""
    ours = (module.split(".") for module in modules if module.startswith("chalicelib."))
    return {parts[1] for parts in ours}


NOTHING_STORED = """
from dataclasses import replace
from types import SimpleNamespace
from botocore.hooks import HierarchicalEmitter
from chalicelib.platform.runtime import runtime, using
from chalicelib.platform.storage.table import Table

class Nothing:
    meta = SimpleNamespace(events=HierarchicalEmitter())

    def __getattr__(self, name):
        return lambda **asked: {"Items": []}

class Context:
    def get_remaining_time_in_millis(self):
        return 15000

deployed = runtime()
empty = Table(Nothing, "nothing")
nothing_stored = using(replace(deployed, clinic=deployed.filed_clinic, table=empty))
"""
"""A runtime whose table is empty, and the context of a function."""

STAFF = {"claims": {"sub": "staff-ana", "token_use": "id", "cognito:groups": "front-desk"}}


def modules_after_call(package: Path, pattern: str, **more: Any) -> set[str]:
    """What a fresh function of this package has read once it has answered one GET."""
    event = api_event("GET", pattern, query=more.pop("query", None))
    event |= {name: value for name, value in more.items() if name in event}
    event["requestContext"] |= {"authorizer": STAFF, **more.pop("context", {})}
    return modules_after(
        f"""
import contextlib, io
from app import app
{NOTHING_STORED}
with nothing_stored, contextlib.redirect_stdout(io.StringIO()):
    answer = app({event!r}, Context())
assert answer["statusCode"] == 200, answer
""",
        package,
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The application with its index of routes, as it is packaged."""
    folder = tmp_path_factory.mktemp("package") / "tree"
    copy_project(ROOT, folder)
    write_read_ahead(ROOT, folder.with_name("ahead"))
    shutil.copytree(folder.with_name("ahead"), folder, dirs_exist_ok=True)
    return folder


def test_the_rule_of_danger_reads_its_phrases_at_its_first_message_and_no_cloud_library() -> None:
    known, libraries = told_by("""
import json, sys
import chalicelib.safety.crisis
from chalicelib.safety.crisis_patterns import patterns
print(json.dumps([patterns.cache_info().currsize, sorted({"boto3", "chalice"} & set(sys.modules))]))
""")
    assert (known, libraries) == (0, [])


def test_a_package_has_the_index_of_the_phrases_of_danger(package: Path) -> None:
    """Somebody who may be in danger waits while the phrases are read."""
    known, answer = told_by(
        """
import json
from chalicelib.safety import crisis_patterns
from chalicelib.safety.crisis import read_signs
known = [*crisis_patterns.patterns().reader.rarest]
answer = read_signs("I want to kill myself").level
print(json.dumps([known, answer]))
""",
        package,
    )
    assert len(known) == 3
    assert answer == "crisis"
    kept = json.loads((package / "chalicelib" / "safety" / INDEX_OF_PHRASES).read_text("utf-8"))
    assert kept == index_of(SOURCE.read_text("utf-8"))


@pytest.mark.parametrize("left", [Path("safety", INDEX_OF_PHRASES), Path(PACKAGED)], ids=str)
def test_what_was_once_read_ahead_and_left_in_the_project_ends_in_no_package(
    package: Path, tmp_path: Path, left: Path
) -> None:
    """It would stand for files that have changed since."""
    project, tree = tmp_path / "project", tmp_path / "tree"
    copy_project(ROOT, project)
    (project / "chalicelib" / left).write_text("{}", "utf-8")
    copy_project(project, tree)
    with pytest.raises(DeployError, match=rf"have chalicelib/{left}\. If .* left over"):
        write_zip([tree, package.with_name("ahead")], tmp_path / "frontdesk.zip")


OF_APPOINTMENTS = {
    "chalicelib.people.commitments",
    "chalicelib.people.models",
    "chalicelib.scheduling.appointments.models",
}
"""What an appointment is made of; a slot shows it in brief."""


class TestTheApi:
    def test_reads_no_heavy_library_before_a_call_wants_it(self) -> None:
        assert modules_after("import app") & HEAVY == set()

    def test_as_packaged_reads_no_room_before_one_is_called(self, package: Path) -> None:
        assert rooms_in(modules_after("import app", package)) == {"clinic", "platform"}

    def test_that_is_asked_for_the_queue_reads_nothing_of_the_schedule(self, package: Path) -> None:
        queue = {"pathParameters": {"location_id": "new-york"}}
        modules = modules_after_call(package, "/locations/{location_id}/queue", **queue)
        assert "chalicelib.callbacks.api" in modules
        assert rooms_in(modules) & {"scheduling", "intake", "web"} == set()
        assert modules & HEAVY == set()

    def test_that_is_asked_for_times_reads_nothing_of_calls(self, package: Path) -> None:
        talks = {"location": "new-york", "service": "ketamine-consultation"}
        modules = modules_after_call(package, "/availability", query=talks)
        assert "chalicelib.scheduling.api.availability" in modules
        assert rooms_in(modules) & {"callbacks", "intake", "messaging", "web"} == set()
        others = OF_APPOINTMENTS | {"chalicelib.scheduling.slots.schemas"}
        assert modules & (HEAVY | others) == set()

    def test_looks_for_no_plugins_among_all_that_is_installed(self) -> None:
        """Pydantic would, when the first model is built: a fiftieth of a start."""
        modules_after("""
import importlib.metadata

def looked(**asked):
    raise AssertionError(asked)

importlib.metadata.entry_points = looked
from chalicelib.platform.settings import settings
settings()
""")

    def test_that_is_asked_by_head_reads_the_room_that_get_does(self, package: Path) -> None:
        head = {"context": {"httpMethod": "HEAD"}}
        modules = modules_after_call(package, "/clinic", **head)
        assert "chalicelib.intake.api" in modules
        assert rooms_in(modules) & {"scheduling", "web"} == set()

    def test_answers_a_route_that_its_index_does_not_name(self, tmp_path: Path) -> None:
        copy_project(ROOT, tmp_path / "tree")
        (tmp_path / "tree" / INDEX).write_text('{"GET /clinic": "chalicelib.intake.api"}', "utf-8")
        modules = modules_after_call(tmp_path / "tree", "/jobs")
        assert "chalicelib.web.jobs_api" in modules

    def test_as_packaged_reads_no_toml_since_that_was_read_ahead(self, package: Path) -> None:
        """The clinic's file, and those of words: a clinic of many locations has a long one."""
        modules = modules_after_call(package, "/")
        assert "chalicelib.web.visitor_api" in modules
        assert "tomllib" not in modules

    def test_as_packaged_still_describes_every_route(self, package: Path) -> None:
        modules = modules_after_call(package, "/openapi.json")
        assert {"chalicelib.callbacks.api", "chalicelib.scheduling.api.reports"} <= modules


class TestAJob:
    @staticmethod
    def modules_after_run(room: str, job: str) -> set[str]:
        """What a fresh function has read once the job has run, where nothing is stored."""
        event = scheduled_event()
        return modules_after(f"""
import contextlib, io
from chalicelib.{room}.jobs import {job}
{NOTHING_STORED}
with nothing_stored, contextlib.redirect_stdout(io.StringIO()):
    report = {job}({event!r}, Context())
assert not report["failed"], report
""")

    @pytest.mark.parametrize(
        ("room", "job", "needs"),
        [
            (
                "callbacks",
                "return_stale_claims",  # whoever is on call hears of a crisis that was left
                {"callbacks", "clinic", "messaging", "people", "platform"},
            ),
            ("scheduling", "release_slots", {"clinic", "people", "platform", "scheduling"}),
            (
                "scheduling",
                "publish_slots",  # files the digest of the day, too
                {"clinic", "people", "messaging", "platform", "scheduling"},
            ),
            (
                "scheduling",
                "expire_holds",
                {"clinic", "people", "messaging", "platform", "scheduling"},
            ),
            (
                "scheduling",
                "offer_freed_slots",
                {"clinic", "people", "messaging", "platform", "scheduling"},
            ),
            (
                "sending",
                "send_messages",
                {
                    *("callbacks", "clinic", "intake", "messaging", "people", "platform"),
                    *("proof", "safety", "scheduling", "sending"),
                },
            ),
        ],
    )
    def test_reads_only_the_rooms_that_it_works_in(
        self, room: str, job: str, needs: set[str]
    ) -> None:
        modules = self.modules_after_run(room, job)
        assert rooms_in(modules) <= needs
        assert modules & HEAVY == set()

    def test_that_releases_slots_reads_nothing_of_series_and_those_who_wait(self) -> None:
        modules = self.modules_after_run("scheduling", "release_slots")
        assert modules & OF_APPOINTMENTS == set()
        others = {
            "series",
            "appointments.rules",
            "appointments.store",
            "slots.templates",
            "waitlist",
        }
        assert modules & {f"chalicelib.scheduling.{other}" for other in others} == set()
