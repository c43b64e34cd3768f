"""The pages' style and script, under names that change with their content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).with_name("assets")
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


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
    found = map(_read, sorted(_FOLDER.iterdir()))
    return {asset.name: asset for asset in found}


@cache
def asset_path(file: str) -> str:
    """Where the asset of a file lies below the API's root: ``assets/form.3f2a….css``."""
    return f"assets/{_read(_FOLDER / file).name}"


def _read(path: Path) -> Asset:
    content = path.read_text("utf-8")
    digest = hashlib.sha256(content.encode()).hexdigest()[:12]
    return Asset(f"{path.stem}.{digest}{path.suffix}", content, _TYPES[path.suffix])
