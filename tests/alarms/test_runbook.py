"""docs/operating.md has a section for each alarm, and counts as many things as there are."""

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime
from chalicelib.web.job_registry import JOBS
from infra.deploy.paths import ACCOUNT_TEMPLATE, PROJECT, STATEFUL_TEMPLATE
from infra.templates import Template, read_template
from infra.watch.schedules import functions_of
from tests.conftest import RoundTrips

from .conftest import Alarms

MINUTES = 30 * 24 * 60
"""Minutes of a month, as the page reckons."""

PARTS = ("What it means", "Who is hurt", "Look first", "What to do", "When it ends")
JOINED = ("Look first and do",)
"""A section may send its reader to another's."""


@cache
def runbook() -> str:
    return (PROJECT / "docs" / "operating.md").read_text("utf-8")


def part(heading: str) -> str:
    """A chapter of the page, without the next one."""
    return runbook().split(f"\n## {heading}\n")[1].split("\n## ")[0]


def sections() -> dict[str, str]:
    """The sections on alarms, by the name that a link has for them."""
    _, *found = part("Alarms").split("\n### ")
    texts = dict(each.split("\n", 1) for each in found)
    return {title.lower().replace(" ", "-"): text for title, text in texts.items()}


def test_each_alarm_has_its_section_and_each_section_an_alarm(alarms: Alarms) -> None:
    of_the_budget = {"spending"}
    assert set(sections()) == alarms.sections | of_the_budget


def test_each_alarm_leads_to_its_section(alarms: Alarms) -> None:
    for section in alarms.sections:
        for alarm in alarms.of(section).values():
            description = alarm.properties["AlarmDescription"]
            assert description.endswith(f" See docs/operating.md#{section}")
            name = alarm.properties["AlarmName"]
            assert name.startswith(f"frontdesk-test-api-{section}")


def test_each_section_says_all_that_somebody_woken_by_it_asks() -> None:
    for section, text in sections().items():
        said = re.findall(r"^- \*\*(.+?):\*\*", text, re.MULTILINE)
        joined = [each for each in said if each in JOINED]
        wanted = PARTS if not joined else ("What it means", "Who is hurt", *JOINED, "When it ends")
        assert tuple(said) == wanted, section


def test_a_section_leads_to_sections_that_there_are() -> None:
    headings = re.findall(r"^##+ (.+)$", runbook(), re.MULTILINE)
    known = {each.lower().replace(" ", "-") for each in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", runbook())) <= known


def test_it_is_said_of_each_job_who_is_hurt_while_it_does_not_run() -> None:
    rows = re.findall(r"^  \| `([a-z-]+)` \|", sections()["job-overdue"], re.MULTILINE)
    assert set(rows) == {each.name for each in JOBS}


def counted(what: str) -> int:
    """A count as the page has it."""
    (number,) = re.findall(rf"^\| {what} \| ([\d,]+) \|$", part("What it costs"), re.MULTILINE)
    return int(number.replace(",", ""))


@pytest.fixture
def runs(template: Template) -> dict[str, int]:
    """How often each job comes round in a month."""
    found = functions_of(template)
    return {each.name: MINUTES // each.every for each in found if each.every}


OF_THE_CLINIC = {"return-stale-claims": 2, "erase-people": 3}
"""By job, its queries for all locations at once: closings and crises; erasures of three kinds."""


class TestTheCounts:
    def test_of_runs_are_the_schedules(self, runs: dict[str, int]) -> None:
        assert counted("Runs of jobs") == sum(runs.values())
        assert counted("Reports of jobs written") == sum(runs.values())

    def test_of_queries_are_what_idle_jobs_send(
        self,
        runs: dict[str, int],
        run: Runtime,
        clinic: Clinic,
        round_trips: RoundTrips,
        job: Callable[[str], Any],
    ) -> None:
        """But for the nightly one, which has work."""
        sent = 0
        for name, times in runs.items():
            if name != "publish-slots":
                asked = round_trips.during(lambda name=name: job(name)).count("Query")  # type: ignore[misc]
                sent += times * (asked - OF_THE_CLINIC.get(name, 0)) // len(clinic.locations)
        assert counted("Queries of idle jobs, for each location") == sent
        for what in ("the clinic's closings", "where crises are"):
            assert counted(f"Queries for {what}") == runs["return-stale-claims"]
        to_erase = OF_THE_CLINIC["erase-people"] * runs["erase-people"]
        assert counted("Queries for who is to be erased") == to_erase

    def test_of_alarms_and_their_metrics_are_the_templates(self, alarms: Alarms) -> None:
        assert counted("Alarms") == len(alarms.written)
        queries = [each["Properties"].get("Metrics") for each in alarms.written.values()]
        looked_at = sum(sum("MetricStat" in q for q in each) if each else 1 for each in queries)
        assert counted("Metrics that alarms look at") == looked_at

    def test_of_our_own_metrics_are_those_that_alarms_look_at(self, alarms: Alarms) -> None:
        written = re.findall(r'"Namespace": "Frontdesk"', json.dumps(alarms.written))
        assert counted("Metrics of our own") == len(written)


SERVICES = {
    "ApiGateway": "API Gateway",
    "Backup": "Backup",
    "Budgets": "Budgets",
    "CloudWatch": "CloudWatch",
    "CodeDeploy": "CodeDeploy",
    "Cognito": "Cognito",
    "DynamoDB": "DynamoDB",
    "Events": "EventBridge",
    "IAM": "IAM",
    "KMS": "KMS",
    "Lambda": "Lambda",
    "Logs": "CloudWatch",
    "S3": "S3",
    "SES": "SES",
    "SNS": "SNS",
    "SQS": "SQS",
    "SecretsManager": "Secrets Manager",
    "WAFv2": "WAF",
}
"""By the service in a resource's type, what AWS calls it."""


def test_every_service_that_is_used_is_in_the_list_for_the_baa(transformed: Template) -> None:
    fixed = (
        read_template(each.read_text("utf-8")) for each in (STATEFUL_TEMPLATE, ACCOUNT_TEMPLATE)
    )
    kinds = {r["Type"] for t in (transformed, *fixed) for r in t["Resources"].values()}
    rows = re.findall(r"^\| ([^|]+) \|", part("What a BAA has to cover"), re.MULTILINE)
    listed = ", ".join(rows)
    for kind in kinds:
        assert SERVICES[kind.split("::")[1]] in listed, kind
