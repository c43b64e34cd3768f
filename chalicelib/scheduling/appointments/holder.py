"""The one who holds or books a time online, as far as limits tell them from others."""

from dataclasses import dataclass

from ...platform.network import network_of
from ...platform.tokens import Keyring


@dataclass(frozen=True)
class Holder:
    """A network address and a browser at it; each as an id that does not tell it."""

    address: str
    browser: str


def holder_of(keyring: Keyring, address: str, browser_id: str | None) -> Holder:
    """The holder behind a call. All browsers of an address that send no id count as one."""
    network = network_of(address)
    return Holder(
        keyring.derived_id("holder", network),
        keyring.derived_id("browser", f"{network} {browser_id or ''}"),
    )
