"""What a fresh process does before its first answer. Somebody waits for that one.

How long it takes is measured by ``make bench``; here is what can be held without a clock.
"""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def told_by(code: str) -> list[str]:
    """What a fresh process says, as a list in JSON, after it has run ``code``."""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told: list[str] = json.loads(done.stdout)
    return told


def models_where(condition: str) -> list[str]:
    """The names of the models of a fresh API of which this holds."""
    return told_by(f"""
import json, app
from pydantic import BaseModel
from chalicelib.platform.model import Model

def below(model):
    for each in model.__subclasses__():
        yield each
        yield from below(each)

ours = [model for model in below(BaseModel) if model.__module__.startswith("chalicelib.")]
assert len(ours) > 100
print(json.dumps([model.__name__ for model in ours if {condition}]))
""")


class TestModels:
    def test_all_have_the_one_root_from_which_they_are_built_late(self) -> None:
        assert models_where("not issubclass(model, Model)") == []
        assert models_where("not model.model_config.get('defer_build')") == []

    def test_none_but_the_settings_is_built_before_it_is_used(self) -> None:
        assert models_where("model.__pydantic_complete__") == ["Settings"]


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


def modules_after(code: str) -> set[str]:
    """What a fresh process has read after ``code``."""
    return set(told_by(f"import json, sys\n{code}\nprint(json.dumps(list(sys.modules)))"))


def rooms_in(modules: set[str]) -> set[str]:
    """The rooms of which something has been read."""
    ours = (module.split(".") for module in modules if module.startswith("chalicelib."))
    return {parts[1] for parts in ours}


class TestTheApi:
    def test_reads_no_heavy_library_before_a_call_wants_it(self) -> None:
        assert modules_after("import app") & HEAVY == set()


class TestAJob:
    @pytest.mark.parametrize(
        ("room", "job", "needs"),
        [
            ("callbacks", "return_stale_claims", {"callbacks", "clinic", "contacts", "platform"}),
            ("scheduling", "release_slots", {"clinic", "contacts", "platform", "scheduling"}),
            ("scheduling", "publish_to_horizon", {"clinic", "contacts", "platform", "scheduling"}),
            (
                "scheduling",
                "expire_holds",
                {"clinic", "contacts", "messaging", "platform", "scheduling"},
            ),
            (
                "scheduling",
                "offer_freed_slots",
                {"clinic", "contacts", "messaging", "platform", "scheduling"},
            ),
        ],
    )
    def test_reads_only_the_rooms_that_it_works_in(
        self, room: str, job: str, needs: set[str]
    ) -> None:
        modules = modules_after(
            f"import chalicelib.{room}.jobs; from chalicelib.{room} import verbs; verbs.{job}"
        )
        assert rooms_in(modules) <= needs
        assert modules & HEAVY == set()

    def test_that_releases_slots_reads_nothing_of_series_and_those_who_wait(self) -> None:
        modules = modules_after(
            "import chalicelib.scheduling.jobs; import chalicelib.scheduling.slots.release_slots"
        )
        others = {
            "series",
            "appointments.rules",
            "appointments.store",
            "slots.templates",
            "waitlist",
        }
        assert modules & {f"chalicelib.scheduling.{other}" for other in others} == set()


@pytest.mark.parametrize("room", ["callbacks", "scheduling"])
def test_every_verb_of_a_room_is_found_where_it_is_said_to_be(room: str) -> None:
    service = import_module(f"chalicelib.{room}.verbs")
    for verb in service.__all__:
        assert getattr(service, verb).__name__ == verb
    with pytest.raises(AttributeError, match="has no guess"):
        _ = service.guess
