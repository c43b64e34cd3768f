"""Ask the desk who somebody is, and keep what it answers: the verbs that other rooms say.

Public pages never depend on it: what is asked and answered is read by the desk alone.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from ..platform.runtime import Runtime
from ..platform.storage.expressions import Item
from ..platform.storage.keys import Key
from ..platform.tokens import Keyring
from ..platform.unit_of_work import UnitOfWork
from . import answer_store as store
from .merge_people import note_as_one, note_as_two
from .person_store import KIND
from .question_models import AskedQuestion, KnownProfile, QuestionAnswer
from .question_rules import Doubt, KnownPerson, Statement, questions_about

MOST_KNOWN = 40
"""People on one contact point who are looked at for it, those who sent the forms first."""

_GRAVITY = list(Doubt)


@dataclass(frozen=True)
class Sender:
    """Somebody who sent a form, as far as the form says, with what it says of them."""

    person_id: str
    statements: tuple[Statement, ...]


def keys_of_known(person_ids: Iterable[str]) -> list[Key]:
    """The keys of what is known of these people, to be read beside something else."""
    return store.profile_keys(person_ids)[:MOST_KNOWN]


def known_in(items: Iterable[Item]) -> dict[str, KnownProfile]:
    """The people among these items, by id."""
    return store.profiles_in(items)


def load_known(run: Runtime, person_ids: Iterable[str]) -> dict[str, KnownProfile]:
    """The people of these ids, as they now stand: one round trip."""
    return known_in(run.table.get_many(keys_of_known(person_ids)))


def open_question(
    keyring: Keyring,
    sender: Sender,
    known: Mapping[str, KnownProfile],
    wishes: Collection[str] = (),
) -> AskedQuestion | None:
    """The first question about the sender of a form that nobody answered yet, gravest first.

    ``known`` are people on the contact point that the form came in under; ``wishes``, the ids of
    those of them who asked not to be contacted.
    """
    own = known.get(sender.person_id)
    answered, earlier = (own.answers, own.earlier_emails) if own else ({}, set())
    people = [_known_person(each, wishes) for each in known.values()]
    asked = [
        (_asked(keyring, sender.person_id, stated, known[each.about.person_id], each.doubt))
        for stated in sender.statements
        for each in questions_about(stated, people)
    ]
    still_open = (
        each
        for each in sorted(asked, key=lambda each: _GRAVITY.index(each.doubt))
        if each.question_id not in answered
        and (each.stated_email is None or each.stated_email not in earlier)
    )
    return next(still_open, None)


def answered_before(known: Mapping[str, KnownProfile], question_id: str) -> QuestionAnswer | None:
    """The answer that was given to a question about one of these people, or None."""
    given = (each.answers.get(question_id) for each in known.values())
    return next((each for each in given if each is not None), None)


def keep_answer(
    work: UnitOfWork, question: AskedQuestion, own: KnownProfile, *, is_same: bool
) -> None:
    """Collect an answer, and what follows from it; said again, it is so already.

    The same person: two names are noted as one person's, or the address in the form is theirs from
    now on. Another one: what the form says stays with it. Neither lifts a wish not to be contacted.
    """
    given = own.answers.get(question.question_id)
    if given is not None and given.is_same == is_same:
        return
    email = _taken_back(work, own, given)
    has_linked = is_same and _note_one(work, question)
    answer = QuestionAnswer(
        question=question, is_same=is_same, by=work.by, at=work.now, has_linked=has_linked
    )
    answers = {**own.answers, question.question_id: answer}
    email = question.stated_email if answer.has_new_email else email
    work.add(store.answers_update(own, answers, email))
    what = "form-was-theirs" if is_same else "form-was-another-persons"
    work.record(KIND, own.person_id, what, doubt=str(question.doubt), of=question.about_id)


def take_back_answer(work: UnitOfWork, own: KnownProfile, question_id: str) -> None:
    """Collect that a question is open again, exactly as before it was answered, if it was."""
    given = own.answers.get(question_id)
    if given is None:
        return
    email = _taken_back(work, own, given)
    answers = {key: each for key, each in own.answers.items() if key != question_id}
    work.add(store.answers_update(own, answers, email))
    work.record(KIND, own.person_id, "answer-taken-back", of=given.question.about_id)


def _taken_back(work: UnitOfWork, own: KnownProfile, given: QuestionAnswer | None) -> str | None:
    """Collect what undoes an answer; the person's address without it.

    An address that staff set since stays.
    """
    if given is None:
        return own.email
    if given.has_linked:
        note_as_two(work, given.question.person_id, given.question.about_id)
    is_its = given.has_new_email and own.email == given.question.stated_email
    return given.question.known_email if is_its else own.email


def _note_one(work: UnitOfWork, question: AskedQuestion) -> bool:
    """Collect that two names are one person's; True if nobody had said so before."""
    if question.person_id == question.about_id:
        return False
    return note_as_one(work, question.person_id, question.about_id)[1]


def _known_person(profile: KnownProfile, wishes: Collection[str]) -> KnownPerson:
    """A person as the rule asks about them: an address in their profile is one that staff know."""
    return KnownPerson(
        name=profile.name,
        is_proven=profile.is_proven,
        proven_email=profile.email,
        proven_phone=profile.phone,
        is_do_not_contact=profile.person_id in wishes or profile.do_not_contact_since is not None,
        person_id=profile.person_id,
    )


def _asked(
    keyring: Keyring, sender_id: str, statement: Statement, about: KnownProfile, doubt: Doubt
) -> AskedQuestion:
    is_about_email = doubt is Doubt.OTHER_EMAIL
    differing = statement.email if is_about_email else None
    parts = (sender_id, about.person_id, doubt, differing or "")
    return AskedQuestion(
        question_id=keyring.derived_id("question", ":".join(parts)),
        person_id=sender_id,
        name=statement.name,
        about_id=about.person_id,
        about_name=about.name,
        doubt=doubt,
        stated_email=differing,
        known_email=about.email if is_about_email else None,
    )
