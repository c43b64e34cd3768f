"""A person as a look finds them, before it is decided which of their names are shown."""

from dataclasses import dataclass

from .models import Profile


@dataclass(frozen=True)
class PersonRead:
    """A person, and the ids of the others that are the same one."""

    profile: Profile
    linked: frozenset[str] = frozenset()


@dataclass(frozen=True)
class FoundOn:
    """People who came under a contact point, the longest known first."""

    people: list[PersonRead]
    more: bool
    """True if others came under it too, whom nobody heard of since."""
