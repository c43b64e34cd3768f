"""Pages in place of JSON, for browsers that send a plain form."""

from typing import Any, Protocol

from .answers import Answer
from .incoming import Incoming
from .problems import Problem


class Pages(Protocol):
    """Answers for a browser that sends a plain form."""

    def answered(self, incoming: Incoming, content: Any) -> Answer[str]:
        """The page for a good answer."""

    def refused(self, incoming: Incoming, problem: Problem) -> Answer[str]:
        """The page for a problem, with what was typed still in it."""
