"""Names of members of staff: as the user pool has them, and as their colleagues see them. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ..people.rules import first_name_of, last_initial_of
from .models import Colleague, KnownName

LONGEST = 100
"""Characters of a name that are kept."""


def name_in(token_fields: Mapping[str, Any]) -> str:
    """The name among the claims of an identity token; empty when there is none.

    The given and the family name, or else the whole one. Nothing that cannot be seen is part of it.
    """
    parts = _seen(f"{token_fields.get('given_name') or ''} {token_fields.get('family_name') or ''}")
    return parts or _seen(str(token_fields.get("name") or ""))


def _seen(text: str) -> str:
    words = ("".join(filter(str.isprintable, word)) for word in text.split())
    return " ".join(word for word in words if word)[:LONGEST].strip()


def told(known: Iterable[KnownName]) -> list[Colleague]:
    """Those people as colleagues see them: ``Ana R.``, or the whole name where two have that."""
    people = list(known)
    alike = Counter(_short(each.name) for each in people)
    return [
        Colleague(
            staff_id=each.staff_id,
            name=each.name if alike[_short(each.name)] > 1 else _short(each.name),
        )
        for each in people
    ]


def _short(name: str) -> str:
    initial = last_initial_of(name)
    return f"{first_name_of(name)} {initial}." if initial else first_name_of(name)
