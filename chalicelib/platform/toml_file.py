"""Files of words, which people write as TOML and a function reads as JSON.

Python reads JSON ten times as fast. So a package brings each as that, too, made with it.
"""

import json
from pathlib import Path
from typing import Any


def toml_file(path: Path) -> dict[str, Any]:
    """The content of a TOML file: from the JSON beside it, where a package has put that there.

    Such a file has texts, numbers and tables of these, and nothing that JSON has not.
    """
    try:
        content: dict[str, Any] = json.loads(as_json(path).read_text("utf-8"))
    except FileNotFoundError:
        import tomllib  # not at the top: a function has no use for it

        return tomllib.loads(path.read_text("utf-8"))
    return content


def as_json(path: Path) -> Path:
    """The path of its JSON in a package: beside the file, named like it."""
    return path.with_suffix(".json")
