"""What the auditors find, against the exceptions that are written down."""

import pytest

from infra.audit.__main__ import BASELINE
from infra.audit.auditors import Finding
from infra.audit.baseline_rules import judge, read_baseline
from infra.audit.resolve_template import resolve_template
from infra.deploy.paths import STATEFUL_TEMPLATE
from infra.templates import read_template

KINDS = {"Bucket": "AWS::S3::Bucket", "JobOne": "AWS::Lambda::Function"}
TEXT = """
[[exception]]
rules = ["LOGGED"]
on = ["AWS::S3::Bucket"]
why = "It holds code, and nobody reads it but us."

[[exception]]
rules = ["QUEUE"]
on = ["Job*"]
why = "Whatever a job misses its next run does."
"""
BUCKET, JOB = Finding("LOGGED", "Bucket", "no log"), Finding("QUEUE", "JobOne", "no queue")


def test_what_is_written_down_is_no_fault() -> None:
    assert judge([BUCKET, JOB], KINDS, read_baseline(TEXT)) == []


def test_a_new_finding_is_one() -> None:
    other = Finding("OPEN", "Bucket", "open to the world")
    found = judge([BUCKET, JOB, other], KINDS, read_baseline(TEXT))
    assert found == ["OPEN: Bucket: open to the world"]


def test_the_same_rule_on_another_resource_is_new() -> None:
    other = Finding("QUEUE", "Bucket", "no queue")
    assert len(judge([BUCKET, JOB, other], KINDS, read_baseline(TEXT))) == 1


def test_an_exception_that_nothing_needs_is_a_fault_too() -> None:
    found = judge([JOB], KINDS, read_baseline(TEXT))
    assert found == ["LOGGED: AWS::S3::Bucket: is an exception, and is not needed"]


def test_an_exception_says_why() -> None:
    with pytest.raises(ValueError, match="say why LOGGED may be broken"):
        read_baseline(TEXT.replace("It holds code, and nobody reads it but us.", "because"))


def test_every_exception_of_ours_says_why() -> None:
    assert read_baseline(BASELINE.read_text("utf-8"))


def test_it_is_production_that_is_audited() -> None:
    made = resolve_template(read_template(STATEFUL_TEMPLATE.read_text("utf-8")))["Resources"]
    pool, table = made["UserPool"], made["Table"]
    assert pool["Properties"]["MfaConfiguration"] == "ON"
    assert pool["Properties"]["DeletionProtection"] == "ACTIVE"
    assert table["Properties"]["DeletionProtectionEnabled"] is True
    assert table["DeletionPolicy"] == "RetainExceptOnCreate"
    assert "MailIdentity" in made
