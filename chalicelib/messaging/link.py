"""Links in mails: each opens one thing, for whoever the mail with it came to.

Nothing is stored. A link's token is made from the stack's secret, the thing and the address that
the mail goes to; it is checked by making it again, from the address given with the thing as it now
stands. So whoever has it got it in that mailbox, which the token of whoever typed the address does
not show: it opens the same, and it can prove the address.
"""

from dataclasses import dataclass
from hmac import compare_digest

from ..people.identity import point_id_of
from ..platform.languages import Language
from ..platform.runtime import Runtime
from ..platform.tokens import Keyring, token_matches
from .link_models import Opens as Opens


def mailed_link(
    run: Runtime, opens: Opens, thing_id: str, email: str | None, language: Language | None = None
) -> str:
    """The link to a thing, for a mail to the address that was given with it.

    Empty where none was, or where nobody told the pages' address: then the mail leaves it out. Id
    and token stand in its fragment, which no browser and no scanner of mails sends.
    """
    base = run.settings.pages_url
    if not base or email is None:
        return ""
    chosen = f"?lang={language}" if language else ""
    token = mailed_token(run.keyring, opens, thing_id, email)
    return f"{base}{opens.page}{chosen}#{thing_id}.{token}"


def desk_link(run: Runtime) -> str:
    """The link to the desk, for a mail to the clinic itself; empty as above."""
    base = run.settings.pages_url
    return f"{base}desk" if base else ""


def mailed_token(keyring: Keyring, opens: Opens, thing_id: str, email: str) -> str:
    """The token of a thing that is mailed to this address, and to no other."""
    return keyring.token_for(f"mailed:{opens}", f"{thing_id}:{point_id_of(keyring, email)}")


@dataclass(frozen=True)
class Opened:
    """A thing that a link opens, with the address given with it and the hash of its own token."""

    opens: Opens
    thing_id: str
    email: str | None
    token_hash: str


def is_opened(keyring: Keyring, thing: Opened, token: str) -> bool:
    """True for the thing's own token, and for one that was mailed to its address."""
    by_mail = mailed_to(keyring, thing.opens, thing.thing_id, thing.email, token)
    return token_matches(token, thing.token_hash) or by_mail is not None


def mailed_to(
    keyring: Keyring, opens: Opens, thing_id: str, email: str | None, token: str | None
) -> str | None:
    """The address that the thing now has, if the token was mailed there with a link to the thing.

    Compared in constant time. None for any other token, and where no address was given.
    """
    if not email or not token:
        return None
    made = mailed_token(keyring, opens, thing_id, email)
    return email if compare_digest(token.encode(), made.encode()) else None
