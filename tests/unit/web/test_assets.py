"""Scripts and styles are kept by browsers for ever, so their names change with what they are."""

import re

import pytest

from chalicelib.web import assets
from chalicelib.web.job_registry import JOBS
from tests.client_modules import from_module


def test_every_page_finds_its_script_and_its_styles() -> None:
    served = {name.split(".")[0] for name in assets.assets() if name.endswith(".js")}
    pages = {"desk", "form", "book", "manage", "receipt", "mine", "waitlist", "invited", "embed"}
    assert served == pages
    for file in ("desk.css", "desk.js", "form.css", "form.js", "book.js", "manage.js"):
        assert re.fullmatch(r"assets/[a-z]+\.[0-9a-f]{12}\.(js|css)", assets.asset_path(file))


def test_an_asset_has_another_name_when_its_content_has_changed() -> None:
    names = {assets.asset("desk.js", content).name for content in ("let a = 1", "let a = 2")}
    assert len(names) == 2


def test_a_client_that_was_not_built_is_said() -> None:
    with pytest.raises(RuntimeError, match="make client"):
        assets.asset_path("no-such-page.js")


def test_the_desk_knows_every_job_from_a_colleague_who_did_something() -> None:
    known = from_module("desk/job-names", "({ JOBS }) => [...JOBS]")
    assert set(known) == {job.name for job in JOBS}
