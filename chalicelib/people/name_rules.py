"""Tell people on one contact point apart by their names. Pure."""

import unicodedata


def name_key(name: str | None) -> str:
    """The normalized name by which two people on one contact point are told apart; "" for none.

    Case, spelling of spaces and order of the parts do not count. Never empty for a name that is
    not: one of symbols alone stays as it is.
    """
    folded = unicodedata.normalize("NFKC", name or "").casefold()
    return " ".join(sorted(folded.split()))
