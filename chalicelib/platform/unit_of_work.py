"""A unit of work: what one request or one turn of a job changes, decided anew until it fits.

    def cancelled(work: UnitOfWork) -> Appointment:
        before = load_asked(run, asked)     # how it stands now
        after = rules.with_status(before, AppointmentStatus.CANCELLED)
        give_up_slot(work, before)          # what other subjects and rooms have to write
        return note_change(work, before, after, "cancelled")

    return carry_out(run, asked.by, cancelled)

The story reads, decides, and collects the writes and events of all rooms concerned; they are
committed once, in one transaction. When a condition is refused, the world has moved on: the story
is told again from the start, with what stood in the way in hand. What it returns is the answer,
which is so made of what was written, and is not read again.

``once`` gives a request its identity: the item that it makes. Sent again, at once or later, it
gets the first one's answer; with other content it is refused. See idempotency.py.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from .errors import FrontdeskError, RefusedError, UnavailableError
from .idempotency import Once as Once
from .idempotency import Told
from .idempotency import fingerprint as fingerprint
from .runtime import Runtime
from .storage.events import Event
from .storage.expressions import Item
from .storage.history import event_put
from .storage.joining import KeyPair, joined, key_pair_of
from .storage.looks import Look, look_put
from .storage.writes import Write
from .visitor import VISITOR as VISITOR

TRIES = 16
"""Tellings of a story. Others may get in between, but each time that they do one passes."""


@dataclass
class UnitOfWork:
    """One telling of a story: what it wants written so far, and what refused the one before."""

    run: Runtime
    by: str
    """The one who does this: the staff member's id, VISITOR, or the job's name."""
    now: datetime
    """The moment of this telling, for all that is decided and written in it."""
    refused: RefusedError | None = None
    """The refusal of the telling before; None at the first."""
    seen: Mapping[str, Mapping[str, Any] | None] = field(default_factory=dict)
    """By name of a write, the item as it stood when it was last refused, in any telling.

    A write that nobody asks about needs no name: it goes by its key.
    """
    _once: Once[Any] | None = None
    _kept: dict[str, Any] = field(default_factory=dict)
    _writes: dict[KeyPair, Write] = field(default_factory=dict)
    _names: dict[KeyPair, list[str]] = field(default_factory=dict)

    def add(self, *writes: Write) -> None:
        """Collect writes; two of one item become one, under both conditions.

        Raises ClashError when they do not go together.
        """
        for write in writes:
            key_pair = key_pair_of(write)
            before, marked = self._writes.get(key_pair), self._marked(write)
            self._writes[key_pair] = joined(before, marked) if before else marked
            self._names.setdefault(key_pair, []).append(write.name or "/".join(key_pair))

    def kept(self, name: str, read: Callable[[], Told]) -> Told:
        """The thing read at an earlier telling, unless the write of this name was refused since.

        For what a condition under that name guards: while it holds, no second look is needed.
        """
        if name not in self._kept or self.was_refused(name):
            self._kept[name] = read()
        known: Told = self._kept[name]
        return known

    def record(
        self, kind: str, item_id: str, what: str, **details: str | int | bool | list[str] | None
    ) -> None:
        """Collect a line of an item's history: that this was done, now, by whoever does it."""
        event_id = self.run.ids.new(self.now)
        event = Event(event_id=event_id, at=self.now, what=what, by=self.by, details=details)
        self.add(event_put(kind, item_id, event))

    def note_look(self, kind: str, item_id: str, person_ids: Iterable[str], how: str) -> None:
        """Collect that whoever of the staff does this sees these people, now, by this item."""
        for person_id in dict.fromkeys(person_ids):
            look_id = self.run.ids.new(self.now)
            look = Look(look_id=look_id, at=self.now, by=self.by, how=how, kind=kind, of=item_id)
            self.add(look_put(person_id, look))

    def was_refused(self, name: str) -> bool:
        """True if the write of this name is what was refused before."""
        return self.refused is not None and self.refused.refused(name)

    @property
    def is_empty(self) -> bool:
        """True if nothing has been collected."""
        return not self._writes

    @property
    def size(self) -> int:
        """Number of items that are to be written."""
        return len(self._writes)

    def commit(self) -> None:
        """Carry all of it out, or nothing. Raises RefusedError, UnavailableError."""
        if self.is_empty:
            return
        try:
            self.run.table.transact(
                [replace(write, name=str(n)) for n, write in enumerate(self._writes.values())]
            )
        except RefusedError as refused:
            if not self._is_guarded(refused):
                raise RuntimeError("what no condition guards was refused") from refused
            raise RefusedError(self._by_name(refused)) from refused

    def _is_guarded(self, refused: RefusedError) -> bool:
        """True for a refusal that telling the story again may settle: a condition was asked."""
        writes = enumerate(self._writes.values())
        return any(write.only_if is not None for n, write in writes if refused.refused(str(n)))

    def _by_name(self, refused: RefusedError) -> dict[str, Item | None]:
        """The refusals under the names that the rooms gave, also of writes that were joined."""
        old: dict[str, Item | None] = {}
        for number, names in enumerate(self._names.values()):
            if refused.refused(str(number)):
                item = refused.old(str(number))
                old.update(dict.fromkeys(names, dict(item) if item else None))
        return old

    def _marked(self, write: Write) -> Write:
        """The write, made to be known again if it is the one that the story's ``once`` names."""
        return self._once.marked(write) if self._once else write


Story = Callable[[UnitOfWork], Told]
"""Decides what is to be done, collects it, and returns what is to be told of it."""


def carry_out(
    run: Runtime,
    by: str,
    story: Story[Told],
    *,
    once: Once[Told] | None = None,
    tries: int = TRIES,
) -> Told:
    """The answer of ``story``, once all it collected is written: in one transaction, or not at all.

    Raises what the story raises; UnavailableError when others get in between too often, and when
    the table cannot answer, which leaves open whether it is done: the same request again finds out.
    Raises the ``otherwise`` of ``once`` when its name was used for something else.
    """
    seen: dict[str, Mapping[str, Any] | None] = {}
    kept: dict[str, Any] = {}
    refused: RefusedError | None = None
    for _ in range(tries):
        work = UnitOfWork(run, by, run.clock(), refused, seen, once, kept)
        try:
            told = story(work)
            work.commit()
        except UnavailableError:
            raise
        except RefusedError as refusal:
            if once and (made := once.made_before(refusal)):
                return once.again(made)
            refused = refusal
            seen.update({name: refusal.old(name) for name in refusal.refusals})
        except FrontdeskError:
            if once and (made := once.made(run.table.get(once.key))):
                return once.again(made)
            raise
        else:
            return told
    raise UnavailableError("Our system is busy. Please try again.") from refused
