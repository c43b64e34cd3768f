"""Read a clinic's file, or say line by line what keeps it from being used."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from chalicelib.clinic.checks import CrossCheckError
from chalicelib.clinic.clinic import Clinic
from chalicelib.clinic.errors import ClinicConfigError, ConfigProblem
from chalicelib.clinic.plain_words import about, explain

if TYPE_CHECKING:
    from tomllib import TOMLDecodeError

    from chalicelib.clinic.toml_lines import Path as TomlPath

CLINIC_FILE = Path(__file__).parents[1] / "clinic.toml"
"""The file that is packaged with the code."""

_SYNTAX_ERROR = re.compile(r"(?P<what>.*) \(at (?:line (?P<line>\d+), .*|end of document)\)")


def load_clinic(path: Path = CLINIC_FILE) -> Clinic:
    """The clinic that a file describes.

    Raises ClinicConfigError if it cannot be read, is no TOML, or describes no valid clinic; its
    message names the file, the line to blame and the setting for every problem found.
    """
    try:
        text = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "the file cannot be read"
        raise _cannot_use(path.name, ConfigProblem(1, "", reason)) from error
    return parse_clinic(text, path.name)


def parse_clinic(source: bytes | str, file: str = "clinic.toml") -> Clinic:
    """As ``load_clinic``, from the contents of a file that goes by the name ``file``."""
    import tomllib  # not at the top: a function has the clinic from what was packaged of it

    text = _decoded(source, file).replace("\r\n", "\n")
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _cannot_use(file, _syntax_problem(text, error)) from error
    try:
        return Clinic.model_validate(values)
    except ValidationError as error:
        raise _cannot_use(file, *_problems(text, values, error)) from error


def _decoded(source: bytes | str, file: str) -> str:
    if isinstance(source, str):
        return source
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        problem = ConfigProblem(line, "", "has a character that is not UTF-8; save it as UTF-8")
        raise _cannot_use(file, problem) from error


def _syntax_problem(text: str, error: "TOMLDecodeError") -> ConfigProblem:
    match = _SYNTAX_ERROR.fullmatch(str(error))
    last_line = len(text.splitlines()) or 1
    line = int(match["line"]) if match and match["line"] else last_line
    what = match["what"] if match else str(error)
    return ConfigProblem(line, "", f"is not written as TOML ({what})")


def _problems(text: str, values: dict[str, Any], error: ValidationError) -> list[ConfigProblem]:
    from chalicelib.clinic.toml_lines import line_to_blame, lines_of

    lines = lines_of(text)
    problems = {
        ConfigProblem(line_to_blame(lines, path), about(path, values), message)
        for path, message in _complaints(error)
    }
    return sorted(problems, key=lambda problem: (problem.line, problem.about, problem.message))


def _complaints(error: ValidationError) -> Iterator[tuple["TomlPath", str]]:
    all_details = error.errors(include_url=False)
    wrong = {details["loc"] for details in all_details}
    for details in all_details:
        if details["type"] == "too_short" and any(
            _is_within(path, details["loc"]) for path in wrong
        ):
            continue  # not too short: an entry that is wrong, and told of, was left out
        cause = _cause(details)
        if isinstance(cause, CrossCheckError):
            yield from cause.problems
        else:
            yield details["loc"], str(cause) if cause else explain(details)


def _is_within(path: "TomlPath", around: "TomlPath") -> bool:
    return len(path) > len(around) and path[: len(around)] == around


def _cause(details: ErrorDetails) -> Exception | None:
    """The exception of a check of our own, if one of those is behind the complaint."""
    cause = details.get("ctx", {}).get("error")
    return cause if isinstance(cause, Exception) else None


def _cannot_use(file: str, *problems: ConfigProblem) -> ClinicConfigError:
    return ClinicConfigError(file, problems)
