"""Make the mail that goes over the wire: 7 bits, plain text and HTML, from a neutral sender."""

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from .calendar_part import CalendarPart
from .wording import Wording

_SEVEN_BIT = SMTP.clone(cte_type="7bit")
"""Relays on the way may pass no more: an accent that stands bare loses the whole mail."""


class AddressError(ValueError):
    """An address that mail in 7 bits cannot be sent to."""


def ascii_address(address: str) -> str:
    """The address as mail servers know it; a domain in another script has a name in ASCII too.

    The name is that of the very domain (IDNA 2008): Python's own encoding takes ``ß`` for ``ss``,
    which is somebody else's. Raises AddressError.
    """
    if address.isascii():
        return address
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(address, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        raise AddressError("the address has no form in ASCII") from None
    if found.ascii_email is None:
        raise AddressError("the address has no form in ASCII")
    return found.ascii_email


def make_mime(
    wording: Wording,
    *,
    message_id: str,
    to: str,
    sender: tuple[str, str],
    reply_to: str | None,
    at: datetime,
) -> bytes:
    """A mail as it is handed over. ``sender`` is a name and an address.

    The same message has the same Message-ID whenever it is made, so that a mail that came twice can
    be known for one.
    """
    name, address = sender
    mail = EmailMessage(policy=_SEVEN_BIT)
    mail["Subject"] = wording.subject
    mail["From"] = Address(name, addr_spec=address)
    mail["To"] = Address(addr_spec=to)
    if reply_to:
        mail["Reply-To"] = Address(addr_spec=reply_to)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{message_id}@{address.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    mail.set_content(wording.text, cte="quoted-printable")
    mail.add_alternative(wording.html, subtype="html", cte="quoted-printable")
    if wording.calendar is not None:
        _add_calendar(mail, wording.calendar)
    mail["Content-Language"] = wording.language
    return bytes(mail)


def _add_calendar(mail: EmailMessage, part: CalendarPart) -> None:
    """Add a calendar: as the last of the alternatives for Gmail and Outlook, attached for others.

    Several events at once are no invitation, only a file.
    """
    method = str(part.method)
    if part.is_invitation:
        mail.add_alternative(
            part.text, subtype="calendar", cte="quoted-printable", params={"method": method}
        )
    mail.add_attachment(
        part.text.encode(), maintype="application", subtype="ics", filename=part.filename
    )
