import io
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.deploy.build import copy_project
from infra.deploy.console import Console
from infra.deploy.paths import PROJECT
from infra.local.cloud import ADDRESS, LocalCloud, free_port
from infra.local.deployment import deploy
from infra.local.engines import cloud_python
from tests.deployed.mailbox import mail_server
from tests.deployed.whole import Whole
from tests.engines import engine

ON_CALL, ON_CALL_AT = "oncall@mailbox.example", "chicago"
"""Who is alerted of a crisis, and at which location."""


def _put_somebody_on_call(file: Path) -> None:
    """Name whoever is on call in a clinic's file, as a clinic does before it goes live."""
    location = f'id = "{ON_CALL_AT}"\n'
    text = file.read_text("utf-8")
    assert text.count(location) == 1
    file.write_text(text.replace(location, f'{location}on_call_email = "{ON_CALL}"\n'), "utf-8")


@pytest.fixture(scope="package")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """The real package on a cloud of these tests' own; it takes some seconds to come up.

    And to go: each function that ran has the whole package unpacked. So it goes with the last test
    that needs it, in that test's time, and its processes do not stand beside all the others.
    """
    python = engine(cloud_python)
    folder = tmp_path_factory.mktemp("whole")
    project, workspace, tree = folder / "project", folder / "workspace", folder / "tree"
    copy_project(PROJECT, project)
    shutil.copy(PROJECT / "requirements.txt", project)
    _put_somebody_on_call(project / "chalicelib" / "clinic.toml")
    with (
        mail_server() as mailbox,
        LocalCloud(
            folder / "cloud", free_port(), python, mailbox=f"{ADDRESS}:{mailbox.port}"
        ) as cloud,
    ):
        console = Console(io.StringIO())
        deployed = deploy(cloud, "test", console, project=project, workspace=workspace)
        zipfile.ZipFile(deployed.deployment.package.zipped).extractall(tree)
        yield Whole(cloud, deployed, project, workspace, tree, mailbox)
