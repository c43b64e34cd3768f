"""The alarms as they are deployed, and a clinic under way whose log is read."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.current_closings import CurrentClosings
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.settings import settings
from infra.templates import Template
from infra.watch.add_alarms import section_of
from tests.api.conftest import Caller, Submit
from tests.api.conftest import client as client
from tests.api.conftest import desk as desk
from tests.api.conftest import job as job
from tests.api.conftest import submit as submit
from tests.api.conftest import visitor as visitor
from tests.api.mailbox import Mailbox
from tests.conftest import FixedClock, make_runtime

from .cloudwatch import Alarm, Metrics, deployed

STACK = "frontdesk-test-api"


@dataclass(frozen=True)
class Alarms:
    """The alarms of a stage, by their names in the template."""

    written: Mapping[str, Template]

    def of(self, section: str) -> dict[str, Alarm]:
        """Those that a section of the runbook is about."""
        found = {n: r for n, r in self.written.items() if section_of(r) == section}
        parameters = {
            "AWS::StackName": STACK,
            "AWS::Region": "us-east-1",
            "Stage": settings().stage,
            "TableName": "frontdesk-test",
            "Concurrency": "1000",
            "AlarmTopicArn": "the-topic",
        }
        return {n: Alarm(deployed(r["Properties"], parameters)) for n, r in found.items()}

    @property
    def sections(self) -> set[str]:
        """The sections that are about any of them."""
        return {section_of(each) for each in self.written.values()}


@pytest.fixture(scope="session")
def alarms(transformed: Template) -> Alarms:
    resources = transformed["Resources"].items()
    return Alarms({n: r for n, r in resources if r["Type"] == "AWS::CloudWatch::Alarm"})


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on, and a day's closings count, as where it is deployed."""
    bare = make_runtime(dynamodb, clock, clinic)
    with using(replace(bare, email=mailbox, closings=CurrentClosings())) as runtime:
        yield runtime


@dataclass(frozen=True)
class World:
    """A clinic under way, and what CloudWatch hears of it."""

    run: Runtime
    job: Callable[[str], Any]
    submit: Submit
    desk: Caller
    metrics: Metrics
    _capsys: pytest.CaptureFixture[str]
    looked_at: dict[str, datetime] = field(default_factory=dict)
    """When an alarm is looked at that is not looked at now."""

    @property
    def clock(self) -> FixedClock:
        """The clinic's clock, which a scenario moves."""
        assert isinstance(self.run.clock, FixedClock)
        return self.run.clock

    @property
    def mailbox(self) -> Mailbox:
        """The provider that takes the clinic's mail."""
        assert isinstance(self.run.email, Mailbox)
        return self.run.email

    def hear(self) -> Metrics:
        """All that was told up to now: what the functions' logs have besides."""
        return self.metrics.read_log(self._capsys.readouterr().out)


@pytest.fixture
def world(
    run: Runtime,
    job: Callable[[str], Any],
    submit: Submit,
    desk: Caller,
    capsys: pytest.CaptureFixture[str],
) -> World:
    return World(run, job, submit, desk, Metrics(), capsys)
