"""Write the API's description to a file: ``python -m infra.openapi openapi.json``.

What lints it and makes the client's types of it reads that file; the same is served by the API.
"""

import json
import sys
from pathlib import Path

from app import app
from chalicelib.platform.http.answers import as_told
from chalicelib.web.describe_itself import describe_itself


def write_description(path: Path) -> None:
    """Write the description, indented and always alike, so that two of them can be compared."""
    document = json.loads(as_told(describe_itself(app.every_route)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", "utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit("Say where to: python -m infra.openapi FILE")
    write_description(Path(sys.argv[1]))
