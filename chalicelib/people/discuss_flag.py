"""Note that staff discussed a flag with its person: it stays in sight, but calm. No verdict."""

from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork, carry_out
from . import flag_store, person_store
from .errors import FlagStatedAgainError
from .flag_models import DiscussedIn, StatedFlag
from .note_flags import load_flags_of


def discuss_flag(run: Runtime, staff_id: str, person_id: str, given: DiscussedIn) -> StatedFlag:
    """Note that a flag was discussed, by whom and when. Said again, it is so already.

    A form that states it once more makes it one to be discussed again. Raises NotFoundError, and
    FlagStatedAgainError where such a form came since the one that staff saw.
    """

    def discussed(work: UnitOfWork) -> StatedFlag:
        stated = _stated(run, person_id, given)
        if stated.discussed_at:
            return stated
        work.add(flag_store.discussed_update(stated, work.by, work.now))
        work.record(person_store.KIND, person_id, "flag-discussed", flag=stated.flag, of=stated.of)
        return stated.model_copy(update={"discussed_by": work.by, "discussed_at": work.now})

    return carry_out(run, staff_id, discussed)


def take_back_discussed(
    run: Runtime, staff_id: str, person_id: str, given: DiscussedIn
) -> StatedFlag:
    """Take back that a flag was discussed. Said again, it is so already.

    Raises NotFoundError, FlagStatedAgainError.
    """

    def taken_back(work: UnitOfWork) -> StatedFlag:
        stated = _stated(run, person_id, given)
        if stated.discussed_at is None:
            return stated
        work.add(flag_store.discussed_lift(stated))
        what = "flag-not-discussed"
        work.record(person_store.KIND, person_id, what, flag=stated.flag, of=stated.of)
        return stated.model_copy(update={"discussed_by": None, "discussed_at": None})

    return carry_out(run, staff_id, taken_back)


def _stated(run: Runtime, person_id: str, given: DiscussedIn) -> StatedFlag:
    """The flag as it is stated now, by the very form that staff saw."""
    flags = load_flags_of(run, [person_id])
    stated = next((each for each in flags if each.flag == given.flag), None)
    if stated is None:
        raise NotFoundError("No form of theirs says that.")
    if stated.of != given.of:
        raise FlagStatedAgainError
    return stated
