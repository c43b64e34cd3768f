"""The table in memory answers many threads, as jobs have them, as if they came one by one."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.conditions import Key
from chalicelib.platform.storage.writes import Put

THREADS = 4
EACH = 25


@pytest.fixture
def hurried() -> Iterator[None]:
    """Threads take turns so often that what can be met halfway is."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(usual)


def test_who_reads_meets_no_write_halfway(run: Runtime, hurried: None) -> None:
    def work(thread: int) -> int:
        seen = 0
        for n in range(EACH):
            name = f"{thread}-{n}"
            run.table.put(
                Put({"pk": f"THING#{name}", "sk": "THING", "due_pk": "d", "due_at": name})
            )
            seen = len(run.table.query(Key("due_pk").eq("d"), index="due").items)
        return seen

    with ThreadPoolExecutor(THREADS) as pool:
        assert max(pool.map(work, range(THREADS))) == THREADS * EACH
