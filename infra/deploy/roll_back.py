"""``python -m infra.deploy.roll_back STAGE``: puts a stage's API back to the release before."""

import sys
from collections.abc import Callable

from infra.deploy.change_index import indexes_on
from infra.deploy.errors import DeployError
from infra.deploy.point_release import point_release
from infra.deploy.releases import keep_releases, load_releases
from infra.deploy.run_command import run_on_stage, stage_parser
from infra.deploy.stacks import Stacks
from infra.deploy.stop_shift import stop_shift
from infra.deploy.target import Target


def main(arguments: list[str]) -> int:
    """Roll back; the exit status."""
    parser = stage_parser("make rollback", __doc__)
    parser.add_argument(
        "--further", action="store_true", help="go back although the last update was taken back"
    )
    options = parser.parse_args(arguments)
    return run_on_stage(
        options,
        lambda target, stacks: roll_back(target, stacks, print, further=options.further),
        "Not rolled back",
    )


def roll_back(
    target: Target, stacks: Stacks, say: Callable[[str], None], *, further: bool = False
) -> None:
    """Deploy the API stack as it was before its last release; the data stack stays as it is.

    A release that is being shifted to right now is stopped instead: it is the one gone back from.
    The table is the one that the stage uses now, whichever that release had before a restore.
    One that was taken back already is gone back from: nothing is done then without ``further``.
    Stopped halfway, it may be run again. Raises DeployError where there is no earlier release, or
    with CloudFormation's reason.
    """
    if stop_shift(target, stacks, say):
        return
    if stacks.state(target.api_stack) == "UPDATE_ROLLBACK_COMPLETE" and not further:
        raise DeployError(
            f"the last update of {target.api_stack} was taken back, so the release before it is "
            "live. If that one is at fault as well, ARGS=--further goes back behind it"
        )
    data = stacks.outputs(target.data_stack)
    bucket = data["ArtifactBucket"]
    s3 = target.client("s3")
    releases = load_releases(s3, bucket)
    if len(releases) < 2:
        raise DeployError("there is no release before this one")
    before = releases[-2]
    table = target.client("dynamodb")
    there = {each["IndexName"] for each in indexes_on(table, data["SettingTable"])}
    if gone := sorted(set(before.indexes) - there):
        raise DeployError(
            f"the release before reads the index {', '.join(gone)}, which the table has no more. "
            "Deploy a version whose template has it, or mend what is wrong and deploy that"
        )
    before = point_release(s3, bucket, before, data)
    template = {"TemplateURL": f"{s3.meta.endpoint_url}/{bucket}/{before.template}"}
    stacks.deploy(target.api_stack, template, before.parameters)
    keep_releases(s3, bucket, [*releases[:-2], before])
    say(f"{target.api_stack} is the release before ({before.template})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
