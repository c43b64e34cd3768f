"""Tell who would come in from who asks for them: somebody may ask for somebody else. Pure.

That is stated of one occasion, and stays with it: nothing of it is anybody's profile.
"""

from typing import NamedTuple

from .name_rules import name_key


class OnBehalf(NamedTuple):
    """The names of one occasion."""

    name: str | None
    """Of who would come in: the occasion is theirs."""
    asked_by: str | None = None
    """Of who asked for them, where it was somebody else and their name is known."""
    by_another: bool = False


def names_of(name: str | None, on_behalf_of: str | None) -> OnBehalf:
    """The names of an occasion that ``name`` turned to the clinic with, for somebody perhaps.

    Whoever names themselves once more asks for themselves.
    """
    if on_behalf_of is None or name_key(on_behalf_of) == name_key(name):
        return OnBehalf(name)
    return OnBehalf(on_behalf_of, asked_by=name, by_another=True)
