"""Errors of the clinic's configuration, and of names looked up in it."""

from typing import NamedTuple

from chalicelib.platform.errors import FrontdeskError, NotFoundError


class UnknownLocationError(NotFoundError):
    """The clinic has no location of this id.

    The id came from outside and may be anything, so it stays out of the message.
    """

    def __init__(self, location_id: str) -> None:
        super().__init__("The clinic doesn't have that location.")
        self.location_id = location_id


class UnknownServiceError(NotFoundError):
    """The clinic offers no service of this id, or not at this location."""

    def __init__(self, service_id: str) -> None:
        super().__init__("The clinic doesn't offer that service.")
        self.service_id = service_id


class ConfigProblem(NamedTuple):
    """One thing to put right: the line to blame (counted from 1), what it is about, and why."""

    line: int
    about: str
    message: str

    def said_of(self, file: str) -> str:
        """One sentence for the person who edits ``file``."""
        about = f"{self.about}: " if self.about else ""
        return f"{file}, line {self.line}: {about}{self.message}"


class ClinicConfigError(FrontdeskError):
    """The clinic's file cannot be used. The message has one line for each problem, in file order.

    The file is the clinic's own and holds no personal data, so values may be quoted from it.
    """

    def __init__(self, file: str, problems: tuple[ConfigProblem, ...]) -> None:
        super().__init__("\n".join(problem.said_of(file) for problem in problems))
        self.file = file
        self.problems = problems
