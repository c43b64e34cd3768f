"""Correct what is known of a person: staff found it out from them."""

from collections.abc import Mapping
from typing import Any

from ..platform.errors import FieldProblem, InvalidInputError, NotFoundError
from ..platform.unit_of_work import UnitOfWork
from . import person_store as store
from .birth_rules import problem_of_birth
from .index_person import index_anew
from .models import CorrectIn, Profile
from .note_person import take_back_do_not_contact

_FOUND_BY = frozenset({"name", "date_of_birth"})
"""Facts that lead to a person."""


def correct_person(work: UnitOfWork, person_id: str, given: CorrectIn) -> tuple[Profile, list[str]]:
    """Collect what ``given`` says of a person, and nothing else; the profile as it then stands.

    A wish not to be contacted is lifted where the person may be contacted again; calls that are
    open, and show it, are returned beside, for the caller to unmark. What they are filed under
    stays: a corrected name makes nobody another person. Sent again, it is so already. Raises
    NotFoundError, and InvalidInputError for a date of birth that is still to come.
    """
    born = given.date_of_birth
    if born is not None and (wrong := problem_of_birth(born, work.now)):
        raise InvalidInputError((FieldProblem(("date_of_birth",), wrong),))
    before = store.load_profile(work.run.table, person_id)
    if before is None:
        raise NotFoundError("We can't find that person.")
    work.note_look(store.KIND, person_id, (person_id,), "corrected")
    changes = _changes(before, given)
    since = before.do_not_contact_since if given.may_be_contacted else None
    if not changes and since is None:
        return before, []
    noted = changes | _proof(work, changes)
    if changes:
        stored = before.model_copy(update=noted).model_dump(mode="json", include={*noted})
        work.add(store.facts_update(person_id, stored))
    if _FOUND_BY & set(changes):
        index_anew(work, person_id)
    marked = (
        take_back_do_not_contact(work, before.point_id, person_id, since).calls if since else []
    )
    told = [*changes, *(["may_be_contacted"] if since else [])]
    work.record(store.KIND, person_id, "corrected", fields=sorted(told))
    lifted = {"do_not_contact_since": None} if since else {}
    return before.model_copy(update=noted | lifted), marked


def _proof(work: UnitOfWork, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The one who found out a date of birth, and when: whoever relies on it sees that."""
    if "date_of_birth" not in changes:
        return {}
    return {"date_of_birth_by": work.by, "date_of_birth_at": work.now}


def _changes(before: Profile, given: CorrectIn) -> dict[str, Any]:
    """The facts that are said and are not so already."""
    said = given.model_dump(exclude={"may_be_contacted"}, exclude_none=True)
    return {name: value for name, value in said.items() if getattr(before, name) != value}
