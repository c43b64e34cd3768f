"""Files that pages load beside their HTML, under names that change with their content.

They are built from ``client/`` (``make client``) and come along in the package.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_BUILT = Path(__file__).with_name("built")
_EARLIER = _BUILT / "earlier"
"""Files of the deployment before this one, which pages that are still open may ask for."""

_KINDS = {".css": "css", ".js": "javascript"}


@dataclass(frozen=True)
class Asset:
    """One file as it is served."""

    name: str
    """``form.3f2a….css``: a browser may keep it for ever, since other content has another name."""
    content: str
    content_type: str


def asset(file: str, content: str) -> Asset:
    """The asset of a file's name and its content as it is served."""
    digest = hashlib.sha256(content.encode()).hexdigest()[:12]
    path = Path(file)
    kind = f"text/{_KINDS[path.suffix]}; charset=utf-8"
    return Asset(f"{path.stem}.{digest}{path.suffix}", content, kind)


@cache
def assets() -> Mapping[str, Asset]:
    """All assets, by the name that they are served under; those of earlier pages included.

    Raises RuntimeError when the client has not been built.
    """
    found = [_asset(path.name) for path in sorted(_BUILT.glob("*.*")) if path.suffix in _KINDS]
    if not found:
        raise RuntimeError("the client is not built: make client")
    return {each.name: each for each in [*_earlier(_EARLIER), *found]}


def _earlier(folder: Path) -> list[Asset]:
    return [asset(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.*"))]


@cache
def asset_path(file: str) -> str:
    """An asset's path below the API's root: ``assets/form.3f2a….css`` for ``form.css``."""
    return f"assets/{_asset(file).name}"


def embedding_script() -> str:
    """The script that another site's page takes in. Its name stays the same for ever."""
    return _asset("embed.js").content


@cache
def _asset(file: str) -> Asset:
    try:
        return asset(file, (_BUILT / file).read_text("utf-8"))
    except FileNotFoundError as missing:
        raise RuntimeError("the client is not built: make client") from missing
