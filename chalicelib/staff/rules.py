"""Rules of a new password, and the address from which an authenticator learns its secret. Pure."""

from collections.abc import Callable, Iterable
from itertools import groupby
from urllib.parse import quote, urlencode

SHORTEST_PASSWORD = 12

PASSWORD_NEEDS = (
    f"At least {SHORTEST_PASSWORD} characters, "
    "with a lowercase letter, a capital letter, and a number."
)
"""The policy of the user pool in infra/stateful.yaml, in words."""

_KINDS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("a lowercase letter", str.islower),
    ("a capital letter", str.isupper),
    ("a number", str.isdecimal),
)


def lacks(password: str) -> str | None:
    """The lack of a new password, in words; None when it is good. Never quotes it.

    As the pool does, it counts the letters and figures of ASCII alone.
    """
    wanted = []
    if len(password) < SHORTEST_PASSWORD:
        wanted.append(f"{SHORTEST_PASSWORD} or more characters")
    plain = [character for character in password if character.isascii()]
    wanted += [name for name, is_kind in _KINDS if not any(map(is_kind, plain))]
    return f"This still needs {_listed(wanted)}." if wanted else None


def authenticator_uri(clinic: str, email: str, secret: str) -> str:
    """The content of the QR code: the address that authenticator apps read a secret from."""
    label = quote(f"{clinic}:{email}", safe="")
    return f"otpauth://totp/{label}?{urlencode({'secret': secret, 'issuer': clinic})}"


def drawn(rows: Iterable[Iterable[int]]) -> str:
    """The dark squares of a QR code as an SVG path, one unit each, drawn run by run."""
    strokes = []
    for y, row in enumerate(rows):
        x = 0
        for dark, run in groupby(row):
            length = sum(1 for _ in run)
            if dark:
                strokes.append(f"M{x} {y}h{length}v1h-{length}z")
            x += length
    return "".join(strokes)


def _listed(wanted: list[str]) -> str:
    *others, last = wanted
    return f"{', '.join(others)} and {last}" if others else last
