"""The package as it is deployed, and how long a fresh process takes to its first answer."""

import json
import os
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from tempfile import TemporaryDirectory

import boto3

from chalicelib.platform.runtime import Runtime
from infra.deploy.chalice_cli import chalice_package
from infra.deploy.package import BUDGET
from infra.deploy.packaging import Packaging
from infra.deploy.paths import PROJECT
from tests.conftest import NO_ACCOUNT

from .engine import Engine
from .events import api_event, scheduled_event
from .figures import Figure, at_most

ROUNDS = 40
QUICKEST = 20
"""So many of the rounds count: a busy machine adds to the others, and no lucky start decides."""

_FIRST_ANSWER = """
import importlib, json, os, sys
module, name, event = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])

class Context:
    aws_request_id = function_name = "benchmark"
    memory_limit_in_mb, function_version = 1769, "1"
    invoked_function_arn = log_group_name = log_stream_name = "none"
    def get_remaining_time_in_millis(self):
        return 15000

answer = getattr(importlib.import_module(module), name)(event, Context())
assert answer.get("statusCode", 200) == 200 and not answer.get("failed"), answer
os._exit(0)
"""
"""Ends at once: a function's process lives on, so tidying it up is no part of a start."""

_BARE = """
import boto3
from chalice import Chalice

app = Chalice(app_name="bare")
table = boto3.client("dynamodb")


@app.route("/item")
def item():
    answer = table.get_item(TableName="{table}", Key={{"pk": {{"S": "x"}}, "sk": {{"S": "x"}}}})
    return {{"found": "Item" in answer}}
"""


@dataclass(frozen=True)
class Start:
    """How long a fresh process took to its first answer, and what that took of a processor."""

    seconds: float
    cpu: float


@dataclass(frozen=True)
class Function:
    """Something that Lambda could run: an unpacked package, a handler, and what it is asked."""

    tree: Path
    module: str
    name: str
    event: dict[str, object]
    environment: Mapping[str, str]

    def start(self) -> Start:
        """From the start of a fresh process to its end, which is once it has answered."""
        event = json.dumps(self.event)
        command = [sys.executable, "-S", "-c", _FIRST_ANSWER, self.module, self.name, event]
        began, used = time.perf_counter(), _cpu_of_children()
        done = subprocess.run(
            command,
            env=self.environment,
            cwd=self.tree,
            capture_output=True,
            text=True,
            check=False,
        )
        ended, used_by_then = time.perf_counter(), _cpu_of_children()
        if done.returncode:
            raise RuntimeError(f"{self.module} gave no answer:\n{done.stdout}{done.stderr}")
        return Start(ended - began, used_by_then - used)


def _cpu_of_children() -> float:
    """Seconds of a processor that the processes which ended so far have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def figures(engine: Engine) -> Iterator[Figure]:
    """Its size, and the cold starts of the API and of a job against a bare function's."""
    with TemporaryDirectory() as folder_name:
        folder = Path(folder_name)
        run = engine.new_world()
        runtime = runtime_libraries(folder / "runtime")
        package = Packaging(PROJECT, folder / "ours", "benchmark", "us-east-1", host_wheels=True)
        environment = {"FRONTDESK_TABLE": run.table.name, "FRONTDESK_STAGE": "benchmark"}
        made = package.run(environment, {})
        yield at_most("Package", round(made.size / 1e6, 1), BUDGET / 1e6, " MB")
        tree = unpacked(made.zipped, folder / "tree")
        yield from cold_starts(engine, run, tree, bare_tree(folder / "bare", run), runtime)


def cold_starts(
    engine: Engine, run: Runtime, ours: Path, bare: Path, runtime: Path
) -> Iterator[Figure]:
    """What the quickest of some fresh processes each take: what a busy machine adds is left out.

    A start keeps one processor busy and waits for little, so what counts is the processor's time.
    """
    look = api_event(
        "GET", "/availability", query={"location": "new-york", "service": "ketamine-consultation"}
    )
    job = "chalicelib.scheduling.jobs"
    functions = {
        "bare": Function(
            bare, "app", "app", api_event("GET", "/item"), surroundings(engine, run, bare, runtime)
        ),
        "API": Function(ours, "app", "app", look, surroundings(engine, run, ours, runtime)),
        "job": Function(
            ours, job, "release_slots", scheduled_event(), surroundings(engine, run, ours, runtime)
        ),
    }
    starts: dict[str, list[Start]] = {name: [] for name in functions}
    for _ in range(ROUNDS):
        for name, function in functions.items():
            starts[name].append(function.start())
    bare_ms, bare_cpu = _quickest(starts["bare"])
    for name, budget in (("API", 1.0), ("job", 0.95)):
        ms, cpu = _quickest(starts[name])
        note = f" ({cpu:.0f} of {bare_cpu:.0f} ms; by the clock {ms:.0f} of {bare_ms:.0f})"
        what = f"Cold start, {name}, against a bare function"
        yield at_most(what, round(cpu / bare_cpu, 2), budget, " ×", note)


def _quickest(starts: list[Start]) -> tuple[float, float]:
    """Milliseconds in all, and of a processor: the mean of the quickest of each."""
    seconds, cpu = sorted(s.seconds for s in starts), sorted(s.cpu for s in starts)
    return 1000 * fmean(seconds[:QUICKEST]), 1000 * fmean(cpu[:QUICKEST])


def bare_tree(folder: Path, run: Runtime) -> Path:
    """A function of a few lines, packaged by Chalice as it comes."""
    project = folder / "project"
    (project / ".chalice").mkdir(parents=True)
    config = {"version": "2.0", "app_name": "bare", "autogen_policy": True}
    (project / ".chalice" / "config.json").write_text(json.dumps(config), "utf-8")
    (project / "app.py").write_text(_BARE.format(table=run.table.name), "utf-8")
    (project / "requirements.txt").write_text("", "utf-8")
    chalice_package(project, folder / "out", stage="dev")
    return unpacked(folder / "out" / "deployment.zip", folder / "tree")


def unpacked(zipped: Path, tree: Path) -> Path:
    """As Lambda unpacks it."""
    shutil.rmtree(tree, ignore_errors=True)
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(tree)
    return tree


def runtime_libraries(folder: Path) -> Path:
    """What Lambda brings along for Python, and nothing else of this environment."""
    folder.mkdir()
    here = Path(boto3.__file__).parents[1]
    for name in ("boto3", "botocore", "dateutil", "jmespath", "s3transfer", "six.py", "urllib3"):
        (folder / name).symlink_to(here / name)
    return folder


def surroundings(engine: Engine, run: Runtime, tree: Path, runtime: Path) -> dict[str, str]:
    """The environment of a function; nothing is compiled and kept, as in Lambda."""
    return {
        **NO_ACCOUNT,
        "PATH": os.defpath,
        "PYTHONPATH": os.pathsep.join(map(str, (tree, runtime))),
        "PYTHONDONTWRITEBYTECODE": "1",
        "AWS_ENDPOINT_URL_DYNAMODB": engine.url,
        "FRONTDESK_TABLE": run.table.name,
        "FRONTDESK_STAGE": "benchmark",
    }
