"""Before somebody is erased, a manager reads what goes and what stays, and confirms it."""

from .conftest import claim_next
from .on_record import World
from .on_record import world as world
from .whole_table import by_key


class TestBeforeAnErasure:
    def test_the_preview_says_what_goes_what_stays_and_why_and_changes_nothing(
        self, world: World
    ) -> None:
        world.publish()
        person_id = world.answered()
        world.took_place()
        before = by_key(world.run)
        shown = world.preview(person_id)
        goes = {each["what"]: each["count"] for each in shown["goes"]}
        assert goes["consultation-request"] == 1
        (record,) = [each for each in shown["stays"] if each["what"] == "medical-record"]
        assert record["count"] == 1
        assert "7 years" in record["why"]
        assert record["until"].startswith("2033-11-25")
        added = by_key(world.run).keys() - before.keys()
        assert all("EVENT#" in key or key.startswith("LOOKS#") for key in added)
        assert {key: by_key(world.run)[key] for key in before} == before

    def test_an_unanswered_call_has_to_be_closed_first(self, world: World) -> None:
        world.submit()
        card = claim_next(world.desk)
        shown = world.preview(card["person_id"])
        assert [each["what"] for each in shown["blockers"]] == ["open-callback"]
        assert "confirm_token" not in shown

    def test_a_crisis_is_never_erased_while_it_is_open(self, world: World) -> None:
        world.submit(message="I want to end my life.")
        shown = world.preview(claim_next(world.desk)["person_id"])
        assert [each["what"] for each in shown["blockers"]] == ["crisis"]

    def test_an_appointment_ahead_has_to_be_canceled_first(self, world: World) -> None:
        world.publish()
        person_id = world.answered()
        booked = world.book()
        (blocker,) = world.preview(person_id)["blockers"]
        assert (blocker["what"], blocker["of"]) == ("appointment-ahead", booked["appointment_id"])

    def test_something_that_is_opened_meanwhile_refuses_the_confirmation(
        self, world: World
    ) -> None:
        person_id = world.answered()
        token = world.preview(person_id)["confirm_token"]
        world.submit()
        path = f"/people/{person_id}/erasure/confirm"
        assert world.manager.post(path, {"confirm_token": token}).status == 409
        assert "ERASURES" not in world.told()

    def test_a_preview_is_confirmed_in_time_by_who_read_it_for_that_person(
        self, world: World
    ) -> None:
        person_id = world.answered()
        other = world.answered(phone="212-555-0177")
        body = {"confirm_token": world.preview(person_id)["confirm_token"]}
        assert world.manager.post(f"/people/{other}/erasure/confirm", body).status == 409
        world.clock.forward(minutes=11)
        assert world.manager.post(f"/people/{person_id}/erasure/confirm", body).status == 409
        altered = {"confirm_token": body["confirm_token"][:-2] + "xx"}
        assert world.manager.post(f"/people/{person_id}/erasure/confirm", altered).status == 422

    def test_confirmed_again_it_is_the_same_erasure(self, world: World) -> None:
        person_id = world.answered()
        body = {"confirm_token": world.preview(person_id)["confirm_token"]}
        path = f"/people/{person_id}/erasure/confirm"
        first = world.manager.post(path, body)
        world.clock.forward(seconds=5)
        assert (world.manager.post(path, body).status, world.manager.post(path, body).json) == (
            202,
            first.json,
        )
        assert len(world.manager.get("/erasures").json["erasures"]) == 1
