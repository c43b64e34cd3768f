"""A mail server on this machine, at which all mail of the local cloud arrives."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any

from infra.local.cloud import ADDRESS, free_port
from tests.api.mailbox import read

_PATIENCE = 60.0
"""In seconds. The cloud hands mail on a moment after it took it, on a machine that may be busy."""


@dataclass
class Mailbox:
    """The mail that arrived, as programs of others read it."""

    port: int
    arrived: list[tuple[str, EmailMessage]] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802  # the name that the library asks for
        self, _server: Any, _session: Any, envelope: Any
    ) -> str:
        """Take one mail."""
        mail = read(envelope.content)
        self.arrived += [(to, mail) for to in envelope.rcpt_tos]
        return "250 taken"

    def mails_to(self, address: str) -> list[EmailMessage]:
        """The mail for an address, in the order in which it came."""
        return [mail for to, mail in self.arrived if to == address]

    def subjects_to(self, address: str) -> list[str]:
        """The subjects of the mail for an address."""
        return [str(mail["Subject"]).strip() for mail in self.mails_to(address)]


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """While the block runs, mail for anybody is taken on a port of this machine."""
    from aiosmtpd.controller import Controller

    mailbox = Mailbox(free_port())
    controller = Controller(mailbox, hostname=ADDRESS, port=mailbox.port)
    controller.start()
    try:
        yield mailbox
    finally:
        controller.stop()


def soon(holds: Callable[[], bool]) -> bool:
    """True once something is so; looked at again and again for as long as patience lasts."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return holds()
