"""Readiness: what a patient says before they come, and that they are here."""

from enum import StrEnum

from pydantic import ConfigDict, Field

from ...clinic import Preparation
from ...platform.clock import Instant
from ...platform.model import Model


class ReadyState(StrEnum):
    """The readiness of a patient, as far as they told it themselves."""

    COMING = "coming"
    READY = "ready"
    """They come, and checked everything that is to be seen to before."""
    HERE = "here"
    """They say so; the desk checks them in."""


class Readiness(Model):
    """The things that a patient said on the page of their appointment. They change nothing else."""

    model_config = ConfigDict(frozen=True)

    confirm_by: Instant | None = Field(
        None, description="They are asked to say by then that they come; absent asks nothing."
    )
    coming_at: Instant | None = Field(None, description="When they said that they come.")
    overdue_since: Instant | None = Field(
        None, description="When the desk was asked to call, since they had not said it."
    )
    checked: tuple[Preparation, ...] = Field((), description="What they have seen to.")
    prepared_at: Instant | None = Field(
        None, description="When they had seen to everything; absent while anything is left."
    )
    here_at: Instant | None = Field(None, description="When they said that they are here.")
    call_asked_at: Instant | None = Field(
        None, description="When they last asked to be called about it."
    )

    @property
    def state(self) -> ReadyState | None:
        """The furthest that they told; None before they told anything."""
        if self.here_at is not None:
            return ReadyState.HERE
        if self.coming_at is None:
            return None
        return ReadyState.COMING if self.prepared_at is None else ReadyState.READY


class PrepareIn(Model):
    """All that a patient has seen to by now."""

    model_config = ConfigDict(extra="forbid")

    checked: list[Preparation] = Field(
        max_length=len(Preparation), description="Whatever is left out is not seen to."
    )
