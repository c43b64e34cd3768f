"""The queue as the desk's list shows it."""

from pydantic import Field

from ..clinic import Source, Urgency
from ..platform.clock import Instant
from ..platform.model import Model
from .models import HeldBackBy, State
from .occasion_models import PersonInLine


class QueueLine(Model):
    """A callback as the queue shows it: little, since looking deeper is recorded."""

    callback_id: str
    first_name: str
    last_initial: str = Field(description="Empty where it is not known.")
    reason: str
    source: Source
    urgency: Urgency
    read_first: bool = Field(
        False, description="True if a sign of danger is in words that nobody answered yet."
    )
    state: State
    requested_at: Instant
    crisis_since: Instant | None = Field(
        None, description="Since when somebody who may be in danger waits; absent if nobody does."
    )
    respond_by: Instant
    overdue: bool
    callable: bool
    """True if this person may be called now; if not, claim next passes them over."""
    held_back_by: HeldBackBy | None = Field(None, description="Why not now; absent if callable.")
    callable_from: Instant | None = Field(
        None, description="From when; absent if callable, and if no hour is ever legal."
    )
    attempts: int
    claimed_by: str | None = None
    people: list[PersonInLine] = Field(
        description="Whom it is owed to, the gravest first: the first few."
    )
    more: int = Field(0, description="Number of further people.")
    do_not_contact: bool = False
    booked_meanwhile: bool = False


class QueueGroup(Model):
    """Calls that one flood of forms made: one entry of the queue, which opens."""

    count: int = Field(description="How many calls are in it.")
    entries: list[QueueLine] = Field(description="The first hundred of them, as lines.")


class QueueEntry(QueueLine):
    """An entry of the queue: one callback, or the first of a group."""

    group: QueueGroup | None = Field(None, description="Absent unless it stands for a group.")


class Queue(Model):
    """Callbacks in the order in which they are to be called; claimed ones come first."""

    entries: list[QueueEntry]
    next_cursor: str | None = None


class CrisesHere(Model):
    """Crises of one location that nobody is with: a number and times, nobody's name."""

    location_id: str
    waiting: int
    more: bool = Field(False, description="True if there are more than were counted.")
    since: Instant | None = Field(None, description="The one that waits longest; absent if none.")
    calls: list[str] = Field(description="Ids of their callbacks.")


class Crises(Model):
    """Every location of the clinic, with its crises."""

    locations: list[CrisesHere]
