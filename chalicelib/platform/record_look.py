"""Record that somebody looked at an item: it stands in its history before they see it."""

from .runtime import Runtime
from .unit_of_work import UnitOfWork, carry_out


def record_look(run: Runtime, staff_id: str, kind: str, item_id: str, what: str = "viewed") -> None:
    """Write into an item's history that this member of staff looked at it, now."""

    def looked(work: UnitOfWork) -> None:
        work.record(kind, item_id, what)

    carry_out(run, staff_id, looked)
