"""A request that was set aside goes with its person, and is in their export."""

import json

from chalicelib.platform.storage.writes import Delete, Put

from .conftest import claim_next
from .on_record import World
from .on_record import world as world
from .whole_table import by_key


class TestSpamOfTheirs:
    def test_is_exported_and_erased_and_nobody_else_s(self, world: World) -> None:
        person_id = world.answered()
        world.submit(message="Am I spam to you?", leave_blank="x", screening=["pregnancy"])
        world.submit(name="Alex Otherwise", message="Another's.", leave_blank="x")
        found = json.dumps(world.export(person_id))
        assert "Am I spam to you?" in found
        assert "Another's." not in found
        world.erase(person_id)
        assert "Am I spam to you?" not in world.told()
        assert "pregnancy" not in world.told()
        assert "Another's." in world.told()

    def test_that_a_version_before_filed_under_nobody_is_found_too(self, world: World) -> None:
        person_id = world.answered()
        receipt = world.submit(message="Am I spam to you?", leave_blank="x")
        stored = by_key(world.run)
        request = stored[f"REQUEST#{receipt['request_id']} REQUEST"]
        del request["row"]["person_id"]
        world.run.table.put(Put(request))
        filed = {"pk": f"PERSON#{person_id}", "sk": f"SPAM#{receipt['request_id']}"}
        world.run.table.transact([Delete(filed)])
        assert "Am I spam to you?" in json.dumps(world.export(person_id))
        world.erase(person_id)
        assert "Am I spam to you?" not in world.told()

    def test_that_came_in_after_the_confirmation_stays(self, world: World) -> None:
        person_id = world.answered()
        world.confirm(person_id)
        world.clock.forward(minutes=1)
        world.submit(message="Am I spam to you?", leave_blank="x")
        assert world.work_off().done == 1
        assert "Am I spam to you?" in world.told()
        world.clock.forward(minutes=1)
        again = world.answered()
        assert "Am I spam to you?" in json.dumps(world.export(again))

    def test_put_in_the_queue_it_is_there_once(self, world: World) -> None:
        receipt = world.submit(message="Am I spam to you?", leave_blank="x")
        assert world.desk.post(f"/staff/requests/{receipt['request_id']}/queue").status == 200
        person_id = claim_next(world.desk)["person_id"]
        kinds = [each["kind"] for each in world.export(person_id)["things"]]
        assert kinds.count("consultation-request") == 1
