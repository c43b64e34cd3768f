"""The desk is asked who somebody is where a form speaks against what is known, and hardly ever."""

from typing import Any

import pytest

from chalicelib.intake.models import ConsultationRequestIn
from chalicelib.intake.submit_request import submit_request
from chalicelib.people.ask_desk import MOST_KNOWN
from chalicelib.platform.runtime import Runtime
from tests.unit.people.ordinary_forms import (
    FROM_KNOWN_NUMBERS,
    FROM_NEW_NUMBERS,
    KNOWN,
    address,
    cells,
)

from .conftest import Caller, Submit, a_request, attempt, claim_next, write

PHONE = "212-555-0155"
ANN = {"name": "Ann Cole", "phone": PHONE}


def known(desk: Caller, manager: Caller, *, email: str | None, **who: str) -> None:
    """Somebody of whom the clinic's own list tells, and whom staff reached."""
    told = {**who, **({"email": email} if email else {})}
    assert manager.post("/people/import", {"people": [told]}).status == 200
    reached(desk, "reached", **who)


def reached(desk: Caller, disposition: str, **who: str) -> None:
    call = {**who, "reason": "asks for a time", "claim": True}
    card = desk.post("/locations/new-york/incoming-calls", call).json["claimed"]
    assert attempt(desk, card, disposition)["state"] == "closed"


def wrote_before(submit: Submit, desk: Caller, **who: Any) -> None:
    """Somebody whom nobody has spoken with: their call was closed for another reason."""
    submit(**who)
    assert write(desk, claim_next(desk), "close", reason="resolved").status == 200


def answer(desk: Caller, card: Any, question: Any, is_same: bool) -> None:
    path = f"/callbacks/{card['callback_id']}/questions/{question['question_id']}/answer"
    assert desk.post(path, {"is_same": is_same}).status == 204


def undo(desk: Caller, card: Any, question: Any) -> None:
    path = f"/callbacks/{card['callback_id']}/questions/{question['question_id']}/undo"
    assert desk.post(path).status == 204


def asked(desk: Caller, card: Any) -> list[Any]:
    """The questions of a call as it now stands."""
    found: list[Any] = desk.get(f"/callbacks/{card['callback_id']}/requests").json["questions"]
    return found


def person(desk: Caller, card: Any) -> Any:
    """What is known of the first person in a call."""
    return desk.get(f"/people/{card['person_id']}").json


class TestAHundredOrdinaryForms:
    def test_sent_for_real_have_the_desk_asked_at_most_five_times(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        for number, name, trust, email, *wish in map(cells, KNOWN.strip().splitlines()):
            who = {"name": name, "phone": f"212555{number}"}
            if trust == "proven":
                known(desk, manager, email=address(email), **who)
            else:
                wrote_before(submit, desk, email=address(email), **who)
            if wish:
                reached(desk, "do-not-contact", **who)
        lines = [*FROM_KNOWN_NUMBERS.strip().splitlines(), *FROM_NEW_NUMBERS.strip().splitlines()]
        for number, name, email, *_ in map(cells, lines):
            submit(name=name, phone=f"212555{number}", email=address(email))
        queue = desk.get("/locations/new-york/queue?limit=100").json["entries"]
        cards = [desk.get(f"/callbacks/{each['callback_id']}/requests").json for each in queue]
        assert sum(len(card["requests"]) for card in cards) == 100
        questions = [each for card in cards for each in card["questions"]]
        assert 1 <= len(questions) <= 5
        assert {each["name"] for each in questions} == {
            "Katherine Boyd",
            "Danny Reyes",
            "Gloria Marsh",
        }


@pytest.fixture
def other_address(submit: Submit, desk: Caller, manager: Caller) -> Any:
    """A form in a known name and number gives another address; the call, claimed."""
    known(desk, manager, email="ann@example.com", **ANN)
    submit(**ANN, email="ann.cole@example.com")
    return claim_next(desk)


class TestAnotherAddressThanTheOneThatIsKnown:
    def test_is_asked_about_on_the_card_with_both(self, desk: Caller, other_address: Any) -> None:
        (question,) = other_address["questions"]
        assert question["doubt"] == "other-email"
        assert (question["known_email"], question["stated_email"]) == (
            "ann@example.com",
            "ann.cole@example.com",
        )
        assert question["about_id"] == question["person_id"] == other_address["person_id"]
        assert asked(desk, other_address) == [question]

    def test_is_theirs_from_now_on_if_the_desk_says_so_and_is_asked_no_more(
        self, submit: Submit, desk: Caller, other_address: Any
    ) -> None:
        (question,) = other_address["questions"]
        answer(desk, other_address, question, is_same=True)
        assert person(desk, other_address)["person"]["email"] == "ann.cole@example.com"
        assert asked(desk, other_address) == []
        submit(**ANN, email="ann@example.com")  # hers before: no conflict either
        assert asked(desk, other_address) == []

    def test_stays_with_its_form_if_it_is_another_persons(
        self, submit: Submit, desk: Caller, other_address: Any
    ) -> None:
        (question,) = other_address["questions"]
        answer(desk, other_address, question, is_same=False)
        assert person(desk, other_address)["person"]["email"] == "ann@example.com"
        assert asked(desk, other_address) == []
        submit(**ANN, email="third@example.com")
        assert [each["stated_email"] for each in asked(desk, other_address)] == [
            "third@example.com"
        ]

    @pytest.mark.parametrize("is_same", [True, False])
    def test_undone_all_is_as_it_was_and_it_is_asked_again(
        self, desk: Caller, other_address: Any, is_same: bool
    ) -> None:
        before = person(desk, other_address)
        (question,) = other_address["questions"]
        answer(desk, other_address, question, is_same)
        answer(desk, other_address, question, is_same)  # sent twice
        undo(desk, other_address, question)
        undo(desk, other_address, question)
        assert person(desk, other_address) == before
        assert asked(desk, other_address) == [question]

    def test_answered_otherwise_by_a_colleague_the_last_word_stands(
        self, desk: Caller, colleague: Caller, other_address: Any
    ) -> None:
        (question,) = other_address["questions"]
        answer(desk, other_address, question, is_same=True)
        answer(colleague, other_address, question, is_same=False)
        assert person(desk, other_address)["person"]["email"] == "ann@example.com"

    def test_the_answer_stays_on_record(self, desk: Caller, other_address: Any) -> None:
        (question,) = other_address["questions"]
        answer(desk, other_address, question, is_same=True)
        undo(desk, other_address, question)
        path = f"/people/{other_address['person_id']}/timeline"
        told = [(each["what"], each["by"]) for each in desk.get(path).json["entries"]]
        assert ("form-was-theirs", "staff-ana") in told
        assert ("answer-taken-back", "staff-ana") in told

    def test_is_asked_of_nobody_who_is_not_proven(self, submit: Submit, desk: Caller) -> None:
        submit(**ANN, email="ann@example.com")
        submit(**ANN, email="ann.cole@example.com")
        assert claim_next(desk)["questions"] == []

    def test_that_staff_typed_is_a_correction_and_no_question(
        self, desk: Caller, manager: Caller
    ) -> None:
        known(desk, manager, email="ann@example.com", **ANN)
        call = {**ANN, "email": "new@example.com", "reason": "rang", "claim": True}
        logged = desk.post("/locations/new-york/incoming-calls", call).json
        assert asked(desk, logged) == []


class TestWhereSomebodyAskedNotToBeContacted:
    @pytest.fixture
    def card(self, submit: Submit, desk: Caller) -> Any:
        """Dan asked not to be contacted; a form in Danny's name comes from that number."""
        reached(desk, "do-not-contact", name="Daniel Reyes", phone=PHONE)
        submit(name="Danny Reyes", phone=PHONE)
        return claim_next(desk)

    def test_the_desk_is_asked_whether_it_is_them(self, card: Any) -> None:
        (question,) = card["questions"]
        assert (question["doubt"], question["name"], question["about_name"]) == (
            "do-not-contact",
            "Danny Reyes",
            "Daniel Reyes",
        )
        assert card["not_to_be_contacted"] == [question["about_id"]]

    def test_they_are_noted_as_one_and_the_wish_stands(self, desk: Caller, card: Any) -> None:
        (question,) = card["questions"]
        answer(desk, card, question, is_same=True)
        assert [each["person_id"] for each in person(desk, card)["linked"]] == [
            question["about_id"]
        ]
        about = desk.get(f"/people/{question['about_id']}").json["person"]
        assert about["do_not_contact_since"]
        assert asked(desk, card) == []

    def test_undone_they_are_two_again(self, desk: Caller, card: Any) -> None:
        before, (question,) = person(desk, card), card["questions"]
        answer(desk, card, question, is_same=True)
        undo(desk, card, question)
        assert person(desk, card) == before

    def test_whom_staff_had_joined_before_stay_joined(self, desk: Caller, card: Any) -> None:
        (question,) = card["questions"]
        body = {"person_id": question["about_id"]}
        assert desk.post(f"/people/{card['person_id']}/merge", body).status == 200
        before = person(desk, card)
        answer(desk, card, question, is_same=True)
        undo(desk, card, question)
        assert person(desk, card) == before

    def test_who_is_answered_is_asked_about_no_more(self, desk: Caller, card: Any) -> None:
        attempt(desk, card, "reached")
        assert asked(desk, card) == []


def test_what_the_call_does_not_ask_is_not_answered(
    submit: Submit, desk: Caller, other_address: Any
) -> None:
    path = f"/callbacks/{other_address['callback_id']}/questions/{'0' * 26}/answer"
    assert desk.post(path, {"is_same": True}).status == 404
    question = other_address["questions"][0]["question_id"]
    path = f"/callbacks/{'0' * 26}/questions/{question}/answer"
    assert desk.post(path, {"is_same": True}).status == 404


class TestWhoAsksForSomebodyElse:
    """The form is theirs, with their address: it says nothing of themselves that is in doubt."""

    def test_gives_an_address_that_is_never_taken_for_the_patients(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        known(desk, manager, email="ann@example.com", **ANN)
        submit(name="Ben Cole", on_behalf_of="Ann Cole", phone=PHONE, email="ben@example.com")
        assert claim_next(desk)["questions"] == []

    def test_is_not_taken_for_the_patient_where_they_asked_not_to_be_contacted(
        self, submit: Submit, desk: Caller
    ) -> None:
        reached(desk, "do-not-contact", **ANN)
        submit(name="Ann Cole", on_behalf_of="Cy Cole", phone=PHONE)
        card = claim_next(desk)
        assert (card["questions"], card["do_not_contact"]) == ([], True)


def test_very_many_names_on_a_number_push_out_nobody_who_asked_not_to_be_contacted(
    run: Runtime, desk: Caller
) -> None:
    reached(desk, "do-not-contact", **ANN)
    for number in range(MOST_KNOWN + 2):
        names = {"name": f"Name{number} Other{number}", "phone": PHONE}
        form = ConsultationRequestIn.model_validate(a_request(**names, thinking_of_self_harm=True))
        submit_request(run, form, None, address=f"10.{number}.0.1")
    questions = claim_next(desk)["questions"]
    assert {each["about_name"] for each in questions} == {ANN["name"]}
    assert len(questions) == MOST_KNOWN - 1
