"""Writes the API's own description to a file, for linters and for the types of the client.

Run as ``python -m infra.describe_api FILE``.
"""

import json
import sys
from pathlib import Path

from chalice.test import Client

from app import app


def main() -> None:
    """Write what ``/openapi.json`` answers into the file that the command line names."""
    path = Path(sys.argv[1])
    path.parent.mkdir(parents=True, exist_ok=True)
    with Client(app) as client:
        path.write_text(json.dumps(client.http.get("/openapi.json").json_body, indent=2), "utf-8")


if __name__ == "__main__":
    main()
