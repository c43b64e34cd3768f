"""Words on a release that was taken back while it was shifted to."""

from collections.abc import Sequence

from infra.deploy.stack_events import Event, first_failed

_ALIAS = "AWS::Lambda::Alias"


def words_on_shift(name: str, status: str, events: Sequence[Event]) -> str:
    """Words on what happened and what to look at, where an alias could not be moved; else none.

    ``events`` are those of the update, newest first.
    """
    failed = first_failed(events)
    if failed is None or failed["ResourceType"] != _ALIAS or status != "UPDATE_ROLLBACK_COMPLETE":
        return ""
    return (
        ". The release was taken back while the first calls went to it: everything is the release "
        f"before again. See which alarm rang (its email, or the dashboard {name}), what "
        "docs/operating.md says of it, and the log of api in these minutes. An alarm that rang "
        "before stops a release, too: mend what is wrong and deploy once it is over, or at once "
        'with ARGS="--at-once"'
    )
