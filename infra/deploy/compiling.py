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
import os, py_compile, sys
top, most = sys.argv[1], int(sys.argv[2])
found = [os.path.join(at, name) for at, _, names in os.walk(top) for name in names]
running, failed = 0, 0
def one_ended():
    return os.waitstatus_to_exitcode(os.wait()[1]) != 0
for path in sorted(name for name in found if name.endswith(".py")):
    if running == most:
        failed += one_ended()
        running -= 1
    if not os.fork():
        try:
            py_compile.compile(
                path, dfile="/var/task" + path.removeprefix(top), doraise=True,
                invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
        except BaseException as failure:
            os.write(2, f"{failure}\\n".encode())
            os._exit(1)
        os._exit(0)
    running += 1
failed += sum(one_ended() for _ in range(running))
sys.exit(1 if failed else 0)
"""
"""Each file in a process of its own, all of them forked from one that has compiled nothing: what
a compiled file holds depends a little on what its process has seen before.
"""


def precompile(tree: Path) -> None:
    """Give every source below ``tree`` a compiled file that is trusted without a look at it.

    The same sources give the same bytes: paths are those of Lambda, and the hash seed is fixed
    because the order of frozen sets gets into them. Raises DeployError for what does not compile.
    """
    for cache in list(tree.rglob("__pycache__")):
        shutil.rmtree(cache)
    done = subprocess.run(
        [sys.executable, "-S", "-c", _COMPILE, str(tree), str(os.cpu_count() or 1)],
        env={"PATH": os.environ.get("PATH", os.defpath), "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise DeployError(f"the package can't be compiled:\n{done.stdout}{done.stderr}")
