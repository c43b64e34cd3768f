"""A mailed link: what it opens, and what it proves. Pure."""

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


class AddressProof(StrEnum):
    """The proof of an address, as whoever got mail there is told of it."""

    NOT_YET = "not-yet"
    PROVEN = "proven"
