"""What two libraries do to look for installed packages, cut out: a function has what it has.

Urllib3 would look up a package that its switch to HTTP/2 takes, pydantic its plugins. Nothing turns
that switch on and there are no plugins, and reading what finds packages is 12 ms of a processor at
each start.
"""

from pathlib import Path

from infra.deploy.errors import DeployError

_LOOKS = "from importlib.metadata import "

_STAND_INS = {
    "urllib3/http2/__init__.py": '"""Nothing in this package turns HTTP/2 on."""\n',
    "pydantic/plugin/_loader.py": (
        '"""This package has no plugins."""\n\n\ndef get_plugins():\n    return ()\n'
    ),
}
"""The modules that look, by their files; what stands there instead."""


def cut_look_ups(tree: Path) -> None:
    """Put modules that look for nothing where, among the libraries in ``tree``, some look.

    Raises DeployError where a library is there and that module is not, or does not look any more.
    """
    for file, stand_in in _STAND_INS.items():
        module = tree / file
        if not (tree / file.partition("/")[0]).exists():
            continue
        if not module.exists() or _LOOKS not in module.read_text("utf-8"):
            raise DeployError(
                f"{file} does not look for packages: see infra/deploy/cut_look_ups.py"
            )
        module.write_text(stand_in, "utf-8")
