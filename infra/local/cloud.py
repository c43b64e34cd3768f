"""MiniStack as a process of our own: started, watched, stopped with everything it started."""

import os
import shutil
import signal
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

import boto3

from infra.local.scratch import is_running, keep_for, make_scratch

ADDRESS = "127.0.0.1"
REGION = "us-east-1"
_START_SECONDS = 60.0
_STOP_SECONDS = 30.0
_CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
"""MiniStack's names for the account's root. They open nothing anywhere else."""


class CloudError(Exception):
    """The local cloud cannot run; the message says why and what to do."""


class PortTakenError(CloudError):
    """Something else listens where the cloud should."""


@dataclass
class LocalCloud:
    """A MiniStack on ``port`` of this machine alone, keeping its state in ``state``.

    A context manager: inside it the cloud answers; after it the process, and every function it
    started, is gone and the state is on disk. ``python`` is the interpreter of MiniStack's own
    environment; functions run on it too, so it has to be of the version that packaged them.
    """

    state: Path
    port: int
    python: Path
    mailbox: str | None = None
    """The mail server, as host:port, that all mail is handed on to; without one it stays inside."""
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _scratch: Path | None = field(default=None, init=False)
    """Where the functions are unpacked while they run."""

    @property
    def endpoint(self) -> str:
        """The address that every service answers at."""
        return f"http://{ADDRESS}:{self.port}"

    @property
    def log(self) -> Path:
        """The file that MiniStack writes to."""
        return self.state / "cloud.log"

    def left_behind(self) -> int | None:
        """The process of an earlier run that was killed before it could stop its cloud, if any."""
        try:
            pid = int(self._pid_file.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return pid if is_running(pid) else None

    @property
    def _pid_file(self) -> Path:
        return self.state / "cloud.pid"

    def session(self) -> boto3.Session:
        """Credentials and region for the cloud's services, as its root."""
        return boto3.Session(
            aws_access_key_id=_CREDENTIALS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=_CREDENTIALS["AWS_SECRET_ACCESS_KEY"],
            region_name=REGION,
        )

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait until it answers.

        Raises PortTakenError, or CloudError with the end of its log when it does not come up.
        """
        require_free(self.port)
        self.state.mkdir(parents=True, exist_ok=True)
        self._scratch = make_scratch(self.state)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(self.python), "-m", "ministack"],
                env=self._environment(self._scratch),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=self.state,
                start_new_session=True,  # Ctrl-C is for us; we stop it in order
            )
        self._pid_file.write_text(str(self._process.pid), "utf-8")
        keep_for(self._process.pid, self._scratch)
        try:
            self._wait_until_up()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Make it save its state and end, and with it the functions that it runs.

        Further signals wait until that is done: a second Ctrl-C would cost the state.
        """
        process, self._process = self._process, None
        if process is None:
            return
        with _signals_held():
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # functions that outlived it
            if self._scratch:
                shutil.rmtree(self._scratch, ignore_errors=True)
            self._pid_file.unlink(missing_ok=True)

    def is_up(self) -> bool:
        """True while the process is there."""
        return self._process is not None and self._process.poll() is None

    def _wait_until_up(self) -> None:
        deadline = time.monotonic() + _START_SECONDS
        while time.monotonic() < deadline:
            if not self.is_up():
                break
            if _answers(f"{self.endpoint}/_ministack/ready"):
                return
            time.sleep(0.05)
        tail = "\n".join(self.log.read_text("utf-8", "replace").splitlines()[-15:])
        raise CloudError(f"the local cloud didn't start; the end of {self.log}:\n{tail}")

    def _environment(self, scratch: Path) -> dict[str, str]:
        """Nothing of ours but the path: functions inherit it, as they would not on AWS."""
        state = str(self.state.resolve())
        return {
            **_CREDENTIALS,
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": state,
            "TMPDIR": str(scratch),
            "TZ": "UTC",
            "LANG": "C.UTF-8",
            "PYTHONUNBUFFERED": "1",
            "AUTH": "true",  # roles and policies are enforced
            "BIND_HOST": ADDRESS,
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_REGION": REGION,
            "PERSIST_STATE": "1",
            "STATE_DIR": f"{state}/services",
            "S3_PERSIST": "1",
            "S3_DATA_DIR": f"{state}/buckets",
            "SFTP_ENABLED": "0",
            "IOT_MTLS_ENABLED": "0",
            **({"SMTP_HOST": self.mailbox} if self.mailbox else {}),
        }


@contextmanager
def _signals_held() -> Iterator[None]:
    """Ctrl-C and its kin do nothing while the block runs (signals belong to the main thread)."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kinds = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = [signal.signal(kind, signal.SIG_IGN) for kind in kinds]
    try:
        yield
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)


def require_free(port: int) -> None:
    """Raises PortTakenError when something listens on ``port`` of this machine already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((ADDRESS, port))
        except OSError as failure:
            raise PortTakenError(f"port {port} of {ADDRESS} is taken") from failure


def free_port() -> int:
    """A port that nothing listens on just now."""
    with socket.socket() as probe:
        probe.bind((ADDRESS, 0))
        return int(probe.getsockname()[1])


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  # our own address
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False
