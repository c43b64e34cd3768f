"""Settings: what the deployment tells the code, read from the environment once."""

import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from chalicelib.platform.settings import Settings, settings

DOCUMENT = Path(__file__).parents[3] / "docs" / "settings.md"


def environment_names() -> set[str]:
    return {str(field.validation_alias) for field in Settings.model_fields.values()}


def test_a_setting_is_read_from_the_variable_of_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTDESK_STAGE", "night")
    settings.cache_clear()
    try:
        assert settings().stage == "night"
        monkeypatch.setenv("FRONTDESK_STAGE", "day")
        assert settings().stage == "night", "read once"
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_whatever_else_is_in_the_environment_is_not_looked_at() -> None:
    assert Settings.model_validate({"PATH": "/bin", "stage": "x"}) == Settings.model_validate({})


def test_settings_do_not_change_while_the_process_lives() -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({}).stage = "other"  # type: ignore[misc]  # just that is tested


def test_no_setting_has_a_secret_for_its_default() -> None:
    usual = Settings.model_validate({})
    assert usual.secret_arn == ""
    assert usual.user_pool_client_id == ""


class TestTheDocument:
    ROW = re.compile(r"^\| `([A-Z_]+)` \|(.+)\|$", re.MULTILINE)

    def test_every_setting_is_documented_and_nothing_else_is(self) -> None:
        documented = dict(self.ROW.findall(DOCUMENT.read_text("utf-8")))
        assert set(documented) == environment_names()
        assert all(row.strip() for row in documented.values())

    def test_it_gives_each_setting_s_default_as_it_is(self) -> None:
        rows = dict(self.ROW.findall(DOCUMENT.read_text("utf-8")))
        for field in Settings.model_fields.values():
            told = f"`{field.default}`" if field.default else "empty"
            assert told in rows[str(field.validation_alias)], field.validation_alias
