"""Read a reference, as it was noted or heard. Pure."""

import re

_REFERENCE = re.compile(r"([A-Z0-9]{4})[\s\-\u2010-\u2015]*([A-Z0-9]{4})", re.ASCII)
_HEARD = str.maketrans("OIL", "011")
"""As an id has neither, these three were read as the digits that look like them."""

_NO_REFERENCE = "U"
"""The one letter besides them that no id has."""


def read_reference(typed: str) -> str | None:
    """The reference as it is written, from any case, with or without its dash; else None."""
    shaped = _REFERENCE.fullmatch(typed.strip().upper())
    if shaped is None or _NO_REFERENCE in shaped[0]:
        return None
    return f"{shaped[1]}-{shaped[2]}".translate(_HEARD)
