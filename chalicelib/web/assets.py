"""Files that pages load beside their HTML, under names that change with their content."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_STYLES = Path(__file__).with_name("styles")


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
    kind = "css" if file.endswith(".css") else "javascript"
    path = Path(file)
    return Asset(f"{path.stem}.{digest}{path.suffix}", content, f"text/{kind}; charset=utf-8")


@cache
def styles() -> Mapping[str, Asset]:
    """All style sheets, by the name that they are served under."""
    found = (asset(path.name, path.read_text("utf-8")) for path in sorted(_STYLES.glob("*.css")))
    return {each.name: each for each in found}


@cache
def style_path(file: str) -> str:
    """The path of a style sheet below the API's root: ``assets/form.3f2a….css``."""
    return f"assets/{asset(file, (_STYLES / file).read_text('utf-8')).name}"
