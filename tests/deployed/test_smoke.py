"""``make smoke`` against the deployed whole: it walks, tells of a fault, and leaves nothing."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from infra.deploy.publish_schedule import publish_schedule
from infra.deploy.stacks import Stacks
from infra.local.demo import publish_slots
from infra.smoke.__main__ import walk_stage
from infra.smoke.calls import SmokeError
from infra.smoke.walk import NAME, PHONE
from tests.deployed.whole import Whole


def table_of(whole: Whole) -> str:
    return str(whole.deployed.deployment.data["SettingTable"])


def items(whole: Whole) -> Iterator[dict[str, Any]]:
    scan = whole.client("dynamodb").get_paginator("scan")
    for page in scan.paginate(TableName=table_of(whole)):
        yield from page["Items"]


def last_times(whole: Whole) -> set[tuple[str, str]]:
    """The keys of the times of one location on the last day that is published."""
    times = {key for key in keys(whole) if re.fullmatch(r"SLOTS#.+", key[0]) and "#" in key[1]}
    last = max(pk.rpartition("#")[2] for pk, _ in times)
    return {(pk, sk) for pk, sk in times if pk.endswith(last)}


def keys(whole: Whole) -> set[tuple[str, str]]:
    return {(item["pk"]["S"], item["sk"]["S"]) for item in items(whole)}


def staff(whole: Whole) -> set[str]:
    pool = whole.deployed.deployment.data["UserPoolId"]
    users = whole.client("cognito-idp").list_users(UserPoolId=pool)["Users"]
    return {user["Username"] for user in users}


def test_the_stages_own_job_publishes_its_schedule_when_it_is_asked(whole: Whole) -> None:
    said: list[str] = []
    stacks = Stacks(whole.client("cloudformation"))
    publish_schedule(whole.deployed.target, stacks, said.append)
    for pk, sk in sorted(last_times(whole))[:2]:
        key = {"pk": {"S": pk}, "sk": {"S": sk}}
        whole.client("dynamodb").delete_item(TableName=table_of(whole), Key=key)
    publish_schedule(whole.deployed.target, stacks, said.append)
    publish_schedule(whole.deployed.target, stacks, said.append)
    assert re.fullmatch(r"the schedule is published: \d+ new times", said[0])
    assert said[1:] == [f"the schedule is published: {number} new times" for number in (2, 0)]


def test_a_walk_from_outside_goes_all_the_way_and_leaves_nothing(whole: Whole) -> None:
    publish_slots(whole.deployed.plain_url, whole.token("manager"))
    before, had = keys(whole), staff(whole)
    said: list[str] = []
    walk_stage(whole.deployed.target, whole.deployed.plain_url, said.append)
    assert said[0] == "the form is there, with its assets"
    assert said[1].startswith("a request is taken: We'll call you by ")
    assert said[2:6] == [
        "staff can sign in",
        "the call is claimed and answered",
        "a time is held and booked",
        "the appointment is called off",
    ]
    assert said[6].endswith(" items of the walk are removed")
    # A hold is forgotten by itself, how many an address has had is a number, and who looked at whom
    # stays on record, by ids alone.
    stays = ("HOLD#", "HOLDER#", "LOOKS#")
    new = {key for key, _ in keys(whole) - before if not key.startswith(stays)}
    assert {key for key in new if key.split("#")[0] not in ("JOB", "COLLEAGUES")} == set()
    assert not [item for item in items(whole) if NAME in str(item) or PHONE in str(item)]
    assert staff(whole) == had


def test_a_stage_that_does_not_answer_is_told_and_nobody_is_left_in_the_pool(
    whole: Whole,
) -> None:
    had = staff(whole)
    with pytest.raises(SmokeError, match=r"GET / was answered 40\d"):
        walk_stage(
            whole.deployed.target, f"{whole.deployed.plain_url}no-such-place/", lambda _: None
        )
    assert staff(whole) == had
