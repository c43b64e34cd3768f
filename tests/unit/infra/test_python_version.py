import tomllib

import pytest

from infra.deploy.errors import DeployError
from infra.deploy.paths import PROJECT
from infra.deploy.python_version import LAMBDA_RUNTIME, SUPPORTED, require_python


def test_a_stage_on_aws_is_packaged_by_the_pinned_runtime_alone() -> None:
    require_python((3, 13, 0), for_aws=True)
    for other in ((3, 11, 7), (3, 12, 1), (3, 14, 0)):
        with pytest.raises(DeployError, match=r"Python 3\.13 on AWS.*this is 3\.1[124]"):
            require_python(other, for_aws=True)


def test_the_local_cloud_takes_every_supported_one() -> None:
    for version in SUPPORTED:
        require_python((*version, 0), for_aws=False)
    with pytest.raises(DeployError, match=r"3\.11 or 3\.12 or 3\.13 here.*this is 3\.14"):
        require_python((3, 14, 0), for_aws=False)


def test_the_supported_ones_are_those_that_the_project_names() -> None:
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest, newest = SUPPORTED[0], SUPPORTED[-1]
    assert project["requires-python"] == (f">={oldest[0]}.{oldest[1]},<{newest[0]}.{newest[1] + 1}")
    assert LAMBDA_RUNTIME in SUPPORTED
