"""What tables that a restore brings up are called: always the same, so that they are found."""

import re
from datetime import UTC, datetime

_SUFFIX = "%Y%m%dT%H%M%SZ"


def name_of(stage: str, at: datetime) -> str:
    """The name that a stage's table restored to ``at`` gets."""
    return f"{_prefix(stage)}{at.astimezone(UTC):{_SUFFIX}}"


def is_restored(stage: str, table: str) -> bool:
    """True of a table that a restore of this stage has brought up.

    Not of what merely begins so: another stage may be called ``beta-restored``.
    """
    return bool(re.fullmatch(rf"{re.escape(_prefix(stage))}\d{{8}}T\d{{6}}Z", table))


def instant_of(stage: str, table: str) -> datetime | None:
    """The instant that a table of this stage was restored to; None for one that was not."""
    if not is_restored(stage, table):
        return None
    return datetime.strptime(table.removeprefix(_prefix(stage)), _SUFFIX).replace(tzinfo=UTC)


def _prefix(stage: str) -> str:
    return f"frontdesk-{stage}-restored-"
