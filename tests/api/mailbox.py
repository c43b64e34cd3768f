"""A mailbox in this process: a sender that keeps what it is given, as a provider would take it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from chalicelib.platform.senders import SendFailedError


@dataclass
class Mailbox:
    """Takes mail, unless it is down."""

    address: str = "desk@clinic.example"
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    failing: str | None = None
    """While it is down: the code that it fails with."""
    asked: int = 0
    tags: list[Mapping[str, str]] = field(default_factory=list)
    """What each of them carried for what is told of it later."""

    def send(self, to: str, mime: bytes, tags: Mapping[str, str]) -> str:
        """Take one mail."""
        self.asked += 1
        if self.failing:
            raise SendFailedError(self.failing)
        self.taken.append((to, mime))
        self.tags.append(tags)
        return f"mail-{len(self.taken)}"

    @property
    def mails(self) -> list[EmailMessage]:
        """All that was taken, read as a mail program reads it."""
        return [read(mime) for _, mime in self.taken]

    @property
    def subjects(self) -> list[str]:
        """Their subjects, in order."""
        return [str(mail["Subject"]).strip() for mail in self.mails]


def read(mime: bytes) -> EmailMessage:
    """A mail as Python's own parser reads it; it has to be in 7 bits."""
    mime.decode("ascii")
    mail: EmailMessage = message_from_bytes(mime, policy=default)
    assert not list(defects(mail))
    return mail


def defects(mail: EmailMessage) -> Iterator[object]:
    for part in mail.walk():
        yield from part.defects
        for header in part.values():
            yield from getattr(header, "defects", ())


def text_of(mail: EmailMessage) -> str:
    """Its plain text."""
    part: Any = mail.get_body(("plain",))
    return str(part.get_content()).replace("\r\n", "\n")


def html_of(mail: EmailMessage) -> str:
    """Its HTML."""
    part: Any = mail.get_body(("html",))
    return str(part.get_content()).replace("\r\n", "\n")
