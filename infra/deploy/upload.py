"""Uploads by content: what is there already is not sent again."""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError


def content_key(content: bytes, suffix: str) -> str:
    """The key that ``content`` is stored under; it changes when the content does."""
    return f"packages/{hashlib.sha256(content).hexdigest()[:32]}{suffix}"


def upload_file(s3: Any, bucket: str, path: Path, shown: Callable[[int, int], None]) -> str | None:
    """Store the file under its content's key; the key, or None when it was there.

    ``shown`` is told the bytes sent so far and their total.
    """
    key = content_key(path.read_bytes(), path.suffix)
    if _exists(s3, bucket, key):
        return None
    total = path.stat().st_size
    sent = 0

    def count(more: int) -> None:
        nonlocal sent
        sent += more
        shown(sent, total)

    s3.upload_file(str(path), bucket, key, Callback=count)
    return key


def _exists(s3: Any, bucket: str, key: str) -> bool:
    try:
        s3.head_object(Bucket=bucket, Key=key)
    except ClientError as failure:
        if failure.response["ResponseMetadata"]["HTTPStatusCode"] == 404:
            return False
        raise
    return True
