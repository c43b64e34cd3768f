"""Scripts and styles of the last deployment, which pages that are still open load for a while.

A page that was opened before a deployment asks for the names that it knew, and names change with
the content. So a package brings the files that were served before its own along. What is served is
noted in the stage's bucket, and of one deployment before: deployed again, a package stays the same.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

KEY = "assets/served.json"
_MISSING = ("NoSuchKey", "404")

Files = Mapping[str, str]
"""Contents, by the name of the file."""


@dataclass(frozen=True)
class Served:
    """The files of the last deployment, and those that it brought along."""

    current: Files = field(default_factory=dict)
    earlier: Files = field(default_factory=dict)


def built_files(project: Path) -> dict[str, str]:
    """The files that pages load, as they are built now."""
    built = project / "chalicelib" / "web" / "built"
    found = (path for path in sorted(built.glob("*.*")) if path.suffix in (".css", ".js"))
    return {path.name: path.read_text("utf-8") for path in found}


def brought_along(built: Files, served: Served) -> dict[str, str]:
    """The files to bring along with those that are built: what was served before them."""
    before = served.earlier if dict(served.current) == dict(built) else served.current
    return {name: content for name, content in before.items() if built.get(name) != content}


def load_served(s3: Any, bucket: str) -> Served:
    """What was noted last; nothing where it is the first deployment."""
    try:
        noted = s3.get_object(Bucket=bucket, Key=KEY)["Body"].read()
    except ClientError as failure:
        if failure.response["Error"]["Code"] in _MISSING:
            return Served()
        raise
    return Served(**json.loads(noted))


def note_served(s3: Any, bucket: str, served: Served) -> None:
    """Note what a deployment serves, once it does."""
    s3.put_object(Bucket=bucket, Key=KEY, Body=json.dumps(asdict(served)).encode())


def write_earlier(project: Path, earlier: Files) -> None:
    """Put files that are brought along where ``chalicelib/web/assets.py`` looks for them."""
    folder = project / "chalicelib" / "web" / "built" / "earlier"
    folder.mkdir(parents=True)
    for name, content in earlier.items():
        (folder / name).write_text(content, "utf-8")
