"""The clock can be moved on a laptop, and nowhere else."""

from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.platform.clock import utc_now
from chalicelib.platform.moved_clock import clock_moved_by

HERE = "http://127.0.0.1:4566"
TWO_DAYS = timedelta(days=2)


@pytest.mark.parametrize("cloud", [HERE, "http://localhost:4566", "http://[::1]:4566"])
def test_it_is_moved_where_the_cloud_is_on_this_machine(cloud: str) -> None:
    moved = clock_moved_by(TWO_DAYS, cloud)()
    assert timedelta(0) <= moved - TWO_DAYS - datetime.now(UTC) + timedelta(seconds=5)
    assert moved - TWO_DAYS <= datetime.now(UTC)


@pytest.mark.parametrize(
    "cloud",
    [
        "",
        "https://dynamodb.us-east-1.amazonaws.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com:4566",
        "127.0.0.1:4566",
    ],
)
@pytest.mark.parametrize("offset", [TWO_DAYS, -timedelta(seconds=1)])
def test_it_is_refused_everywhere_else(cloud: str, offset: timedelta) -> None:
    with pytest.raises(RuntimeError, match="local stage only"):
        clock_moved_by(offset, cloud)


@pytest.mark.parametrize("cloud", ["", HERE])
def test_it_is_the_world_s_where_nobody_moved_it(cloud: str) -> None:
    assert clock_moved_by(timedelta(0), cloud) is utc_now
