"""The rule at the command line: messages in, one a line, and a line of JSON for each."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from chalicelib.safety.read_lines import read_lines

ROOT = Path(__file__).parents[3]


def answers_to(lines: bytes) -> list[dict[str, object]]:
    written = io.StringIO()
    read_lines(io.BytesIO(lines), written)
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_each_line_is_answered_by_its_level_and_signs() -> None:
    answers = answers_to(b"I want to die\nI feel hopeless\nAre you open on Saturday?\n")
    assert [answer["level"] for answer in answers] == ["crisis", "panel", "none"]
    assert [set(answer) for answer in answers] == [{"level", "signs"}] * 3
    assert answers[1]["signs"] == ["hopeless"]
    assert answers[2]["signs"] == []


def test_no_line_is_left_out_whatever_stands_in_it() -> None:
    lines = [
        b"",
        b"\xff\xfe\x00 not UTF-8 \xc3",
        b"I want to die\r",
        "\ufeffI want to die".encode(),
        b"word " * 50_000,
        "quiero morir \u2028 hoy".encode(),
        b"\x00\x0b\x0c\x1c\x85",
        b"the last has no line end: I want to die",
    ]
    answers = answers_to(b"\n".join(lines))
    assert [answer["level"] for answer in answers] == [
        *("none", "none", "crisis", "crisis", "none", "crisis", "none", "crisis")
    ]


def test_nothing_in_and_nothing_out() -> None:
    assert answers_to(b"") == []


@pytest.mark.parametrize("module", ["chalicelib.safety", "chalicelib.safety.crisis"])
def test_both_names_start_it_and_nothing_else_is_written(module: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", module],
        input=b"I want to die\nhello\n",
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    levels = [json.loads(line)["level"] for line in done.stdout.splitlines()]
    assert levels == ["crisis", "none"]
    assert done.stderr == b""
