"""Carries over what the table before had beside the template: tags, maxima, insights, policy."""

from collections.abc import Iterator, Mapping
from typing import Any

from botocore.exceptions import ClientError

from infra.restore.stage import RESTORED_FROM, Stage, tags_of
from infra.restore.wait_for_table import wait_for_table


def carry_settings(stage: Stage, before: str, table: str) -> None:
    """Give ``table`` those of the table ``before``, and the tag that names it.

    Repeated, it sets nothing twice. Limits of throughput, contributor insights and a resource
    policy are somebody's own doing: the template has none.
    """
    old, new = stage.existing(before), stage.existing(table)
    tags = tags_of(stage.dynamodb, old["TableArn"]).items()
    wanted = {name: value for name, value in tags if not name.startswith("aws:")}
    wanted[RESTORED_FROM] = before
    if not wanted.items() <= tags_of(stage.dynamodb, new["TableArn"]).items():
        stage.dynamodb.tag_resource(
            ResourceArn=new["TableArn"],
            Tags=[{"Key": key, "Value": value} for key, value in wanted.items()],
        )
    _carry_maxima(stage, old, new)
    _carry_insights(stage, before, table)
    _carry_policy(stage, old["TableArn"], new["TableArn"])


def _carry_maxima(stage: Stage, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    change: dict[str, Any] = {}
    if (wanted := old.get("OnDemandThroughput")) and new.get("OnDemandThroughput") != wanted:
        change["OnDemandThroughput"] = wanted
    has = dict(_index_maxima(new))
    updates = [
        {"Update": {"IndexName": name, "OnDemandThroughput": most}}
        for name, most in _index_maxima(old)
        if has.get(name) != most
    ]
    if updates:
        change["GlobalSecondaryIndexUpdates"] = updates
    if change:
        stage.dynamodb.update_table(TableName=new["TableName"], **change)
        wait_for_table(stage.dynamodb, new["TableName"], stage.pause)


def _index_maxima(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for index in table.get("GlobalSecondaryIndexes", []):
        if most := index.get("OnDemandThroughput"):
            yield index["IndexName"], most


def _carry_insights(stage: Stage, before: str, table: str) -> None:
    def are_on(name: str) -> bool:
        found = stage.dynamodb.describe_contributor_insights(TableName=name)
        return found.get("ContributorInsightsStatus") in ("ENABLED", "ENABLING")

    if are_on(before) and not are_on(table):
        stage.dynamodb.update_contributor_insights(
            TableName=table, ContributorInsightsAction="ENABLE"
        )


def _carry_policy(stage: Stage, old: str, new: str) -> None:
    """A policy on the table names it, so it is said in the new one's name."""
    if policy := _policy(stage, old):
        wanted = policy.replace(old, new)
        if _policy(stage, new) != wanted:
            stage.dynamodb.put_resource_policy(ResourceArn=new, Policy=wanted)


def _policy(stage: Stage, arn: str) -> str | None:
    try:
        return str(stage.dynamodb.get_resource_policy(ResourceArn=arn)["Policy"])
    except ClientError as failure:
        if failure.response["Error"]["Code"] != "PolicyNotFoundException":
            raise
        return None
