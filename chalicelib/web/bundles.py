"""The visitor's scripts: each page's is one file, put together from what pages have in common.

One request instead of several, since a page is to need three at most; ``book.js`` is asked for
once a request has been sent. The parts share one scope.
"""

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .assets import Asset, without_remarks

_FOLDER = Path(__file__).with_name("scripts")

_PARTS: Mapping[str, tuple[str, ...]] = {
    "form.js": ("common.js", "form.js", "framed.js"),
    "book.js": ("common.js", "times.js", "visit.js", "book.js"),
    "manage.js": ("common.js", "times.js", "visit.js", "manage.js"),
}

_TYPE = "text/javascript; charset=utf-8"


@cache
def bundles() -> Mapping[str, Asset]:
    """All bundles, by the name that they are served under."""
    found = map(_put_together, _PARTS)
    return {asset.name: asset for asset in found}


@cache
def bundle_path(name: str) -> str:
    """Where a bundle lies below the API's root: ``assets/form.3f2a….js``."""
    return f"assets/{_put_together(name).name}"


@cache
def embedding_script() -> str:
    """The script that another site's page takes in. Its name stays the same for ever."""
    return (_FOLDER / "embed.js").read_text("utf-8")


def _put_together(name: str) -> Asset:
    parts = "".join((_FOLDER / part).read_text("utf-8") for part in _PARTS[name])
    content = f'"use strict";(()=>{{\n{without_remarks(parts)}}})();\n'
    digest = hashlib.sha256(content.encode()).hexdigest()[:12]
    return Asset(f"{Path(name).stem}.{digest}.js", content, _TYPE)
