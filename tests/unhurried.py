"""All the time that it takes, for every job.

The framework's test client ends each after three seconds of the machine's own time, whatever its
function has: on a busy machine a job would break off, as it does where Lambda is about to end it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from chalice import test
from chalice.local import LambdaContext

AS_LONG_AS_IT_TAKES = 900_000
"""Milliseconds that a job has: no machine is so slow."""


@contextmanager
def unhurried() -> Iterator[None]:
    """While the block runs, no job that a test runs is short of time."""
    patient = partial(LambdaContext, max_runtime_ms=AS_LONG_AS_IT_TAKES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(test, "LambdaContext", patient)
        yield
