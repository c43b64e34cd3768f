"""Answer a part of a callback from outside; the rest stays owed as it stands by itself."""

from collections.abc import Collection
from datetime import datetime

from ..platform.unit_of_work import UnitOfWork
from . import booked_store, store
from .merge_rules import promise_left
from .models import Callback
from .occasion_models import Answer, Owing
from .people_rules import flags_of, gravest
from .write_callback import write_callback


def answer_part(
    work: UnitOfWork,
    callback: Callback,
    theirs: Collection[Owing],
    left: Collection[Owing],
    answer: Answer,
) -> None:
    """Collect that these occasions are answered, and what that leaves of the callback's standing.

    While there are occasions that it only counts, gravity and promise stay.
    """
    promises: list[datetime] = [each.respond_by for each in left]
    urgency, promise = callback.urgency, callback.respond_by
    changes = store.answers_set((each.of for each in theirs), answer)
    if not callback.beyond:
        urgency, promise = gravest(left), promise_left(callback.respond_by, promises)
        changes["flags"] = flags_of(left)
    after = callback.model_copy(update={"urgency": urgency, "respond_by": promise})
    changes |= after.model_dump(mode="json", include={"urgency", "respond_by"})
    update = booked_store.answered_update(callback.callback_id, changes, callback.version)
    write_callback(work, callback, store.in_its_turn(update, after))
