"""What the application needs in Lambda: fetched once, kept until the lock changes."""

import hashlib
import json
import platform
import shutil
import sys
import tempfile
from pathlib import Path

from chalicelib.platform import aws_calls
from infra.deploy import compiling, cut_look_ups, cut_models, cut_roots, wheels

_NEEDLESS = ("phonenumbers/geodata", "phonenumbers/carrierdata", "icalendar/tests")
"""Where numbers are and whose: read only by ``geocoder`` and ``carrier``, which nobody calls.
And a library's own tests.
"""

_MAKERS = (wheels, compiling, cut_look_ups, cut_models, cut_roots, aws_calls)
_MADE_BY = (__file__, *(str(maker.__file__) for maker in _MAKERS))


def dependency_tree(lock: Path, cache: Path, *, host_wheels: bool = False) -> Path:
    """The folder, below ``cache``, of what ``lock`` names: slimmed and compiled.

    With ``host_wheels`` compiled parts are those of this machine, where it is not Lambda's kind.
    Raises DeployError when something cannot be had.
    """
    exchanged = host_wheels and not _is_lambda_like()
    made_by = [Path(part).read_text("utf-8") for part in _MADE_BY]
    tools = [sys.version, exchanged, *made_by]
    name = hashlib.sha256(lock.read_bytes() + json.dumps(tools).encode()).hexdigest()[:16]
    tree = cache / name
    if tree.exists():
        return tree
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as folder:
        made = Path(folder) / "tree"
        wheels.unpack_wheels(lock, made, for_this_machine=exchanged)
        for needless in _NEEDLESS:
            shutil.rmtree(made / needless, ignore_errors=True)
        if (botocore := made / "botocore").exists():
            cut_models.cut_models(botocore / "data")
            cut_roots.cut_roots(botocore / "cacert.pem")
        cut_look_ups.cut_look_ups(made)
        compiling.precompile(made)
        try:
            made.rename(tree)
        except OSError:
            if not tree.exists():  # else another deployment was faster, with the same
                raise
    return tree


def _is_lambda_like() -> bool:
    return sys.platform == "linux" and platform.machine() == "x86_64"
