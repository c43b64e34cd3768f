"""Have a message sent once more, and see to one that did not go."""

from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork
from . import store
from .errors import MessageWaitsError
from .models import Message, MessageState


def load_for_desk(run: Runtime, message_id: str) -> Message:
    """The message as it now stands. Raises NotFoundError.

    What anybody may have asked for is for its person alone.
    """
    message = store.load_message(run.table, message_id)
    if message is None or message.kind.is_asked_for_by_anybody:
        raise NotFoundError("We can't find that message.")
    return message


def load_before(run: Runtime, message: Message) -> Message | None:
    """The message before it about the same thing, or None."""
    return store.load_message(run.table, message.after) if message.after else None


def ask_again(work: UnitOfWork, message: Message) -> Message:
    """Collect that a message is sent once more, from now on; it as it then stands.

    If it still is as it was read: pressed twice, it goes once. It counts anew against what an
    address gets that nobody proved. Raises MessageWaitsError.
    """
    if message.state is MessageState.WAITING:
        raise MessageWaitsError
    after = message.model_copy(
        update={
            "state": MessageState.WAITING,
            "send_at": work.now,
            "due_at": work.now,
            "tries": 0,
            "asked_again": message.asked_again + 1,
            "last_error": None,
        }
    )
    work.add(store.message_asked_again(message, after))
    work.record(store.KIND, message.message_id, "asked-again")
    return after


def let_desk_see_to(work: UnitOfWork, message: Message) -> None:
    """Collect that a message stands at the desk, which went and did not arrive.

    What anybody may have asked for does not: whoever waits for it asks for another.
    """
    if message.kind.is_asked_for_by_anybody:
        return
    if message.state is MessageState.SENT and message.due_at is None:
        work.add(store.message_changed(message, message.model_copy(update={"due_at": work.now})))


def see_to(work: UnitOfWork, message: Message) -> None:
    """Collect that the desk saw to a message that did not go; one that is seen to already, is."""
    if message.state is MessageState.WAITING or message.due_at is None:
        return
    work.add(store.message_changed(message, message.model_copy(update={"due_at": None})))
    work.record(store.KIND, message.message_id, "seen-to")
