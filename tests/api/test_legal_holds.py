"""Nothing is erased of whom a legal hold stands for, and nobody else waits for it."""

from .on_record import World
from .on_record import world as world


def test_a_legal_hold_says_who_set_it_and_why_until_it_is_lifted(world: World) -> None:
    person_id = world.answered()
    assert world.hold(person_id)["is_set"]
    (blocker,) = world.preview(person_id)["blockers"]
    assert (blocker["what"], blocker["by"]) == ("legal-hold", "staff-mia")
    assert blocker["reason"] == "A court asks."
    world.lift(person_id)
    assert world.preview(person_id)["blockers"] == []
    world.confirm(person_id)


def test_a_legal_hold_can_be_seen_lifted_and_set_again(world: World) -> None:
    path = f"/people/{world.answered()}/legal-hold"
    seen = [world.manager.get(path).json]
    for step, body in (
        ("", {"reason": "A court asks."}),
        ("/lift", {}),
        ("", {"reason": "A court asks."}),
    ):
        world.manager.post(f"{path}{step}", body)
        seen.append(world.manager.get(path).json)
    assert [each["is_set"] for each in seen] == [False, True, False, True]
    assert [each.get("reason") for each in seen] == [None, "A court asks."] * 2
    assert seen[-1]["by"] == "staff-mia"


def test_a_hold_that_is_set_after_all_was_confirmed_keeps_everything(world: World) -> None:
    person_id = world.answered()
    world.confirm(person_id)
    world.hold(person_id)
    assert world.work_off().skipped == 1
    assert "Robin" in world.told()
    world.lift(person_id)
    assert world.work_off().done == 1
    assert "Robin" not in world.told()


def test_one_that_is_held_back_has_no_other_done_again(world: World) -> None:
    """It is tried again each half hour; those after it are done once and for all."""
    held = world.answered()
    world.confirm(held)
    world.hold(held)
    world.clock.forward(minutes=1)
    world.confirm(world.answered(name="Alex Otherwise", phone="212-555-0177"))
    report = world.work_off()
    assert (report.done, report.skipped) == (1, 1)
    world.clock.forward(minutes=40)
    report = world.work_off()
    assert (report.done, report.skipped) == (1, 1)
    world.clock.forward(minutes=5)
    assert world.work_off().due == 0, "settled, an idle run has nothing to look at"
    world.clock.forward(minutes=30)
    assert world.work_off().skipped == 1
    world.lift(held)
    world.clock.forward(minutes=30)
    assert world.work_off().done == 1
    assert "Robin" not in world.told()
    world.clock.forward(minutes=30)
    assert world.work_off().due == 0
