"""Compiled files in the package: Lambda cannot keep those that it makes, and making them is half
of a cold start.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from infra.deploy.errors import DeployError

_COMPILE = """
import compileall, py_compile, sys
done = compileall.compile_dir(
    sys.argv[1], quiet=1, workers=int(sys.argv[2]), stripdir=sys.argv[1], prependdir="/var/task",
    invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
sys.exit(0 if done else 1)
"""


def precompile(tree: Path) -> None:
    """Give every source below ``tree`` a compiled file that is trusted without a look at it.

    The same sources give the same bytes: paths are those of Lambda, and the hash seed is fixed
    because the order of frozen sets gets into them. Raises DeployError for what does not compile.
    """
    for cache in list(tree.rglob("__pycache__")):
        shutil.rmtree(cache)
    done = subprocess.run(
        [sys.executable, "-c", _COMPILE, str(tree), str(os.cpu_count() or 1)],
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DeployError(f"the package cannot be compiled:\n{done.stdout}{done.stderr}")
