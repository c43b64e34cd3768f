"""Amazon's DynamoDB Local, run beside the tests."""

import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from infra.local.cloud import free_port
from infra.local.engines import dynamodb_local, java

_PATIENCE = 120
"""Seconds for it to come up, on a slow machine."""


@contextmanager
def running_dynamodb() -> Iterator[str]:
    """DynamoDB Local, empty and in memory, on a free port; its URL.

    It runs while the block does, and is killed at its end, however that comes. It listens on all
    interfaces, which it leaves no choice about, so let no block last longer than a test run.
    Raises MissingEngineError when it or Java is not here, and RuntimeError, with its own last
    words, when it does not come up.
    """
    folder = dynamodb_local()
    port = free_port()
    with tempfile.TemporaryFile() as said, tempfile.TemporaryDirectory() as scratch:
        command = [
            *(
                str(java()),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                f"-Djava.io.tmpdir={scratch}",
            ),
            *("-jar", "DynamoDBLocal.jar", "-inMemory", "-sharedDb", "-disableTelemetry"),
            *("-port", str(port)),
        ]
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=subprocess.STDOUT)
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(url, process, said)
            yield url
        finally:
            process.kill()
            process.wait()


def _wait_for(url: str, process: "subprocess.Popen[bytes]", said: IO[bytes]) -> None:
    """Until it answers anything at all: it says 400 to a bare GET."""
    give_up = time.monotonic() + _PATIENCE
    while time.monotonic() < give_up and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=1).close()
        except urllib.error.HTTPError as answer:
            answer.close()
            return
        except OSError:
            time.sleep(0.05)
        else:
            return
    said.seek(0)
    words = said.read().decode(errors="replace")[-2000:]
    raise RuntimeError(f"DynamoDB Local did not come up:\n{words}")
