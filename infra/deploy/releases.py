"""What a stage's API stack was deployed as, kept in its bucket, so that it can go back."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.deploy.publish_versions import GRADUALLY

KEY = "releases.json"
KEPT = 10
_MISSING = ("NoSuchKey", "404")


@dataclass(frozen=True)
class Release:
    """One deployment of the API stack: its template's key in the bucket, and the parameters."""

    template: str
    parameters: Mapping[str, str]
    indexes: Sequence[str] = ()
    """Names of the table's indexes that its code may query; none where that wasn't noted yet."""


def gone_back_to(parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a release as it is noted: whoever goes back to it does so at once.

    The alarms that ring then would keep CodeDeploy from moving anything.
    """
    at_once = {GRADUALLY: "false"} if GRADUALLY in parameters else {}
    return {**parameters, **at_once}


def load_releases(s3: Any, bucket: str) -> list[Release]:
    """The releases that were deployed, the last one last."""
    try:
        noted = s3.get_object(Bucket=bucket, Key=KEY)["Body"].read()
    except ClientError as failure:
        if failure.response["Error"]["Code"] in _MISSING:
            return []
        raise
    return [Release(**each) for each in json.loads(noted)]


def keep_releases(s3: Any, bucket: str, releases: Sequence[Release]) -> None:
    """Keep the last ones of these, in place of what was kept."""
    kept = [asdict(each) for each in releases[-KEPT:]]
    s3.put_object(Bucket=bucket, Key=KEY, Body=json.dumps(kept).encode())


def note_release(s3: Any, bucket: str, release: Release) -> None:
    """Note a release that was deployed; the same one again is no other."""
    before = load_releases(s3, bucket)
    if before[-1:] == [release]:
        return
    if before and _deployed(before[-1]) == _deployed(release):
        before.pop()  # noted before the indexes were
    keep_releases(s3, bucket, [*before, release])


def _deployed(release: Release) -> tuple[str, Mapping[str, str]]:
    return release.template, release.parameters
