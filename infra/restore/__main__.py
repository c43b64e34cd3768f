"""``make restore STAGE=name AT=instant``: a stage's table as it was, brought up beside, checked."""

import sys
import time
from datetime import UTC, datetime

from infra.deploy.run_command import run_on_stage, stage_parser
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target
from infra.restore.parse_moment import parse_moment
from infra.restore.restore_table import RestoreTable
from infra.restore.stage import Stage
from infra.restore.use_table import use_table


def main(arguments: list[str]) -> int:
    """Restore; the exit status."""
    parser = stage_parser("make restore", __doc__)
    parser.add_argument("at", nargs="?", help="instant, as 2026-11-28T14:05:00-05:00")
    parser.add_argument(
        "--switch", action="store_true", help="has the stage use the restored table from now on"
    )
    parser.add_argument(
        "--accept-findings", action="store_true", help="switches in spite of what the check finds"
    )
    parser.add_argument(
        "--use", metavar="TABLE", help="has the stage use a table of before a restore again"
    )
    options = parser.parse_args(arguments)
    if bool(options.use) == bool(options.at):
        parser.error("say the instant (AT=), or --use and no instant")

    def restore(target: Target, stacks: Stacks) -> None:
        stage = Stage(target, stacks, target.client("dynamodb"), time.sleep, print)
        if options.use:
            use_table(stage, options.use)
        else:
            at = parse_moment(options.at, datetime.now(UTC))
            RestoreTable(stage, at, options.switch, options.accept_findings).run()

    return run_on_stage(options, restore, "Not restored")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
