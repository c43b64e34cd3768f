"""Whoever is erased is so as far as law lets, and whoever comes back is somebody new."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from .conftest import attempt, claim_next
from .on_record import HERE, World
from .on_record import world as world
from .whole_table import by_key

DAYS = "from=2026-11-25&to=2026-11-27"


class TestErased:
    def test_who_only_asked_a_question_is_erased_whole(self, world: World) -> None:
        person_id = world.answered(email="robin@example.com")
        world.erase(person_id)
        for word in ("Robin", "robin@", "5550123", "555-0123", "Spoke about"):
            assert word not in world.told()
        assert world.manager.get(f"/people/{person_id}").status == 404
        (done,) = world.manager.get("/erasures").json["erasures"]
        assert done["done_at"]
        assert "kept_until" not in done

    def test_the_record_of_who_did_what_stays_with_ids_alone(self, world: World) -> None:
        person_id = world.answered()
        world.confirm(person_id)
        world.work_off()
        lines = world.history_of(person_id)
        assert {"erasure-previewed", "erasure-confirmed", "erased"} <= {e["what"] for e in lines}
        (why,) = [e["details"] for e in lines if e["what"] == "erasure-confirmed"]
        assert why["reason_code"] == "asked-by-person"

    def test_a_visit_that_took_place_stays_as_a_medical_record_until_its_time_is_over(
        self, world: World
    ) -> None:
        world.publish()
        person_id = world.answered(email="robin@example.com")
        booked = world.took_place(email="robin@example.com")
        world.desk.post(f"/people/{person_id}/correct", {"date_of_birth": "1985-03-04"})
        world.confirm(person_id)
        world.work_off()
        (erasure,) = world.manager.get("/erasures").json["erasures"]
        assert erasure["kept_until"].startswith("2033-11-25")
        path = f"/staff/appointments/{booked['appointment_id']}"
        record = world.desk.get(path).json
        assert (record["name"], record["status"]) == ("Robin Example", "fulfilled")
        assert record.keys().isdisjoint({"phone", "email"})
        person = world.manager.get(f"/people/{person_id}").json["person"]
        assert person["date_of_birth"] == "1985-03-04"
        for word in ("5550123", "555-0123", "robin@"):
            assert word not in world.told()
        world.clock.now += timedelta(days=365 * 7 + 5)
        assert world.work_off().done == 1
        for word in ("Robin", "1985-03-04"):
            assert word not in world.told()
        assert world.work_off().due == 0

    def test_the_clinics_figures_are_the_same_as_before(self, world: World) -> None:
        """A no-show is still counted, without a name; and so are the promises."""
        world.publish()
        person_id = world.answered()
        booked = world.book()
        world.clock.now += timedelta(days=3)
        path = f"/staff/appointments/{booked['appointment_id']}"
        assert world.desk.post(f"{path}/no-show").status == 200
        while card := claim_next(world.desk):
            attempt(world.desk, card, "reached")
        level = f"{HERE}/service-level?from=2026-11-23&to=2026-11-28"
        asked = (f"{HERE}/figures?{DAYS}", level)
        before = [world.manager.get(each).json for each in asked]
        world.confirm(person_id)
        world.work_off()
        assert [world.manager.get(each).json for each in asked] == before
        day = world.desk.get(f"{HERE}/day?date=2026-11-25")
        assert day.status == 200
        assert "Robin" not in day.text
        assert world.desk.get(path).json["name"] == "(erased)"

    def test_who_turns_to_the_clinic_again_is_somebody_new(self, world: World) -> None:
        """What came after the confirmation is no part of it, whenever the job comes to it."""
        person_id = world.answered(message="Long ago.")
        world.desk.post(f"/people/{person_id}/notes", {"note": "Likes tea."}, Idempotency_Key="a")
        world.clock.forward(minutes=1)
        world.confirm(person_id)
        world.clock.forward(minutes=1)
        world.submit(message="Once more.")
        for _ in range(2):
            assert world.work_off().done == 1
            assert "Long ago." not in world.told()
            assert "Likes tea." not in world.told()
            assert "Once more." in world.told()
        assert claim_next(world.desk)["person_id"] == person_id
        assert world.card_of(person_id)["person"]["name"] == "Robin Example"

    def test_of_what_they_checked_only_later_forms_say_anything(self, world: World) -> None:
        """Also a later one that was set aside."""
        flags = ["substance-use", "pregnancy"]
        person_id = world.answered(screening=flags)
        world.submit(leave_blank="x", screening=["history-of-psychosis"])
        world.clock.forward(minutes=1)
        world.confirm(person_id)
        world.clock.forward(minutes=1)
        world.submit(leave_blank="x", screening=["current-medication"])
        world.submit(screening=["pregnancy"])
        for _ in range(2):
            assert world.work_off().done == 1
            seen = world.card_of(person_id)["flags"]
            assert sorted(each["flag"] for each in seen) == ["current-medication", "pregnancy"]
            assert not any("first_at" in each for each in seen)
            for gone in ("substance-use", "history-of-psychosis"):
                assert gone not in world.told()

    @pytest.mark.parametrize("earlier", [0, 1, 40])
    def test_a_form_sent_at_the_very_instant_of_the_confirmation_is_new(
        self, world: World, earlier: int
    ) -> None:
        """Or some milliseconds earlier, and stored once the erasure was."""
        world.answered(message="Long ago.")
        person_id = world.found()[0]
        world.clock.forward(minutes=1)
        world.confirm(person_id)
        world.clock.forward(milliseconds=-earlier)
        world.submit(message="Once more.", screening=["pregnancy"])
        world.clock.forward(milliseconds=earlier)
        for minutes in (0, 5, 40):
            world.clock.forward(minutes=minutes)
            assert world.work_off().done == 1
            assert "Long ago." not in world.told()
            assert "Once more." in world.told()
        assert claim_next(world.desk)["person_id"] == person_id
        card = world.card_of(person_id)
        assert card["person"]["name"] == "Robin Example"
        assert [each["flag"] for each in card["flags"]] == ["pregnancy"]
        assert world.found()

    def test_what_they_book_or_join_after_the_confirmation_still_lies_ahead(
        self, world: World
    ) -> None:
        world.publish()
        person_id = world.answered()
        world.clock.forward(minutes=1)
        world.confirm(person_id)
        booked = world.book()
        assert world.work_off().done == 1
        ahead = world.card_of(person_id)["appointments_ahead"]
        assert [each["appointment_id"] for each in ahead] == [booked["appointment_id"]]

    def test_a_form_that_joined_the_call_of_another_on_the_number_stays_in_it(
        self, world: World
    ) -> None:
        """That call was opened before the erasure was confirmed."""
        person_id = world.answered(message="Long ago.")
        world.clock.forward(minutes=1)
        world.submit(name="Alex Otherwise")
        world.clock.forward(minutes=1)
        world.confirm(person_id)
        world.clock.forward(minutes=1)
        world.submit(message="Once more.")
        assert world.work_off().done == 1
        card = claim_next(world.desk)
        assert sorted(each["name"] for each in card["people"]) == [
            "Alex Otherwise",
            "Robin Example",
        ]
        assert "Long ago." not in world.told()
        assert world.desk.get(f"/people/{person_id}").status == 200

    def test_two_who_are_one_go_together(self, world: World) -> None:
        one = world.answered()
        other = world.answered(phone="212-555-0188", name="Robyn Exemplar")
        world.desk.post(f"/people/{one}/merge", {"person_id": other})
        assert sorted(world.confirm(one)["people"]) == sorted([one, other])
        world.work_off()
        for word in ("Rob", "0123", "0188"):
            assert word not in world.told().replace("2012", "")

    def test_done_again_it_writes_nothing(self, world: World) -> None:
        person_id = world.answered(screening=["pregnancy"])
        world.confirm(person_id)
        world.work_off()
        before = by_key(world.run)
        world.clock.forward(minutes=5)
        assert world.work_off().done == 1
        assert by_key(world.run) == before
        world.clock.forward(minutes=40)
        world.work_off()
        assert world.work_off().due == 0, "settled, an idle run has nothing to look at"


def test_the_jobs_own_role_lets_it_do_all_of_it(world: World, job: Callable[[str], Any]) -> None:
    person_id = world.answered(email="robin@example.com", screening=["pregnancy"])
    world.desk.get(f"/people/{person_id}?location_id=new-york")
    job("index-people")
    world.confirm(person_id)
    assert job("erase-people")["done"] == 1
    assert "Robin" not in world.told()


class TestAfterARestore:
    def test_erasures_that_the_restore_brings_along_are_done_again(self, world: World) -> None:
        """The old table has everything of them: the erasure finds it by its ids alone."""
        world.publish()
        person_id = world.answered(email="robin@example.com", screening=["pregnancy"])
        world.cancel(world.book())
        world.answered(name="Alex Otherwise", phone="212-555-0177", message="Else's.")
        world.clock.forward(hours=2)
        world.work_off()
        kept = world.backup()
        world.clock.forward(hours=1)
        world.confirm(person_id)
        world.work_off()
        world.clock.forward(hours=1)
        world.work_off()
        brought = world.erasures()
        world.restore(kept)
        assert "robin@example.com" in world.told()
        world.bring_along(brought)
        assert world.work_off().done == 1
        for word in ("Robin", "robin@", "555-0123", "5550123", "Is ill."):
            assert word not in world.told()
        assert "Else's." in world.told()
