"""Remember a member of staff's name, so that colleagues see who has a call and who did what."""

from datetime import timedelta

from ..platform.runtime import Runtime
from .models import Colleagues, KnownName
from .name_rules import told
from .store import load_names, name_put

KNOWN_FOR = timedelta(days=90)
"""So long after somebody last opened the desk their name is known."""

_FRESH_FOR = timedelta(days=1)
"""A name that was remembered within this time is not written again."""


def remember_name(run: Runtime, staff_id: str, name: str) -> Colleagues:
    """Know this name from now on; all names that are known. Without a name nothing changes.

    One query, and a write where the name is new, another one, or was remembered a while ago. Sent
    again it changes nothing.
    """
    now = run.clock()
    known = {each.staff_id: each for each in load_names(run.table) if each.is_known(now)}
    remembered = KnownName(staff_id=staff_id, name=name, known_until=now + KNOWN_FOR)
    if name and _is_news(known.get(staff_id), remembered):
        run.table.put(name_put(remembered))
        known[staff_id] = remembered
    return Colleagues(colleagues=told(known[each] for each in sorted(known)))


def _is_news(before: KnownName | None, now: KnownName) -> bool:
    if before is None or before.name != now.name:
        return True
    return now.known_until - before.known_until > _FRESH_FOR
