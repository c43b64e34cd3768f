"""Modules that are read when something in them is first wanted, and not before."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """A package's ``__getattr__`` (PEP 562): each module of ``homes`` with the names it gives.

    Whatever does one thing in a room, as each job does, so reads no more of it than that takes. No
    name may be a module's, too: once that is read, the package has it under this name.
    """
    home_of = {name: home for home, names in homes.items() for name in names.split()}

    def find(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"{package} has no {name}")
        return getattr(import_module(f"{package}.{home_of[name]}"), name)

    return find
