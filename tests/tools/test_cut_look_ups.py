"""Functions do not look for installed packages at their start, and lose nothing by that."""

import shutil
import subprocess
import sys
from pathlib import Path

import pydantic
import pytest
import urllib3

from infra.deploy.cut_look_ups import cut_look_ups
from infra.deploy.errors import DeployError

_LIBRARIES = {"urllib3": urllib3, "pydantic": pydantic}

_START = """
import sys
sys.path.append(sys.argv[1])
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(204)
        self.end_headers()
    def log_message(self, *_):
        pass

import pydantic, urllib3

class Visit(pydantic.BaseModel):
    minutes: int

server = HTTPServer(("127.0.0.1", 0), Answers)
threading.Thread(target=server.handle_request, daemon=True).start()
answer = urllib3.PoolManager().request("GET", f"http://127.0.0.1:{server.server_port}/")
print(answer.status, Visit.model_validate_json('{"minutes": 40}').minutes)
print(*sorted({"importlib.metadata"} & set(sys.modules)))
print(urllib3.__file__, pydantic.__file__)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, library in _LIBRARIES.items():
        leave = shutil.ignore_patterns("__pycache__")
        shutil.copytree(Path(str(library.__file__)).parent, tmp_path / name, ignore=leave)
    return tmp_path


def test_calls_and_models_work_and_nothing_looks_for_packages(tree: Path) -> None:
    cut_look_ups(tree)
    others = str(Path(urllib3.__file__).parents[1])
    command = [sys.executable, "-S", "-c", _START, others]
    done = subprocess.run(
        command, cwd=tree, env={}, capture_output=True, text=True, timeout=30, check=False
    )
    answered, looking, came_from = done.stdout.splitlines() or [done.stderr, "", ""]
    assert (answered, looking) == ("204 40", "")
    assert came_from.count(str(tree)) == 2


@pytest.mark.parametrize("module", ["urllib3/http2/__init__.py", "pydantic/plugin/_loader.py"])
@pytest.mark.parametrize("added", [None, "def something_new(): ..."])
def test_a_library_that_has_changed_there_is_not_packaged(
    tree: Path, module: str, added: str | None
) -> None:
    now = f"{(tree / module).read_text('utf-8')}\n{added}\n" if added else ""
    (tree / module).write_text(now, "utf-8")
    with pytest.raises(DeployError, match=f"{module} has changed"):
        cut_look_ups(tree)


def test_what_is_not_in_a_package_is_not_missed(tmp_path: Path) -> None:
    cut_look_ups(tmp_path)
    assert list(tmp_path.iterdir()) == []
