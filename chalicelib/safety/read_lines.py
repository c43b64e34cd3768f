"""Reads messages, one a line, and says of each what the crisis rule makes of it.

A clinic checks its own wording with it, and the rule is measured by it. It stores nothing.
"""

import json
import sys
from collections.abc import Iterator
from typing import BinaryIO, TextIO

from .crisis import read_signs


def read_lines(lines: BinaryIO, answers: TextIO) -> None:
    """Answer each line by a line of JSON, an empty one and one that is no UTF-8, too."""
    for line in _texts(lines):
        reading = read_signs(line)
        answers.write(json.dumps({"level": reading.level, "signs": reading.signs}) + "\n")
        answers.flush()


def _texts(lines: BinaryIO) -> Iterator[str]:
    for line in lines:
        yield line.decode("utf-8-sig", errors="replace").rstrip("\r\n")


def main() -> None:
    """Read standard input to its end, or until nobody reads the answers any more."""
    try:
        read_lines(sys.stdin.buffer, sys.stdout)
    except BrokenPipeError:
        sys.stderr.close()
