"""The bucket of a stage, as far as a deployment and a removal ask S3 of it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import ClientError


@dataclass
class ScriptedBucket:
    """Packages are ``objects``; what a deployment notes for the next one is ``noted``."""

    objects: set[str] = field(default_factory=set)
    noted: dict[str, bytes] = field(default_factory=dict)
    meta: SimpleNamespace = field(
        default_factory=lambda: SimpleNamespace(endpoint_url="https://s3.example")
    )

    def head_object(self, Bucket: str, Key: str) -> None:  # noqa: N803
        if Key not in self.objects:
            answer: Any = {"Error": {}, "ResponseMetadata": {"HTTPStatusCode": 404}}
            raise ClientError(answer, "HeadObject")

    def upload_file(self, path: str, _bucket: str, key: str, Callback: Any) -> None:  # noqa: N803
        self.objects.add(key)
        self.noted[key] = Path(path).read_bytes()
        Callback(1)

    def get_object(self, Bucket: str, Key: str) -> dict[str, Any]:  # noqa: N803
        if Key not in self.noted:
            answer: Any = {"Error": {"Code": "NoSuchKey", "Message": "there is no such object"}}
            raise ClientError(answer, "GetObject")
        return {"Body": io.BytesIO(self.noted[Key])}

    def put_object(self, Bucket: str, Key: str, Body: bytes) -> None:  # noqa: N803
        self.objects.add(Key)
        self.noted[Key] = Body

    def get_paginator(self, _call: str) -> SimpleNamespace:
        return SimpleNamespace(paginate=self._versions)

    def delete_objects(self, Bucket: str, Delete: Any) -> dict[str, Any]:  # noqa: N803
        for each in Delete["Objects"]:
            self.objects.discard(each["Key"])
            self.noted.pop(each["Key"], None)
        return {}

    def _versions(self, Bucket: str) -> Iterator[dict[str, Any]]:  # noqa: N803
        keys = sorted({*self.objects, *self.noted})
        listed = [{"Key": key, "VersionId": "1"} for key in keys]
        yield {"Versions": listed[:1]}
        yield {"Versions": listed[1:2], "DeleteMarkers": listed[2:]}
