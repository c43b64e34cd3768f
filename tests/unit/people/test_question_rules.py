"""The desk is hardly ever asked who somebody is."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.name_rules import name_key
from chalicelib.people.question_rules import (
    Doubt,
    Kinship,
    KnownPerson,
    Question,
    Statement,
    kinship,
    questions_about,
)
from tests.unit.people.ordinary_forms import Form, forms

ANN = KnownPerson("Ann Cole", is_proven=True, proven_email="ann@example.com")


def closest(form: Form) -> Kinship:
    """The closest that the form's sender is to anybody on the number."""
    found = {kinship(form.statement, known) for known in form.known}
    order = [Kinship.SAME, Kinship.PROBABLY_THE_SAME, Kinship.ANOTHER]
    return next((each for each in order if each in found), Kinship.ANOTHER)


class TestAHundredOrdinaryForms:
    def test_are_a_hundred_and_sixty_of_them_are_from_known_numbers(self) -> None:
        assert len(forms()) == 100
        assert sum(bool(form.known) for form in forms()) == 60

    def test_ask_the_desk_at_most_five_times(self) -> None:
        asked = [form for form in forms() if questions_about(form.statement, form.known)]
        assert 1 <= len(asked) <= 5
        assert {form.statement.name for form in asked} == {
            "Katherine Boyd",
            "Danny Reyes",
            "Gloria Marsh",
        }

    @pytest.mark.parametrize(
        "form", forms(), ids=lambda form: f"{form.number} {form.statement.name}"
    )
    def test_are_each_the_same_probably_the_same_or_another_person(self, form: Form) -> None:
        assert closest(form) is form.kinship


class TestIsAsked:
    @pytest.mark.parametrize("name", ["Ann Cole", "Robert Stone", "Annie Cole", None])
    def test_whoever_writes_where_somebody_asked_not_to_be_contacted(
        self, name: str | None
    ) -> None:
        wish = KnownPerson("Ann Cole", is_do_not_contact=True)
        asked = questions_about(Statement(name), [wish])
        assert asked == [Question(wish, Doubt.DO_NOT_CONTACT)]

    def test_about_another_address_than_the_one_that_is_proven(self) -> None:
        told = Statement("COLE, Ann", email="other@example.com")
        assert questions_about(told, [ANN]) == [Question(ANN, Doubt.OTHER_EMAIL)]

    def test_about_another_number_than_the_one_that_is_proven(self) -> None:
        known = KnownPerson("Ann Cole", is_proven=True, proven_phone="+12125550101")
        told = Statement("Ann Cole", email="ann@example.com", phone="+12125550102")
        assert questions_about(told, [known]) == [Question(known, Doubt.OTHER_PHONE)]


class TestIsNotAsked:
    @pytest.mark.parametrize(
        ("told", "known"),
        [
            (Statement("Ann Cole"), ()),
            (Statement("Ann Cole", email="ann@example.com"), (ANN,)),
            (Statement("Ann Cole"), (ANN,)),
            (Statement("Annie Cole", email="other@example.com"), (ANN,)),
            (Statement("Robert Cole", email="other@example.com"), (ANN,)),
            (
                Statement("Ann Cole", email="other@example.com"),
                (KnownPerson("Ann Cole", proven_email="ann@example.com"),),
            ),
            (Statement("John Doe Jr"), (KnownPerson("John Doe Sr", is_proven=True),)),
        ],
        ids=[
            "nobody known",
            "the proven address",
            "no address",
            "a like name",
            "another name",
            "nothing proven",
            "father and son",
        ],
    )
    def test_about(self, told: Statement, known: Sequence[KnownPerson]) -> None:
        assert not questions_about(told, known)


NAMES = st.sampled_from(["Ann Cole", "ann cole", "Annie Cole", "Robert Cole", "", None])
ADDRESSES = st.sampled_from(["ann@example.com", "bob@example.com", None])
NUMBERS = st.sampled_from(["+12125550101", "+12125550102", None])
PEOPLE = st.builds(KnownPerson, NAMES, st.booleans(), ADDRESSES, NUMBERS, st.booleans())


@given(st.builds(Statement, NAMES, ADDRESSES, NUMBERS), st.lists(PEOPLE, max_size=4))
def test_a_question_is_a_wish_or_a_conflict_with_what_is_proven_of_that_very_name(
    told: Statement, known: list[KnownPerson]
) -> None:
    """The oracle spells out every case that asks, one by one."""
    asks = False
    for person in known:
        if person.is_do_not_contact:
            asks = True
        if person.is_proven and name_key(person.name) == name_key(told.name):
            for ours, proven in [
                (told.email, person.proven_email),
                (told.phone, person.proven_phone),
            ]:
                if ours is not None and proven is not None and ours != proven:
                    asks = True
    assert bool(questions_about(told, known)) == asks
    assert bool(questions_about(told, reversed(known))) == asks
