"""Consultation requests in the table.

    REQUEST#<id>   REQUEST            the request, as it was sent
                   EVENT#<at>#<id>    its history

What was set aside waits in ``due`` under ``spam#<location>`` for somebody to look.
"""

from collections.abc import Sequence

from ..platform.clock import instant_text
from ..platform.storage import keys as table_keys
from ..platform.storage.conditions import Attr, Key
from ..platform.storage.expressions import Item
from ..platform.storage.keys import item_key
from ..platform.storage.table import Page, Table
from ..platform.storage.writes import Put, Update
from .models import ConsultationRequest, QueuedBy, SpamEntry

KIND = "REQUEST"


def request_put(request: ConsultationRequest, expires_at: int | None = None) -> Put:
    """Store a request, once; with ``expires_at`` (epoch seconds), until then."""
    due = {}
    if request.spam is not None:
        due = {
            "due_pk": f"spam#{request.location_id}",
            "due_at": instant_text(request.received_at),
            "row": {
                **SpamEntry.of(request).model_dump(mode="json"),
                "person_id": request.person_id,
            },
        }
    content = request.model_dump(mode="json", exclude_none=True)
    end = {"expires_at": expires_at}
    return Put({**request_key(request.request_id), **due, **content, **end})


def request_key(request_id: str) -> dict[str, str]:
    """The key of a request."""
    return item_key(KIND, request_id)


def queued_update(request_id: str, queued: QueuedBy, callback_id: str) -> Update:
    """Staff found that a request set aside is a person's: it has no end any more."""
    return Update(
        item_key(KIND, request_id),
        set={"callback_id": callback_id, "queued": queued.model_dump(mode="json")},
        remove=("spam", "row", "due_pk", "due_at", "expires_at"),
        only_if=Attr("spam").exists(),
    )


def load_request(table: Table, request_id: str) -> ConsultationRequest | None:
    """The request of this id, or None."""
    item = table.get(item_key(KIND, request_id))
    return ConsultationRequest.model_validate(item) if item else None


def load_requests(table: Table, request_ids: list[str]) -> list[ConsultationRequest]:
    """The requests of these ids, in their order; an id that is none of a request is passed over."""
    found = table.get_many([request_key(request_id) for request_id in request_ids])
    return [ConsultationRequest.model_validate(item) for item in found]


def load_requests_beside(
    table: Table, request_ids: Sequence[str], keys: Sequence[table_keys.Key]
) -> tuple[list[ConsultationRequest], list[Item]]:
    """The requests of these ids, as above, and the items of other keys: read in one."""
    own = [request_key(request_id) for request_id in request_ids]
    found = table.get_many([*own, *keys])
    requests = [item for item in found if item["sk"] == KIND]
    others = [item for item in found if item["sk"] != KIND]
    return [ConsultationRequest.model_validate(item) for item in requests], others


def load_spam(table: Table, location_id: str, start: Item | None, limit: int) -> Page:
    """A page of what was set aside at a location, oldest first."""
    condition = Key("due_pk").eq(f"spam#{location_id}")
    return table.query(condition, index="due", limit=limit, start=start)
