"""All that is kept of somebody is handed to them whole, and erased as far as law lets."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from html import unescape
from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.writes import Delete, Put
from tests.conftest import FixedClock
from tests.published import publish_days

from .conftest import Caller, Submit, attempt, claim_next
from .erasing import (
    ASKED,
    ROBIN,
    answered,
    backup,
    confirm,
    preview,
    restore,
    told,
    work_off,
)
from .killer import Killed, Killer, Meanwhile, killing
from .whole_table import by_key, everything

HERE = "/locations/new-york"
INFUSION = "ketamine-infusion"
AT_10 = "2026-11-25T15:00:00Z"
DAYS = "from=2026-11-25&to=2026-11-27"


@pytest.fixture
def published(run: Runtime) -> None:
    """New York's schedule of the next days is published."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")


def export(manager: Caller, person_id: str, cursor: str | None = None) -> Any:
    query = f"?cursor={cursor}" if cursor else ""
    reply = manager.get(f"/people/{person_id}/export{query}")
    assert reply.status == 200, reply.text
    return reply.json


def book(desk: Caller, **changes: Any) -> Any:
    body = {"service_id": INFUSION, "starts_at": AT_10, **ROBIN, **changes}
    reply = desk.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def took_place(desk: Caller, clock: FixedClock, **changes: Any) -> Any:
    """An appointment that its patient came to."""
    booked = book(desk, **changes)
    path = f"/staff/appointments/{booked['appointment_id']}"
    clock.now += timedelta(days=2, minutes=10)
    assert desk.post(f"{path}/check-in").status == 200
    home = {"escort": {"name": "Sam Example"}}
    assert desk.post(f"{path}/fulfil", home).status == 200
    clock.forward(hours=3)
    return booked


class TestWhoMay:
    @pytest.mark.parametrize(
        ("verb", "path"),
        [
            ("get", "export"),
            ("get", "export.html"),
            ("get", "legal-hold"),
            ("post", "legal-hold"),
            ("post", "legal-hold/lift"),
            ("get", f"erasure?{ASKED}"),
            ("post", "erasure/confirm"),
        ],
    )
    def test_a_manager_alone(
        self, submit: Submit, desk: Caller, visitor: Caller, verb: str, path: str
    ) -> None:
        person_id = answered(submit, desk)
        for caller, status in ((desk, 403), (visitor, 401)):
            assert getattr(caller, verb)(f"/people/{person_id}/{path}").status == status

    def test_nobody_of_that_id_is_not_found(self, manager: Caller) -> None:
        nobody = "/people/" + "0" * 26
        assert manager.get(f"{nobody}/export").status == 404
        assert manager.get(f"{nobody}/erasure?{ASKED}").status == 404


class TestExport:
    def test_has_all_that_is_kept_with_who_saw_it(
        self, published: None, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        words = {"message": "About my sleep.", "screening": ["pregnancy"]}
        person_id = answered(submit, desk, email="robin@example.com", **words)
        booked = book(desk, email="robin@example.com")
        desk.post(f"/people/{person_id}/notes", {"note": "Likes tea."}, Idempotency_Key="a")
        desk.get(f"/people/{person_id}")
        things = {each["kind"]: each for each in export(manager, person_id)["things"]}
        assert things.keys() >= {
            *("profile", "contact-point", "note", "flags"),
            *("consultation-request", "callback", "appointment"),
        }
        assert things["consultation-request"]["facts"]["message"] == "About my sleep."
        assert things["note"]["facts"]["note"] == "Likes tea."
        assert things["appointment"]["id"] == booked["appointment_id"]
        sent = {each["kind"] for each in things["appointment"]["messages"]}
        assert sent == {"booked", "reminder"}
        seen = [(each["what"], each["by"]) for each in things["profile"]["history"]]
        assert ("viewed", "staff-ana") in seen
        attempted = [each for each in things["callback"]["history"] if each["what"] == "attempted"]
        assert attempted[0]["details"]["note"] == "Spoke about prices."

    def test_is_on_record_once_for_each_time(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        person_id = answered(submit, desk)
        export(manager, person_id)
        manager.get(f"/people/{person_id}/export.html")
        (profile,) = [e for e in export(manager, person_id)["things"] if e["kind"] == "profile"]
        looks = [e["what"] for e in profile["history"] if e["by"] == "staff-mia"]
        assert sorted(looks) == ["exported", "exported", "exported-to-read"]

    def test_has_nothing_of_others_on_the_number(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        """They share a call, too: its lines and its words are told apart."""
        submit(message="Mine.")
        submit(name="Alex Otherwise", message="Somebody else's.", email="alex@example.com")
        card = claim_next(desk)
        desk.post(
            f"/callbacks/{card['callback_id']}/notes",
            {"claim": card["claim"]["token"], "note": "Alex sounded tired."},
        )
        robin, alex = sorted(card["people"], key=lambda each: str(each["name"]), reverse=True)
        attempt(desk, card, "reached", person_id=alex["person_id"], note="Alex said no.")
        found = json.dumps(export(manager, robin["person_id"]))
        assert "Mine." in found
        for others in ("Alex", "Otherwise", "Somebody else", "alex@", alex["person_id"]):
            assert others not in found
        assert "Robin" not in json.dumps(export(manager, alex["person_id"]))

    def test_who_asked_for_somebody_else_is_not_named_to_them(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        person_id = answered(
            submit,
            desk,
            name="Asker Otherwise",
            email="asker@example.com",
            on_behalf_of="Robin Example",
            for_someone_else=True,
        )
        found = export(manager, person_id)
        assert found["names"] == ["Robin Example"]
        for its in ("Asker", "asker@"):
            assert its not in json.dumps(found)

    def test_tells_no_token_no_hash_and_no_key(
        self, published: None, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        person_id = answered(submit, desk, email="robin@example.com")
        book(desk)
        text = json.dumps(export(manager, person_id))
        for word in ("token", "hash", "fingerprint", '"sender"', '"pk"', "due_pk", "provider_id"):
            assert word not in text

    def test_a_long_record_is_read_page_by_page(
        self, submit: Submit, desk: Caller, manager: Caller, clock: FixedClock
    ) -> None:
        sent = set()
        for _ in range(30):
            sent.add(submit()["request_id"])
            clock.forward(seconds=1)
        person_id = claim_next(desk)["person_id"]
        found: list[str] = []
        page = export(manager, person_id)
        while True:
            found += [e["id"] for e in page["things"] if e["kind"] == "consultation-request"]
            assert len(page["things"]) <= 40
            if "next_cursor" not in page:
                break
            page = export(manager, person_id, page["next_cursor"])
        assert page["part"] == 2
        assert sorted(found) == sorted(sent)

    def test_a_page_of_another_persons_is_refused(
        self, submit: Submit, desk: Caller, manager: Caller, clock: FixedClock
    ) -> None:
        for _ in range(30):
            submit()
            clock.forward(seconds=1)
        cursor = export(manager, claim_next(desk)["person_id"])["next_cursor"]
        other = answered(submit, desk, name="Alex Otherwise", phone="212-555-0199")
        assert manager.get(f"/people/{other}/export?cursor={cursor}").status == 422

    def test_of_one_person_under_two_numbers_has_both(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        one = answered(submit, desk, message="First.")
        other = answered(submit, desk, phone="212-555-0188", message="Second.")
        desk.post(f"/people/{one}/merge", {"person_id": other})
        first = export(manager, one)
        second = export(manager, one, first["next_cursor"])
        assert "First." in json.dumps(first)
        assert "Second." in json.dumps(second)
        assert "next_cursor" not in second

    def test_to_read_it_is_text_alone_and_its_name_tells_nobody(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        typed = "<script>alert(1)</script> & <b>bold</b>"
        person_id = answered(submit, desk, message=typed)
        reply = manager.get(f"/people/{person_id}/export.html")
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        assert typed not in reply.text
        assert typed in unescape(reply.text)
        assert "<script" not in reply.text
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        for page in (reply, manager.get(f"/people/{person_id}/export")):
            named = re.fullmatch(
                r'attachment; filename="frontdesk-record-2026-11-23-part-1\.(html|json)"',
                page.headers["content-disposition"],
            )
            assert named


class TestBeforeAnErasure:
    def test_the_preview_says_what_goes_what_stays_and_why_and_changes_nothing(
        self,
        published: None,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        clock: FixedClock,
        run: Runtime,
    ) -> None:
        person_id = answered(submit, desk)
        took_place(desk, clock)
        before = by_key(run)
        shown = preview(manager, person_id)
        goes = {each["what"]: each["count"] for each in shown["goes"]}
        assert goes["consultation-request"] == 1
        (record,) = [each for each in shown["stays"] if each["what"] == "medical-record"]
        assert record["count"] == 1
        assert "7 years" in record["why"]
        assert record["until"].startswith("2033-11-25")
        added = by_key(run).keys() - before.keys()
        assert all("EVENT#" in key or key.startswith("LOOKS#") for key in added)
        assert {key: by_key(run)[key] for key in before} == before

    def test_an_unanswered_call_has_to_be_closed_first(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        submit()
        card = claim_next(desk)
        shown = preview(manager, card["person_id"])
        assert [each["what"] for each in shown["blockers"]] == ["open-callback"]
        assert "confirm_token" not in shown

    def test_a_crisis_is_never_erased_while_it_is_open(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        submit(message="I want to end my life.")
        shown = preview(manager, claim_next(desk)["person_id"])
        assert [each["what"] for each in shown["blockers"]] == ["crisis"]

    def test_an_appointment_ahead_has_to_be_canceled_first(
        self, published: None, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        person_id = answered(submit, desk)
        booked = book(desk)
        (blocker,) = preview(manager, person_id)["blockers"]
        assert (blocker["what"], blocker["of"]) == ("appointment-ahead", booked["appointment_id"])

    def test_a_legal_hold_says_who_set_it_and_why_until_it_is_lifted(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        person_id = answered(submit, desk)
        reply = manager.post(f"/people/{person_id}/legal-hold", {"reason": "A court asks."})
        assert reply.json["is_set"]
        (blocker,) = preview(manager, person_id)["blockers"]
        assert (blocker["what"], blocker["by"]) == ("legal-hold", "staff-mia")
        assert blocker["reason"] == "A court asks."
        manager.post(f"/people/{person_id}/legal-hold/lift")
        assert preview(manager, person_id)["blockers"] == []
        confirm(manager, person_id)

    def test_a_legal_hold_can_be_seen_lifted_and_set_again(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        path = f"/people/{answered(submit, desk)}/legal-hold"
        seen = [manager.get(path).json]
        for step, body in (
            ("", {"reason": "A court asks."}),
            ("/lift", {}),
            ("", {"reason": "A court asks."}),
        ):
            manager.post(f"{path}{step}", body)
            seen.append(manager.get(path).json)
        assert [each["is_set"] for each in seen] == [False, True, False, True]
        assert [each.get("reason") for each in seen] == [None, "A court asks."] * 2
        assert seen[-1]["by"] == "staff-mia"

    def test_a_hold_that_is_set_after_all_was_confirmed_keeps_everything(
        self, submit: Submit, desk: Caller, manager: Caller, run: Runtime
    ) -> None:
        person_id = answered(submit, desk)
        confirm(manager, person_id)
        manager.post(f"/people/{person_id}/legal-hold", {"reason": "A court asks."})
        assert work_off(run).skipped == 1
        assert "Robin" in told(run)
        manager.post(f"/people/{person_id}/legal-hold/lift")
        assert work_off(run).done == 1
        assert "Robin" not in told(run)

    def test_one_that_is_held_back_has_no_other_done_again(
        self,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
    ) -> None:
        """It is tried again each half hour; those after it are done once and for all."""
        held = answered(submit, desk)
        confirm(manager, held)
        manager.post(f"/people/{held}/legal-hold", {"reason": "A court asks."})
        clock.forward(minutes=1)
        confirm(manager, answered(submit, desk, name="Alex Otherwise", phone="212-555-0177"))
        report = work_off(run)
        assert (report.done, report.skipped) == (1, 1)
        clock.forward(minutes=40)
        report = work_off(run)
        assert (report.done, report.skipped) == (1, 1)
        clock.forward(minutes=5)
        assert work_off(run).due == 0, "settled, an idle run has nothing to look at"
        clock.forward(minutes=30)
        assert work_off(run).skipped == 1
        manager.post(f"/people/{held}/legal-hold/lift")
        clock.forward(minutes=30)
        assert work_off(run).done == 1
        assert "Robin" not in told(run)
        clock.forward(minutes=30)
        assert work_off(run).due == 0

    def test_something_that_is_opened_meanwhile_refuses_the_confirmation(
        self, submit: Submit, desk: Caller, manager: Caller, run: Runtime
    ) -> None:
        person_id = answered(submit, desk)
        token = preview(manager, person_id)["confirm_token"]
        submit()
        path = f"/people/{person_id}/erasure/confirm"
        assert manager.post(path, {"confirm_token": token}).status == 409
        assert "ERASURES" not in told(run)

    def test_a_preview_is_confirmed_in_time_by_who_read_it_for_that_person(
        self,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        clock: FixedClock,
    ) -> None:
        person_id = answered(submit, desk)
        other = answered(submit, desk, phone="212-555-0177")
        body = {"confirm_token": preview(manager, person_id)["confirm_token"]}
        assert manager.post(f"/people/{other}/erasure/confirm", body).status == 409
        clock.forward(minutes=11)
        assert manager.post(f"/people/{person_id}/erasure/confirm", body).status == 409
        altered = {"confirm_token": body["confirm_token"][:-2] + "xx"}
        assert manager.post(f"/people/{person_id}/erasure/confirm", altered).status == 422

    def test_confirmed_again_it_is_the_same_erasure(
        self, submit: Submit, desk: Caller, manager: Caller, clock: FixedClock
    ) -> None:
        person_id = answered(submit, desk)
        body = {"confirm_token": preview(manager, person_id)["confirm_token"]}
        path = f"/people/{person_id}/erasure/confirm"
        first = manager.post(path, body)
        clock.forward(seconds=5)
        assert (manager.post(path, body).status, manager.post(path, body).json) == (202, first.json)
        assert len(manager.get("/erasures").json["erasures"]) == 1


class TestSpamOfTheirs:
    """A request that was set aside goes with its person, and is in their export."""

    def test_is_exported_and_erased_and_nobody_else_s(
        self, submit: Submit, desk: Caller, manager: Caller, run: Runtime
    ) -> None:
        person_id = answered(submit, desk)
        submit(message="Am I spam to you?", leave_blank="x", screening=["pregnancy"])
        submit(name="Alex Otherwise", message="Another's.", leave_blank="x")
        found = json.dumps(export(manager, person_id))
        assert "Am I spam to you?" in found
        assert "Another's." not in found
        confirm(manager, person_id)
        assert work_off(run).done == 1
        assert "Am I spam to you?" not in told(run)
        assert "pregnancy" not in told(run)
        assert "Another's." in told(run)

    def test_that_a_version_before_filed_under_nobody_is_found_too(
        self, submit: Submit, desk: Caller, manager: Caller, run: Runtime
    ) -> None:
        person_id = answered(submit, desk)
        receipt = submit(message="Am I spam to you?", leave_blank="x")
        stored = by_key(run)
        request = stored[f"REQUEST#{receipt['request_id']} REQUEST"]
        del request["row"]["person_id"]
        run.table.put(Put(request))
        filed = {"pk": f"PERSON#{person_id}", "sk": f"SPAM#{receipt['request_id']}"}
        run.table.transact([Delete(filed)])
        assert "Am I spam to you?" in json.dumps(export(manager, person_id))
        confirm(manager, person_id)
        assert work_off(run).done == 1
        assert "Am I spam to you?" not in told(run)

    def test_that_came_in_after_the_confirmation_stays(
        self,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
    ) -> None:
        person_id = answered(submit, desk)
        confirm(manager, person_id)
        clock.forward(minutes=1)
        submit(message="Am I spam to you?", leave_blank="x")
        assert work_off(run).done == 1
        assert "Am I spam to you?" in told(run)
        clock.forward(minutes=1)
        again = answered(submit, desk)
        assert "Am I spam to you?" in json.dumps(export(manager, again))

    def test_put_in_the_queue_it_is_there_once(
        self, submit: Submit, desk: Caller, manager: Caller
    ) -> None:
        receipt = submit(message="Am I spam to you?", leave_blank="x")
        assert desk.post(f"/staff/requests/{receipt['request_id']}/queue").status == 200
        person_id = claim_next(desk)["person_id"]
        kinds = [each["kind"] for each in export(manager, person_id)["things"]]
        assert kinds.count("consultation-request") == 1


class TestErased:
    def test_who_only_asked_a_question_is_erased_whole(
        self, submit: Submit, desk: Caller, manager: Caller, run: Runtime
    ) -> None:
        person_id = answered(submit, desk, email="robin@example.com")
        confirm(manager, person_id)
        assert work_off(run).done == 1
        for word in ("Robin", "robin@", "5550123", "555-0123", "Spoke about"):
            assert word not in told(run)
        assert manager.get(f"/people/{person_id}").status == 404
        (done,) = manager.get("/erasures").json["erasures"]
        assert done["done_at"]
        assert "kept_until" not in done

    def test_the_record_of_who_did_what_stays_with_ids_alone(
        self, submit: Submit, desk: Caller, manager: Caller, run: Runtime
    ) -> None:
        person_id = answered(submit, desk)
        confirm(manager, person_id)
        work_off(run)
        lines = [e for k, e in by_key(run).items() if k.startswith(f"PERSON#{person_id} EVENT")]
        assert {"erasure-previewed", "erasure-confirmed", "erased"} <= {e["what"] for e in lines}
        (why,) = [e["details"] for e in lines if e["what"] == "erasure-confirmed"]
        assert why["reason_code"] == "asked-by-person"

    def test_a_visit_that_took_place_stays_as_a_medical_record_until_its_time_is_over(
        self,
        published: None,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
    ) -> None:
        person_id = answered(submit, desk, email="robin@example.com")
        booked = took_place(desk, clock, email="robin@example.com")
        desk.post(f"/people/{person_id}/correct", {"date_of_birth": "1985-03-04"})
        confirm(manager, person_id)
        work_off(run)
        (erasure,) = manager.get("/erasures").json["erasures"]
        assert erasure["kept_until"].startswith("2033-11-25")
        path = f"/staff/appointments/{booked['appointment_id']}"
        record = desk.get(path).json
        assert (record["name"], record["status"]) == ("Robin Example", "fulfilled")
        assert record.keys().isdisjoint({"phone", "email"})
        assert manager.get(f"/people/{person_id}").json["person"]["date_of_birth"] == "1985-03-04"
        for word in ("5550123", "555-0123", "robin@"):
            assert word not in told(run)
        clock.now += timedelta(days=365 * 7 + 5)
        assert work_off(run).done == 1
        for word in ("Robin", "1985-03-04"):
            assert word not in told(run)
        assert work_off(run).due == 0

    def test_the_clinics_figures_are_the_same_as_before(
        self,
        published: None,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
    ) -> None:
        """A no-show is still counted, without a name; and so are the promises."""
        person_id = answered(submit, desk)
        booked = book(desk)
        clock.now += timedelta(days=3)
        path = f"/staff/appointments/{booked['appointment_id']}"
        assert desk.post(f"{path}/no-show").status == 200
        while card := claim_next(desk):
            attempt(desk, card, "reached")
        level = f"{HERE}/service-level?from=2026-11-23&to=2026-11-28"
        asked = (f"{HERE}/figures?{DAYS}", level)
        before = [manager.get(each).json for each in asked]
        confirm(manager, person_id)
        work_off(run)
        assert [manager.get(each).json for each in asked] == before
        day = desk.get(f"{HERE}/day?date=2026-11-25")
        assert day.status == 200
        assert "Robin" not in day.text
        assert desk.get(path).json["name"] == "(erased)"

    def test_who_turns_to_the_clinic_again_is_somebody_new(
        self,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
    ) -> None:
        """What came after the confirmation is no part of it, whenever the job comes to it."""
        person_id = answered(submit, desk, message="Long ago.")
        desk.post(f"/people/{person_id}/notes", {"note": "Likes tea."}, Idempotency_Key="a")
        clock.forward(minutes=1)
        confirm(manager, person_id)
        clock.forward(minutes=1)
        submit(message="Once more.")
        for _ in range(2):
            assert work_off(run).done == 1
            assert "Long ago." not in told(run)
            assert "Likes tea." not in told(run)
            assert "Once more." in told(run)
        assert claim_next(desk)["person_id"] == person_id
        assert desk.get(f"/people/{person_id}").json["person"]["name"] == "Robin Example"

    def test_of_what_they_checked_only_later_forms_say_anything(
        self,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
    ) -> None:
        """Also a later one that was set aside."""
        flags = ["substance-use", "pregnancy"]
        person_id = answered(submit, desk, screening=flags)
        submit(leave_blank="x", screening=["history-of-psychosis"])
        clock.forward(minutes=1)
        confirm(manager, person_id)
        clock.forward(minutes=1)
        submit(leave_blank="x", screening=["current-medication"])
        submit(screening=["pregnancy"])
        for _ in range(2):
            assert work_off(run).done == 1
            seen = desk.get(f"/people/{person_id}").json["flags"]
            assert sorted(each["flag"] for each in seen) == ["current-medication", "pregnancy"]
            assert not any("first_at" in each for each in seen)
            for gone in ("substance-use", "history-of-psychosis"):
                assert gone not in told(run)

    @pytest.mark.parametrize("earlier", [0, 1, 40])
    def test_a_form_sent_at_the_very_instant_of_the_confirmation_is_new(
        self,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
        earlier: int,
    ) -> None:
        """Or some milliseconds earlier, and stored once the erasure was."""
        answered(submit, desk, message="Long ago.")
        found = desk.post("/people/search", {"phone": ROBIN["phone"]}).json["people"]
        person_id = found[0]["person_id"]
        clock.forward(minutes=1)
        confirm(manager, person_id)
        clock.forward(milliseconds=-earlier)
        submit(message="Once more.", screening=["pregnancy"])
        clock.forward(milliseconds=earlier)
        for minutes in (0, 5, 40):
            clock.forward(minutes=minutes)
            assert work_off(run).done == 1
            assert "Long ago." not in told(run)
            assert "Once more." in told(run)
        assert claim_next(desk)["person_id"] == person_id
        card = desk.get(f"/people/{person_id}").json
        assert card["person"]["name"] == "Robin Example"
        assert [each["flag"] for each in card["flags"]] == ["pregnancy"]
        assert desk.post("/people/search", {"phone": ROBIN["phone"]}).json["people"]

    def test_what_they_book_or_join_after_the_confirmation_still_lies_ahead(
        self,
        published: None,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
    ) -> None:
        person_id = answered(submit, desk)
        clock.forward(minutes=1)
        confirm(manager, person_id)
        booked = book(desk)
        assert work_off(run).done == 1
        ahead = desk.get(f"/people/{person_id}").json["appointments_ahead"]
        assert [each["appointment_id"] for each in ahead] == [booked["appointment_id"]]

    def test_a_form_that_joined_the_call_of_another_on_the_number_stays_in_it(
        self,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
    ) -> None:
        """That call was opened before the erasure was confirmed."""
        person_id = answered(submit, desk, message="Long ago.")
        clock.forward(minutes=1)
        submit(name="Alex Otherwise")
        clock.forward(minutes=1)
        confirm(manager, person_id)
        clock.forward(minutes=1)
        submit(message="Once more.")
        assert work_off(run).done == 1
        card = claim_next(desk)
        assert sorted(each["name"] for each in card["people"]) == [
            "Alex Otherwise",
            "Robin Example",
        ]
        assert "Long ago." not in told(run)
        assert desk.get(f"/people/{person_id}").status == 200

    def test_two_who_are_one_go_together(
        self, submit: Submit, desk: Caller, manager: Caller, run: Runtime
    ) -> None:
        one = answered(submit, desk)
        other = answered(submit, desk, phone="212-555-0188", name="Robyn Exemplar")
        desk.post(f"/people/{one}/merge", {"person_id": other})
        assert sorted(confirm(manager, one)["people"]) == sorted([one, other])
        work_off(run)
        for word in ("Rob", "0123", "0188"):
            assert word not in told(run).replace("2012", "")

    def test_done_again_it_writes_nothing(
        self, submit: Submit, desk: Caller, manager: Caller, run: Runtime, clock: FixedClock
    ) -> None:
        person_id = answered(submit, desk, screening=["pregnancy"])
        confirm(manager, person_id)
        work_off(run)
        before = by_key(run)
        clock.forward(minutes=5)
        assert work_off(run).done == 1
        assert by_key(run) == before
        clock.forward(minutes=40)
        work_off(run)
        assert work_off(run).due == 0, "settled, an idle run has nothing to look at"


def test_the_jobs_own_role_lets_it_do_all_of_it(
    submit: Submit, desk: Caller, manager: Caller, run: Runtime, job: Callable[[str], Any]
) -> None:
    person_id = answered(submit, desk, email="robin@example.com", screening=["pregnancy"])
    desk.get(f"/people/{person_id}?location_id=new-york")
    job("index-people")
    confirm(manager, person_id)
    assert job("erase-people")["done"] == 1
    assert "Robin" not in told(run)


class TestAfterARestore:
    def test_erasures_that_the_restore_brings_along_are_done_again(
        self,
        published: None,
        submit: Submit,
        desk: Caller,
        manager: Caller,
        run: Runtime,
        clock: FixedClock,
    ) -> None:
        """The old table has everything of them: the erasure finds it by its ids alone."""
        person_id = answered(submit, desk, email="robin@example.com", screening=["pregnancy"])
        booked = book(desk)
        desk.post(f"/staff/appointments/{booked['appointment_id']}/cancel", {"reason": "Is ill."})
        answered(submit, desk, name="Alex Otherwise", phone="212-555-0177", message="Else's.")
        clock.forward(hours=2)
        work_off(run)
        kept = backup(run)
        clock.forward(hours=1)
        confirm(manager, person_id)
        work_off(run)
        clock.forward(hours=1)
        work_off(run)
        brought = [e for e in everything(run) if e["pk"] == "ERASURES#ALL"]
        restore(run, kept)
        assert "robin@example.com" in told(run)
        for erasure in brought:
            run.table.put(Put(erasure))
        assert work_off(run).done == 1
        for word in ("Robin", "robin@", "555-0123", "5550123", "Is ill."):
            assert word not in told(run)
        assert "Else's." in told(run)


@pytest.mark.timeout(120)
@pytest.mark.parametrize("minutes", [5, 0])
def test_a_form_that_comes_in_while_the_job_runs_leaves_somebody_whom_staff_can_open(
    submit: Submit,
    desk: Caller,
    manager: Caller,
    run: Runtime,
    clock: FixedClock,
    minutes: int,
) -> None:
    """Whichever of the job's calls it comes in before; also at the instant of the confirmation."""
    person_id = answered(submit, desk)
    clock.forward(hours=1)
    confirm(manager, person_id)
    clock.forward(minutes=minutes)
    start, at = backup(run), 1
    while True:
        restore(run, start)
        meanwhile = Meanwhile(at, lambda: submit())
        with killing(run, meanwhile):
            work_off(run)
        if not meanwhile.is_over:
            break
        work_off(run)
        card = claim_next(desk)
        assert desk.get(f"/people/{card['person_id']}").status == 200, at
        found = desk.post("/people/search", {"phone": ROBIN["phone"]}).json["people"]
        assert [each["person_id"] for each in found] == [card["person_id"]], at
        at += 1
    assert at > 5


@pytest.mark.timeout(120)
def test_what_was_checked_on_a_form_that_comes_in_meanwhile_stays_in_sight(
    submit: Submit,
    desk: Caller,
    manager: Caller,
    run: Runtime,
    clock: FixedClock,
) -> None:
    """Whichever of the job's calls it comes in before; what is kept takes several transactions."""
    person_id = answered(submit, desk, screening=["substance-use"])
    for number in range(60):
        run.table.put(Put({"pk": f"PERSON#{person_id}", "sk": f"NOTE-KEY#{number:03}"}))
    clock.forward(hours=1)
    confirm(manager, person_id)
    clock.forward(minutes=5)
    start, at = backup(run), 1
    while True:
        restore(run, start)
        meanwhile = Meanwhile(at, lambda: submit(screening=["pregnancy"]))
        with killing(run, meanwhile):
            work_off(run)
        if not meanwhile.is_over:
            break
        work_off(run)
        flags = desk.get(f"/people/{person_id}").json["flags"]
        assert "pregnancy" in [each["flag"] for each in flags], at
        at += 1
    assert at > 5


@pytest.mark.timeout(240)
@pytest.mark.parametrize("trap", [None, "x"])
def test_what_staff_discuss_meanwhile_with_somebody_who_came_back_stays_discussed(
    submit: Submit,
    desk: Caller,
    manager: Caller,
    run: Runtime,
    clock: FixedClock,
    trap: str | None,
) -> None:
    """Whichever of the job's calls it comes in before; also of a form that was set aside."""
    aside = {"leave_blank": trap} if trap else {}
    person_id = answered(submit, desk)
    submit(screening=["substance-use"], **aside)
    if not trap:
        attempt(desk, claim_next(desk), "reached")
    clock.forward(hours=1)
    confirm(manager, person_id)
    clock.forward(minutes=5)
    submit()
    of = submit(screening=["pregnancy"], **aside)["request_id"]
    flag = {"flag": "pregnancy", "of": of}
    discuss = partial(desk.post, f"/people/{person_id}/flags/discuss", flag)
    answers: list[Any] = []
    start, at = backup(run), 1
    while True:
        restore(run, start)
        meanwhile = Meanwhile(at, lambda: answers.append(discuss()))
        with killing(run, meanwhile):
            work_off(run)
        if not meanwhile.is_over:
            break
        work_off(run)
        assert answers.pop().status == 200, at
        (left,) = desk.get(f"/people/{person_id}").json["flags"]
        assert (left["of"], left.get("discussed_by")) == (of, "staff-ana"), at
        at += 1
    assert at > 5


@pytest.mark.timeout(240)
def test_what_was_checked_on_a_form_that_is_set_aside_meanwhile_stays_in_sight(
    submit: Submit, desk: Caller, manager: Caller, run: Runtime, clock: FixedClock
) -> None:
    """Whichever of the job's calls it comes in before, at the instant of another one, too."""
    person_id = answered(submit, desk)
    submit(leave_blank="x", screening=["substance-use"])
    clock.forward(hours=1)
    confirm(manager, person_id)
    clock.forward(minutes=5)
    submit()
    submit(leave_blank="x", screening=["history-of-psychosis"])
    start, at = backup(run), 1
    while True:
        restore(run, start)
        meanwhile = Meanwhile(at, lambda: submit(leave_blank="x", screening=["pregnancy"]))
        with killing(run, meanwhile):
            work_off(run)
        if not meanwhile.is_over:
            break
        work_off(run)
        flags = desk.get(f"/people/{person_id}").json["flags"]
        assert {each["flag"] for each in flags} == {"pregnancy", "history-of-psychosis"}, at
        at += 1
    assert at > 5


@pytest.mark.timeout(240)
@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("after", [False, True])
def test_killed_anywhere_the_next_run_finishes(
    submit: Submit,
    desk: Caller,
    manager: Caller,
    run: Runtime,
    clock: FixedClock,
    *,
    after: bool,
) -> None:
    """However often and wherever it is killed, the end is that of a run that was not."""
    person_id = answered(submit, desk, email="robin@example.com", screening=["pregnancy"])
    booked = book(desk, email="robin@example.com")
    desk.post(f"/staff/appointments/{booked['appointment_id']}/cancel", {"reason": "Is ill."})
    code = {"location_id": "new-york", "email": "robin@example.com", "name": "Robin Example"}
    assert desk.post("/proofs", code).status < 300
    clock.forward(hours=1)
    confirm(manager, person_id)
    start = backup(run)
    work_off(run)
    ended = by_key(run)
    assert "obin" not in told(run)
    at = 1
    while True:
        restore(run, start)
        killer = Killer(at, after)
        try:
            with killing(run, killer):
                work_off(run)
        except Killed:
            pass
        else:
            break
        work_off(run)
        assert by_key(run) == ended, at
        at += 3 if at > 6 else 1
    assert at > 10
