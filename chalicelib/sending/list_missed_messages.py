"""List the messages that did not go, for the desk to see to: nobody has to look for them."""

from ..messaging.ask_again import load_for_desk, see_to
from ..messaging.list_about import list_missed
from ..messaging.models import Message
from ..people.load_names import NameShown, load_names
from ..platform.runtime import Runtime
from ..platform.unit_of_work import UnitOfWork, carry_out
from .models import MissedMessage, MissedMessages

_MOST_LISTED = 20


def list_missed_messages(run: Runtime, location_id: str) -> MissedMessages:
    """The first of them, with little of whom they are for. Raises UnknownLocationError.

    One query where there is none, which is most of the time; else two more round trips.
    """
    location = run.clinic.location(location_id)
    missed, has_more = list_missed(run, location.id, _MOST_LISTED)
    ids = {each.person_id for each in missed if each.person_id}
    names = load_names(run, ids) if ids else {}
    return MissedMessages(
        messages=[_shown(each, names.get(each.person_id or "")) for each in missed],
        more=has_more,
    )


def _shown(message: Message, name: NameShown | None) -> MissedMessage:
    return MissedMessage(
        message_id=message.message_id,
        kind=message.kind,
        state=message.state,
        why=message.last_error,
        came_back=message.came_back,
        since=message.due_at or message.send_at,
        asked_again=message.asked_again,
        person_id=message.person_id,
        first_name=name.first_name if name else "",
        last_initial=name.last_initial if name else "",
    )


def see_to_message(run: Runtime, staff_id: str, message_id: str) -> None:
    """Note that the desk saw to a message that did not go; said again, it is so already.

    Raises NotFoundError.
    """

    def seen_to(work: UnitOfWork) -> None:
        see_to(work, load_for_desk(run, message_id))

    carry_out(run, staff_id, seen_to)
