"""The zip that Lambda runs: the application and its dependencies, the same bytes each time."""

import shutil
import zipfile
from collections.abc import Iterable
from pathlib import Path

from infra.deploy.compiling import precompile
from infra.deploy.errors import DeployError

BUDGET = 15_000_000
"""Bytes that a package may weigh; each of them is fetched at every cold start."""


def assemble(application: Path, others: Iterable[Path], tree: Path, target: Path) -> None:
    """Zip Chalice's zip of the ``application`` with the ``others``' files to ``target``.

    Those are its dependencies, and what else it takes along. The application is unpacked and
    compiled in ``tree``. Raises DeployError when it cannot be compiled, or has a file where one of
    the others has one.
    """
    shutil.rmtree(tree, ignore_errors=True)
    with zipfile.ZipFile(application) as archive:
        archive.extractall(tree)
    precompile(tree)
    write_zip([tree, *others], target)


def write_zip(trees: Iterable[Path], target: Path) -> None:
    """Zip the files of ``trees`` together. The same files make the same bytes, whenever it is.

    Raises DeployError when two trees have a file of the same name.
    """
    files: dict[str, Path] = {}
    for tree in trees:
        found = {p.relative_to(tree).as_posix(): p for p in tree.rglob("*") if p.is_file()}
        if twice := files.keys() & found.keys():
            raise DeployError(
                f"both the application and what is added to it have {min(twice)}. If the project's "
                "own was left over from something, delete it"
            )
        files |= found
    with zipfile.ZipFile(target, "w") as archive:
        for name, path in sorted(files.items()):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system = 3  # Unix, so that the mode below counts
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, path.read_bytes())
