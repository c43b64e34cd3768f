"""Mail that the provider took, and addresses that it came back from, in the table.

    MAIL#<provider id>    MAIL     which message went under this id, and to which address
    MAILED#<point id>     EMAIL    the address gets no more email, and why (store.py has its counts)

The provider may tell of a mail for some weeks; then it is forgotten. The mark of an address stays.
"""

from datetime import datetime, timedelta

from ..platform.clock import instant_text
from ..platform.storage.conditions import Attr
from ..platform.storage.keys import item_key, part_key
from ..platform.storage.table import Table
from ..platform.storage.writes import Put, Update
from .models import CameBack, Mail, Message
from .store import MAILED, message_key

MAIL = "MAIL"
_EMAIL = "EMAIL"
_MAIL_IS_KEPT = timedelta(days=60)

MARKED = "address-marked"
"""Refused under this name, an address was marked meanwhile."""


def mail_handed_over(provider_id: str, mail: Mail, now: datetime) -> Put:
    """Keep, for the time in which it may come back, what went under a provider's id."""
    return Put(
        {
            **item_key(MAIL, provider_id),
            "message_id": mail.message_id,
            "to_point": mail.to_point,
            "expires_at": int((now + _MAIL_IS_KEPT).timestamp()),
        }
    )


def load_mail(table: Table, provider_id: str) -> Mail | None:
    """The mail that the provider knows by this id, or None."""
    item = table.get(item_key(MAIL, provider_id))
    return Mail(item["message_id"], item["to_point"]) if item else None


def address_marked(mail: Mail, how: CameBack, now: datetime) -> Put:
    """Mark an address: no more email goes there. The first mark stays."""
    return Put(
        {
            **part_key(MAILED, mail.to_point, _EMAIL),
            "came_back": str(how),
            "since": instant_text(now),
            "message_id": mail.message_id,
        },
        only_if=Attr("pk").not_exists(),
        name=MARKED,
    )


def message_came_back(before: Message, how: CameBack) -> Update:
    """Note at a message how it came back, if nothing else is noted there by now."""
    said = Attr("came_back")
    as_read = said.eq(str(before.came_back)) if before.came_back else said.not_exists()
    return Update(
        message_key(before.message_id),
        set={"came_back": str(how)},
        only_if=Attr("pk").exists() & as_read,
    )


def load_mark(table: Table, to_point: str) -> CameBack | None:
    """The reason that an address gets no email; None if it gets some."""
    item = table.get(part_key(MAILED, to_point, _EMAIL))
    return CameBack(item["came_back"]) if item else None
