"""The address that answers to a mail go to: somebody reads them, and sees what they are about."""

from ..clinic import Location

_LONGEST_LOCAL_PART = 64


def reply_address(location: Location, reference: str | None) -> str | None:
    """The location's mailbox for answers, with the reference of what is told of behind a plus.

    The reference finds at the desk, and tells nobody else anything. None where the location has no
    such mailbox; without a reference where its mailbox knows no plus.
    """
    if location.reply_to is None or reference is None or not location.reply_to_with_reference:
        return location.reply_to
    local, _, domain = location.reply_to.rpartition("@")
    tagged = f"{local}+{reference.replace('-', '').lower()}"
    return f"{tagged}@{domain}" if len(tagged) <= _LONGEST_LOCAL_PART else location.reply_to
