"""Points a stage at another table: first its data stack, which remembers it, then its API stack."""

from infra.deploy.point_release import point_release
from infra.deploy.releases import keep_releases, load_releases
from infra.restore.errors import RestoreError
from infra.restore.stage import Stage


def switch_stage(stage: Stage, table: str) -> None:
    """Have everything of the stage use ``table``. Stopped halfway, it may be repeated.

    The templates stay those that are deployed. Raises RestoreError, or DeployError with
    CloudFormation's reason.
    """
    target, stacks = stage.target, stage.stacks
    parameters = stacks.parameters(target.data_stack)
    if "TableInUse" not in parameters:
        raise RestoreError(
            f"stage {target.stage} was deployed before its table could be another one: deploy this "
            "release first, then repeat the command"
        )
    in_use = {"TableInUse": "", "StreamInUse": ""}
    if table != stage.data["OwnTable"]:
        stream = stage.existing(table)["LatestStreamLabel"]
        in_use = {"TableInUse": table, "StreamInUse": stream}
    wanted = {**parameters, **in_use}
    stacks.deploy(target.data_stack, {"UsePreviousTemplate": True}, wanted)
    stage.say(f"{target.data_stack} says {table}")
    _switch_api(stage)


def _switch_api(stage: Stage) -> None:
    """Deploy the last release once more, for the table that the data stack names."""
    target, data = stage.target, stage.data
    s3, bucket = target.client("s3"), data["ArtifactBucket"]
    releases = load_releases(s3, bucket)
    if not releases:
        raise RestoreError("the API stack has no release yet: make deploy finishes the switch")
    pointed = point_release(s3, bucket, releases[-1], data)
    url = f"{s3.meta.endpoint_url}/{bucket}/{pointed.template}"
    stage.stacks.deploy(target.api_stack, {"TemplateURL": url}, pointed.parameters)
    keep_releases(s3, bucket, [*releases[:-1], pointed])
    stage.say(f"{target.api_stack} uses {data['SettingTable']}")
