"""One environment for all threads of a test.

For each call the framework's test client puts a copy in the environment's place, and afterwards
what it found: with two calls at once that is the other's copy, and a test's credentials are gone.
"""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

import pytest
from chalice.test import BaseClient


@contextmanager
def one_environment() -> Iterator[None]:
    """While the block runs, the framework's test client leaves the environment alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseClient, "_patched_env_vars", lambda _client, _variables: nullcontext())
        yield
