"""Requests and answers about callbacks that are closed, reopened or undone."""

from pydantic import ConfigDict, Field

from ..platform.clock import Instant
from ..platform.model import Model
from .occasion_models import Asked, Done, Outcome


class ReopenIn(Model):
    """Open a closed callback again. ``closed_at`` names the close that is meant."""

    model_config = ConfigDict(extra="forbid")

    closed_at: Instant


class PutBack(Model):
    """The callback that now stands for one that was reopened, or whose outcome was undone."""

    callback_id: str
    joined: bool = Field(description="True if another call was open, and took up what was owed.")
    claimed: bool = Field(description="True if the caller holds it again.")
    respond_by: Instant


class ClosedRow(Model):
    """A closed callback as the index knows it."""

    callback_id: str
    inside: tuple[Asked, ...]
    closed_as: Outcome
    closed_done: Done | None = None
    closed_by: str
    due_at: Instant


class ClosedEntry(Model):
    """A line of what was closed: little, since looking deeper is recorded."""

    callback_id: str
    first_name: str
    reason: str
    outcome: Outcome
    done: Done | None = Field(None, description="What was done, where it was a crisis.")
    closed_at: Instant
    closed_by: str
    flags: list[str] = Field(description="Of everybody in it, each once.")


class ClosedCalls(Model):
    """Callbacks closed on one local date, the latest first."""

    entries: list[ClosedEntry]
    next_cursor: str | None = None
