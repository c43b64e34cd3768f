"""``make run`` and ``make reset``: the whole of Frontdesk on this machine."""

import argparse
import shutil
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy.console import Console
from infra.deploy.errors import DeployError
from infra.deploy.paths import PROJECT
from infra.local.cloud import CloudError, LocalCloud, PortTakenError
from infra.local.demo import publish_slots, seed
from infra.local.deployment import LocalDeployment, deploy
from infra.local.engines import MissingEngineError, cloud_python
from infra.local.mail_page import mail_page
from infra.local.staff import Login, ensure_login, identity_token, local_logins

STATE = PROJECT / ".local"

UP = "Press Ctrl-C to stop."
"""Said once all of it is up; .ci/fresh-clone waits for it."""


def main(arguments: list[str]) -> int:
    """Run until stopped, or forget everything; the exit status."""
    options = _parse(arguments)
    if options.what == "reset":
        return reset(options.state)
    for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(kind, _stop)
    try:
        return run(options.state, options.port, stay=not options.once)
    except KeyboardInterrupt:
        return 0
    except PortTakenError as failure:
        print(_way_out(failure, options.state, options.port), file=sys.stderr)
    except (CloudError, DeployError, MissingEngineError) as failure:
        print(f"Frontdesk is not running: {failure}", file=sys.stderr)
    except (BotoCoreError, ClientError) as failure:
        print(f"The local cloud returned an error: {failure}", file=sys.stderr)
    return 1


def run(state: Path, port: int, *, stay: bool = True) -> int:
    """Start the cloud, deploy, seed, say where things are, and stay until interrupted."""
    console = Console()
    console.line(f"Frontdesk on this machine, port {port}")
    with (
        LocalCloud(state / "cloud", port, cloud_python()) as cloud,
        mail_page(cloud.endpoint, port + 1) as mail,
    ):
        console.step("local cloud", "is up")
        deployed = deploy(cloud, "local", console)
        logins = local_logins(state / "staff.json")
        for login in logins:
            ensure_login(deployed.target.client("cognito-idp"), _pool(deployed), login)
        console.step("staff", f"{len(logins)} can sign in")
        _seed_once(console, deployed)
        _publish(console, deployed, logins)
        _say_where(console, deployed, logins, state, mail)
        while stay and cloud.is_up():
            time.sleep(0.5)
        if stay:
            raise CloudError(f"the local cloud stopped by itself; its log is in {cloud.log}")
    return 0


def _seed_once(console: Console, deployed: LocalDeployment) -> None:
    done = deployed.cloud.state / "demo-is-in"
    if done.exists():
        return
    count = seed(deployed.plain_url)
    done.touch()
    console.step("demo data", f"{count} requests sent")


def _publish(console: Console, deployed: LocalDeployment, logins: list[Login]) -> None:
    """The schedule, each time anew: the nightly job may have slept for days."""
    manager = next(login for login in logins if login.role == "manager")
    client = deployed.deployment.data["SettingUserPoolClientId"]
    token = identity_token(deployed.target.client("cognito-idp"), client, manager)
    count = publish_slots(deployed.plain_url, token)
    console.step("schedule", f"{count} slots published")


def reset(state: Path) -> int:
    """Forget the cloud's state and the logins; fetched engines stay."""
    shutil.rmtree(state / "cloud", ignore_errors=True)
    for name in ("staff.json", "env"):
        (state / name).unlink(missing_ok=True)
    print("The local data has been deleted. `make run` starts over.")
    return 0


def _say_where(
    console: Console, deployed: LocalDeployment, logins: list[Login], state: Path, mail: str
) -> None:
    client = deployed.deployment.data["SettingUserPoolClientId"]
    facts = {"API": deployed.url.rstrip("/"), "COGNITO": f"{deployed.cloud.endpoint}/"}
    facts["CLIENT"] = client
    for login in logins:
        name = login.role.upper().replace("-", "_")
        facts |= {f"{name}_EMAIL": login.email, f"{name}_PASSWORD": login.password}
    file = state / "env"
    file.touch(mode=0o600)
    file.write_text("".join(f"{name}='{value}'\n" for name, value in facts.items()), "utf-8")
    console.line()
    console.line(f"Form       {deployed.url}")
    console.line(f"Desk       {deployed.url}desk")
    console.line(f"Mail       {mail}   (what patients get)")
    console.line(f"API        {deployed.url}openapi.json")
    for login in logins:
        console.line(f"Sign-in    {login.email}  {login.password}  ({login.role})")
    console.line(f"For curl   . {_shown(file)}   (sets API, COGNITO, CLIENT and the logins)")
    console.line()
    console.line(f"{UP} `make reset` deletes the local data.")


def _pool(deployed: LocalDeployment) -> str:
    return deployed.deployment.data["UserPoolId"]


def _shown(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _way_out(failure: PortTakenError, state: Path, port: int) -> str:
    left = LocalCloud(state / "cloud", port, Path(sys.executable)).left_behind()
    killed = f"If that one was killed, its cloud is still running:  kill {left}\n" if left else ""
    return (
        f"{failure}: something else is using it.\n"
        "If that's another `make run`, stop it there with Ctrl-C.\n"
        f"{killed}Otherwise use another port:  make run PORT={port + 1}"
    )


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m infra.local", description=__doc__)
    parser.add_argument("what", choices=["run", "reset"])
    parser.add_argument("--port", type=int, default=4566)
    parser.add_argument("--state", type=Path, default=STATE)
    parser.add_argument(
        "--once", action="store_true", help="deploy, then stop instead of keeping it running"
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
