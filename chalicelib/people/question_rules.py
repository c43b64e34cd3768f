"""Decide when the desk is asked who somebody is. Pure.

Hardly ever: another name on a contact point is another person, and a like one shows as probably
the same. Asked is where a statement speaks against something proven of the same person, or where
somebody on the contact point asked not to be contacted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from .likeness_rules import are_alike
from .name_rules import name_key


class Kinship(StrEnum):
    """Relation between the person of a statement and one who is known on the contact point."""

    SAME = "same"
    PROBABLY_THE_SAME = "probably-the-same"
    ANOTHER = "another"


class Doubt(StrEnum):
    """The reason why the desk is asked."""

    DO_NOT_CONTACT = "do-not-contact"
    OTHER_EMAIL = "other-email"
    OTHER_PHONE = "other-phone"


@dataclass(frozen=True)
class Statement:
    """Words of somebody about themselves on one occasion; number and address in their one form."""

    name: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True)
class KnownPerson:
    """A person on the contact point that the statement came in under, and what is proven of them.

    Who is proven may have a number and an address that are; of anybody else neither counts.
    """

    name: str | None
    is_proven: bool = False
    proven_email: str | None = None
    proven_phone: str | None = None
    is_do_not_contact: bool = False
    person_id: str = ""


@dataclass(frozen=True)
class Question:
    """A question for the desk: the person whom it is about, and the reason."""

    about: KnownPerson
    doubt: Doubt


def kinship(statement: Statement, known: KnownPerson) -> Kinship:
    """The statement's person as the known one, probably the known one, or another."""
    if name_key(statement.name) == name_key(known.name):
        return Kinship.SAME
    is_like = are_alike(statement.name, known.name)
    return Kinship.PROBABLY_THE_SAME if is_like else Kinship.ANOTHER


def questions_about(statement: Statement, known: Iterable[KnownPerson]) -> list[Question]:
    """The questions that there are about a statement, gravest first; asked is one at a time.

    ``known`` are all persons on the contact point that the statement came in under.
    """
    people = tuple(known)
    wishes = [Question(each, Doubt.DO_NOT_CONTACT) for each in people if each.is_do_not_contact]
    doubts = ((each, _conflict(statement, each)) for each in people)
    return [*wishes, *(Question(each, doubt) for each, doubt in doubts if doubt is not None)]


def _conflict(statement: Statement, known: KnownPerson) -> Doubt | None:
    """The conflict with something proven of this very person. A like name alone is none."""
    if not known.is_proven or kinship(statement, known) is not Kinship.SAME:
        return None
    if statement.email and known.proven_email and statement.email != known.proven_email:
        return Doubt.OTHER_EMAIL
    if statement.phone and known.proven_phone and statement.phone != known.proven_phone:
        return Doubt.OTHER_PHONE
    return None
