"""Carries over what a restore does not: tags, maxima, insights, policy of the table before."""

from botocore.exceptions import ClientError

from infra.restore.set_maxima import set_maxima
from infra.restore.stage import RESTORED_FROM, Stage, tags_of


def carry_settings(stage: Stage, before: str, table: str) -> None:
    """Give ``table`` those of the table ``before``, and the tag that names it.

    Repeated, it sets nothing twice. The maxima are those that the table before has now, which
    somebody may have raised by hand. Contributor insights and a resource policy are somebody's own
    doing as well: the template has none.
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
    set_maxima(stage.dynamodb, stage.pause, table, old)
    _carry_insights(stage, before, table)
    _carry_policy(stage, old["TableArn"], new["TableArn"])


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
