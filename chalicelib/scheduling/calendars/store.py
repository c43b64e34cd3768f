"""Calendar feeds in the table.

    FEEDS#<location>    <feed id>    a feed

A feed's id is made of its token, so the token finds its feed in one look, and
neither the key nor anything in the item tells the token.
"""

from ...platform.clock import Instant, instant_text
from ...platform.storage.conditions import Attr, Key
from ...platform.storage.keys import Key as TableKey
from ...platform.storage.keys import part_key
from ...platform.storage.table import Table
from ...platform.storage.writes import Put, Update
from .models import CalendarFeed

KIND = "FEEDS"


def feed_key(location_id: str, feed_id: str) -> TableKey:
    """The key of a feed."""
    return part_key(KIND, location_id, feed_id)


def feed_put(feed: CalendarFeed) -> Put:
    """Store a feed, once."""
    content = feed.model_dump(mode="json", exclude_none=True)
    key = feed_key(feed.location_id, feed.feed_id)
    return Put({**key, **content}, only_if=Attr("pk").not_exists())


def feed_revoked(location_id: str, feed_id: str, by: str, at: Instant) -> Update:
    """Let a feed be read no more, from the first time on that somebody said so."""
    return Update(
        feed_key(location_id, feed_id),
        keep={"revoked_by": by, "revoked_at": instant_text(at)},
        only_if=Attr("pk").exists(),
    )


def load_feed(table: Table, location_id: str, feed_id: str) -> CalendarFeed | None:
    """The feed as it now stands, or None."""
    item = table.get(feed_key(location_id, feed_id))
    return CalendarFeed.model_validate(item) if item else None


def load_feeds(table: Table, location_id: str) -> list[CalendarFeed]:
    """All feeds of a location as they now stand."""
    items = table.query_all(Key("pk").eq(f"{KIND}#{location_id}"))
    return [CalendarFeed.model_validate(item) for item in items]
