"""No route that writes, and no job, goes untried by the matrix."""

import inspect
from pathlib import Path

from app import app
from chalicelib.platform.http.routes import Route
from chalicelib.web.job_registry import JOBS

from .matrix import cells_of
from .scenarios import SCENARIOS

TRIED = {scenario.route for scenario in SCENARIOS}
RUN_A_JOB = "POST /jobs/{name}"

OF_THE_POOL_ALONE = {
    "POST /session",
    "POST /session/new-password",
    "POST /session/code",
    "POST /session/authenticator",
    "POST /session/renew",
    "POST /session/end",
    "POST /session/forgotten",
    "POST /session/reset",
}
"""These speak to the user pool, and leave nothing in the table."""


def writing_routes() -> dict[str, Route]:
    routes = [route for route in app.every_route if route.method != "GET"]
    return {f"{route.method} {route.pattern}": route for route in routes}


def test_every_route_that_writes_has_cells() -> None:
    jobs = {f"POST /jobs/{job.name}" for job in JOBS}
    wanted = (writing_routes().keys() - OF_THE_POOL_ALONE - {RUN_A_JOB}) | jobs
    assert wanted == TRIED


def test_what_speaks_to_the_pool_alone_knows_no_table() -> None:
    for name in OF_THE_POOL_ALONE:
        folder = Path(inspect.getfile(writing_routes()[name].view)).parent
        assert not [path for path in folder.rglob("*.py") if ".table" in path.read_text()]


def test_each_use_case_has_its_own_name() -> None:
    assert len({scenario.name for scenario in SCENARIOS}) == len(SCENARIOS)


def test_a_call_that_writes_can_meet_every_fault_and_one_that_reads_those_that_can_befall_it() -> (
    None
):
    columns = {cell.column for cell in cells_of(["TransactWriteItems"])}
    assert len(columns) == 14
    assert len(cells_of(["GetItem"])) == 4 + 6
