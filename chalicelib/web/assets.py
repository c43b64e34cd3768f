"""The pages' styles and scripts, under names that change with their content.

A script may be an ES module that imports its neighbours as ``./name.js``. It is served with the
fingerprinted names in place of those, so that a module's name changes with what it imports, too.
Scripts are served without the remarks and the indentation that their readers here want.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("assets")
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
_REMARK = re.compile(r"^[ \t]*(?://[^\n]*|/\*\*.*?\*/[ \t]*)?\n", re.MULTILINE | re.DOTALL)
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)
_IMPORT = re.compile(
    r'^(import .*?|export .*? from )"\./([a-z-]+\.js)";$', re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True)
class Asset:
    """One file as it is served."""

    name: str
    """``form.3f2a….css``: a browser may keep it for ever, since other content has another name."""
    content: str
    content_type: str


@cache
def assets() -> Mapping[str, Asset]:
    """All assets, by the name that they are served under."""
    files = sorted(path for path in _FOLDER.rglob("*") if path.suffix in _TYPES)
    found = (_read(str(path.relative_to(_FOLDER))) for path in files)
    return {asset.name: asset for asset in found}


@cache
def asset_path(file: str) -> str:
    """Where the asset of a file lies below the API's root: ``assets/form.3f2a….css``."""
    return f"assets/{_read(file).name}"


@cache
def module_paths(file: str) -> tuple[str, ...]:
    """As ``asset_path``, of a module and of all that it imports, each once, itself first."""
    wanted, seen = [file], dict.fromkeys([file])
    while wanted:
        new = [name for name in _imported(wanted.pop()) if name not in seen]
        wanted += new
        seen |= dict.fromkeys(new)
    return tuple(map(asset_path, seen))


def without_remarks(script: str) -> str:
    """The script without lines that hold nothing but remarks, and without indentation.

    No text of ours reaches over several lines, so none is touched (a test sees to it).
    """
    return _INDENTATION.sub("", _REMARK.sub("", script))


def _imported(file: str) -> Iterator[str]:
    folder = Path(file).parent
    for found in _IMPORT.finditer((_FOLDER / file).read_text("utf-8")):
        yield str(folder / found[2])


@cache
def _read(file: str) -> Asset:
    path = Path(file)
    content = (_FOLDER / path).read_text("utf-8")
    if path.suffix == ".js":
        content = _IMPORT.sub(
            lambda found: f'{found[1]}"./{_read(str(path.parent / found[2])).name}";',
            without_remarks(content),
        )
    digest = hashlib.sha256(content.encode()).hexdigest()[:12]
    stem = "-".join(path.with_suffix("").parts)
    return Asset(f"{stem}.{digest}{path.suffix}", content, _TYPES[path.suffix])
