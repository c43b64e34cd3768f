"""All that is kept of somebody is handed to them whole, and to a manager alone."""

import json
import re
from html import unescape

import pytest

from .conftest import Caller, attempt, claim_next, write
from .on_record import ASKED, World
from .on_record import world as world


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
    def test_a_manager_alone(self, world: World, visitor: Caller, verb: str, path: str) -> None:
        person_id = world.answered()
        for caller, status in ((world.desk, 403), (visitor, 401)):
            assert getattr(caller, verb)(f"/people/{person_id}/{path}").status == status

    def test_nobody_of_that_id_is_not_found(self, world: World) -> None:
        nobody = "/people/" + "0" * 26
        assert world.manager.get(f"{nobody}/export").status == 404
        assert world.manager.get(f"{nobody}/erasure?{ASKED}").status == 404


class TestExport:
    def test_has_all_that_is_kept_with_who_saw_it(self, world: World) -> None:
        world.publish()
        words = {"message": "About my sleep.", "screening": ["pregnancy"]}
        person_id = world.answered(email="robin@example.com", **words)
        booked = world.book(email="robin@example.com")
        world.desk.post(f"/people/{person_id}/notes", {"note": "Likes tea."}, Idempotency_Key="a")
        world.desk.get(f"/people/{person_id}")
        things = {each["kind"]: each for each in world.export(person_id)["things"]}
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

    def test_is_on_record_once_for_each_time(self, world: World) -> None:
        person_id = world.answered()
        world.export(person_id)
        world.manager.get(f"/people/{person_id}/export.html")
        (profile,) = [e for e in world.export(person_id)["things"] if e["kind"] == "profile"]
        looks = [e["what"] for e in profile["history"] if e["by"] == "staff-mia"]
        assert sorted(looks) == ["exported", "exported", "exported-to-read"]

    def test_has_nothing_of_others_on_the_number(self, world: World) -> None:
        """They share a call, too: its lines and its words are told apart."""
        world.submit(message="Mine.")
        world.submit(name="Alex Otherwise", message="Somebody else's.", email="alex@example.com")
        card = claim_next(world.desk)
        write(world.desk, card, "notes", note="Alex sounded tired.")
        robin, alex = sorted(card["people"], key=lambda each: str(each["name"]), reverse=True)
        attempt(world.desk, card, "reached", person_id=alex["person_id"], note="Alex said no.")
        found = json.dumps(world.export(robin["person_id"]))
        assert "Mine." in found
        for others in ("Alex", "Otherwise", "Somebody else", "alex@", alex["person_id"]):
            assert others not in found
        assert "Robin" not in json.dumps(world.export(alex["person_id"]))

    def test_who_asked_for_somebody_else_is_not_named_to_them(self, world: World) -> None:
        person_id = world.answered(
            name="Asker Otherwise",
            email="asker@example.com",
            on_behalf_of="Robin Example",
            for_someone_else=True,
        )
        found = world.export(person_id)
        assert found["names"] == ["Robin Example"]
        for its in ("Asker", "asker@"):
            assert its not in json.dumps(found)

    def test_tells_no_token_no_hash_and_no_key(self, world: World) -> None:
        world.publish()
        person_id = world.answered(email="robin@example.com")
        world.book()
        text = json.dumps(world.export(person_id))
        for word in ("token", "hash", "fingerprint", '"sender"', '"pk"', "due_pk", "provider_id"):
            assert word not in text

    def test_a_long_record_is_read_page_by_page(self, world: World) -> None:
        sent = set()
        for _ in range(30):
            sent.add(world.submit()["request_id"])
            world.clock.forward(seconds=1)
        person_id = claim_next(world.desk)["person_id"]
        found: list[str] = []
        page = world.export(person_id)
        while True:
            found += [e["id"] for e in page["things"] if e["kind"] == "consultation-request"]
            assert len(page["things"]) <= 40
            if "next_cursor" not in page:
                break
            page = world.export(person_id, page["next_cursor"])
        assert page["part"] == 2
        assert sorted(found) == sorted(sent)

    def test_a_page_of_another_persons_is_refused(self, world: World) -> None:
        for _ in range(30):
            world.submit()
            world.clock.forward(seconds=1)
        cursor = world.export(claim_next(world.desk)["person_id"])["next_cursor"]
        other = world.answered(name="Alex Otherwise", phone="212-555-0199")
        assert world.manager.get(f"/people/{other}/export?cursor={cursor}").status == 422

    def test_of_one_person_under_two_numbers_has_both(self, world: World) -> None:
        one = world.answered(message="First.")
        other = world.answered(phone="212-555-0188", message="Second.")
        world.desk.post(f"/people/{one}/merge", {"person_id": other})
        first = world.export(one)
        second = world.export(one, first["next_cursor"])
        assert "First." in json.dumps(first)
        assert "Second." in json.dumps(second)
        assert "next_cursor" not in second

    def test_to_read_it_is_text_alone_and_its_name_tells_nobody(self, world: World) -> None:
        typed = "<script>alert(1)</script> & <b>bold</b>"
        person_id = world.answered(message=typed)
        reply = world.manager.get(f"/people/{person_id}/export.html")
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        assert typed not in reply.text
        assert typed in unescape(reply.text)
        assert "<script" not in reply.text
        policy = reply.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        for page in (reply, world.manager.get(f"/people/{person_id}/export")):
            named = re.fullmatch(
                r'attachment; filename="frontdesk-record-2026-11-23-part-1\.(html|json)"',
                page.headers["content-disposition"],
            )
            assert named
