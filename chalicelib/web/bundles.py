"""The pages' scripts: each page's is one file, put together from what its readers here see as many.

One request instead of several: a visitor's page is to need three at most, and each request to the
gateway may start another function. ``book.js`` is asked for once a request has been sent. The parts
of a visitor's script share one scope; the desk's are modules. All are served without the remarks
and the indentation that their readers here want.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .assets import Asset, asset
from .modules import joined

_FOLDER = Path(__file__).with_name("scripts")

_KEYS = "desk/ids.js"
"""A module that imports nothing, and so may be a part as well: visitors' and staff's pages name
what they send alike."""

_PARTS: Mapping[str, tuple[str, ...]] = {
    "form.js": ("common.js", _KEYS, "form.js", "framed.js"),
    "book.js": ("common.js", _KEYS, "times.js", "appointment.js", "book.js"),
    "manage.js": ("common.js", _KEYS, "times.js", "appointment.js", "manage.js"),
}

_DESK = "desk.js"

_REMARK = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/[ \t]*)?\n", re.MULTILINE | re.DOTALL)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


@cache
def bundles() -> Mapping[str, Asset]:
    """All bundles, by the name that they are served under."""
    found = map(_bundle, (*_PARTS, _DESK))
    return {each.name: each for each in found}


@cache
def bundle_path(name: str) -> str:
    """The path of a bundle below the API's root: ``assets/form.3f2a….js``."""
    return f"assets/{_bundle(name).name}"


@cache
def embedding_script() -> str:
    """The script that another site's page takes in. Its name stays the same for ever."""
    return (_FOLDER / "embed.js").read_text("utf-8")


def desk_script(instead: Mapping[str, str] | None = None) -> str:
    """The desk's modules as one script; ``instead`` has other sources for some of them."""
    others = instead or {}

    def read(file: str) -> str:
        return others.get(file) or (_FOLDER / "desk" / file).read_text("utf-8")

    return joined("main.js", lambda file: without_remarks(read(file)))


def without_remarks(script: str) -> str:
    """The script without lines that hold nothing but remarks, and without indentation.

    No text of ours reaches over several lines, so none is touched (a test sees to it).
    """
    return _INDENTATION.sub("", _REMARK.sub("", script))


@cache
def _bundle(name: str) -> Asset:
    if name == _DESK:
        return asset(name, desk_script())
    parts = "".join(_EXPORT.sub("", (_FOLDER / part).read_text("utf-8")) for part in _PARTS[name])
    return asset(name, f'"use strict";(()=>{{\n{without_remarks(parts)}}})();\n')
