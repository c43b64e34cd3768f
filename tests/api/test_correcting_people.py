"""Staff correct what is known of a person; nobody else can."""

from typing import Any

from .conftest import Caller, Submit, attempt, claim_next


def person_id(desk: Caller) -> str:
    (found,) = desk.post("/people/search", {"phone": "212-555-0123"}).json["people"]
    return str(found["person_id"])


def correct(desk: Caller, **facts: Any) -> Any:
    return desk.post(f"/people/{person_id(desk)}/correct", facts)


def test_what_was_found_out_is_set_and_the_rest_stays(submit: Submit, desk: Caller) -> None:
    submit()
    shown = correct(desk, date_of_birth="1985-03-04").json
    assert (shown["name"], shown["date_of_birth"]) == ("Robin Example", "1985-03-04")
    shown = correct(desk, name="Robin B. Example", may_leave_voicemail=True).json
    assert shown["date_of_birth"] == "1985-03-04"
    assert desk.get(f"/people/{person_id(desk)}").json["person"] == shown


def test_whoever_asked_not_to_be_contacted_may_wish_it_again(submit: Submit, desk: Caller) -> None:
    submit()
    attempt(desk, claim_next(desk), "do-not-contact")
    assert "do_not_contact_since" not in correct(desk, may_be_contacted=True).json
    submit()
    assert claim_next(desk)["do_not_contact"] is False


def test_said_twice_it_is_one_line_of_history(submit: Submit, desk: Caller) -> None:
    submit()
    assert correct(desk, name="Robin B").json == correct(desk, name="Robin B").json
    entries = desk.get(f"/people/{person_id(desk)}/timeline").json["entries"]
    corrected = [each for each in entries if each["what"] == "corrected"]
    assert [each["details"]["fields"] for each in corrected] == [["name"]]


def test_a_date_that_is_still_to_come_is_named(submit: Submit, desk: Caller) -> None:
    submit()
    reply = correct(desk, date_of_birth="2030-01-01")
    assert (reply.status, reply.json["errors"][0]["field"]) == (422, "date_of_birth")


def test_a_date_is_refused_as_an_import_refuses_it_in_the_same_words(
    submit: Submit, desk: Caller, manager: Caller
) -> None:
    submit()
    for born in ("2026-11-24", "2026-11-25"):
        ann = {"name": "Ann Example", "phone": "212-555-0101", "date_of_birth": born}
        one = manager.post("/people/import", {"people": [ann]})
        other = correct(desk, date_of_birth=born)
        said = [each.json["errors"][0]["message"] for each in (one, other) if each.status == 422]
        expected = ["A date of birth must be between 1900 and today."] * 2
        assert said == ([] if born == "2026-11-24" else expected)


def test_nobody_is_not_found_and_a_visitor_may_not(desk: Caller, visitor: Caller) -> None:
    assert desk.post(f"/people/{'0' * 26}/correct", {"name": "Robin"}).status == 404
    assert visitor.post(f"/people/{'0' * 26}/correct", {"name": "Robin"}).status == 401
