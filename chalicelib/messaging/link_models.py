"""A mailed link: what it opens. Pure."""

from enum import StrEnum


class Opens(StrEnum):
    """The kinds of things that a mailed link opens."""

    REQUEST = "request"
    APPOINTMENT = "appointment"
    WAITLIST_ENTRY = "waitlist-entry"
    INVITATION = "invitation"

    @property
    def page(self) -> str:
        """The page that shows it."""
        return _PAGES[self]


_PAGES = {
    Opens.REQUEST: "receipt",
    Opens.APPOINTMENT: "manage",
    Opens.WAITLIST_ENTRY: "waitlist",
    Opens.INVITATION: "book",
}
