"""Steps of the desk and of jobs, which go on while a stranger makes their calls.

They are steps for whoever calls: none of them looks at who the stranger is.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from chalicelib.callbacks.return_stale_claims import return_stale_claims
from chalicelib.platform.jobs import JobReport, TimeLeft
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.aftercare.follow_up import follow_up_appointments
from chalicelib.scheduling.slots.expire_holds import expire_holds
from chalicelib.scheduling.slots.models import UNDO_TIME
from chalicelib.scheduling.slots.release_slots import release_slots
from chalicelib.scheduling.waitlist.offer_freed_slot import offer_freed_slots

from .memory import Memory
from .world import AT_1130, SERVICE, World

DeskStep = Callable[[World, Memory], Memory]
Job = Callable[[Runtime, TimeLeft], JobReport]


def _call(verb: str, **told: str) -> DeskStep:
    """Claim the call that is owed next, if one may be made, and write so of whom it leads with."""

    def act(world: World, memory: Memory) -> Memory:
        reply = world.desk.post("/locations/new-york/queue/claim")
        if reply.status == 200:
            path = f"/callbacks/{reply.json['callback_id']}/{verb}"
            claim, person_id = reply.json["claim"]["token"], reply.json["person_id"]
            world.by_desk(path, claim=claim, person_id=person_id, **told)
        return memory

    return act


def _claim_alone(world: World, memory: Memory) -> Memory:
    world.desk.post("/locations/new-york/queue/claim")
    return memory


def _free_a_time(world: World, memory: Memory) -> Memory:
    """Another patient books half past eleven, if it is to be had, and calls it off again."""
    phone = f"212-555-01{60 + memory.freed}"
    who = {"name": "Max Shortly", "phone": phone, "service_id": SERVICE, "starts_at": AT_1130}
    reply = world.desk.post("/locations/new-york/appointments", who)
    if reply.status == 201:
        world.by_desk(f"/staff/appointments/{reply.json['appointment_id']}/cancel")
    return replace(memory, freed=memory.freed + 1)


def _call_off_for_known(world: World, memory: Memory) -> Memory:
    """The known person calls their appointments off by phone."""
    for each in world.of_known:
        world.desk.post(f"/staff/appointments/{each}/cancel", {})
    return memory


def _job(work_off: Job, after: timedelta = timedelta()) -> DeskStep:
    """Let some time pass, and a job run."""

    def act(world: World, memory: Memory) -> Memory:
        world.clock.now += after
        report = work_off(world.run, lambda: 60.0)
        assert report.failed == 0
        return memory

    return act


_DONE = {"done": "spoke-not-in-danger"}
"""Said of a crisis as it ends, and of any other call to no harm."""

DESK_STEPS: dict[str, DeskStep] = {
    "the desk claims": _claim_alone,
    "the desk gets no answer": _call("attempts", disposition="no-answer"),
    "the desk reaches somebody": _call("attempts", disposition="reached", **_DONE),
    "the desk leaves a voicemail": _call("attempts", disposition="voicemail-left"),
    "the desk closes a call": _call("close", reason="resolved", **_DONE),
    "the desk frees a time": _free_a_time,
    "the desk cancels for the known": _call_off_for_known,
    "freed slots are offered": _job(offer_freed_slots, UNDO_TIME),
    "holds expire": _job(expire_holds, timedelta(minutes=10)),
    "offers expire": _job(expire_holds, timedelta(hours=2)),
    "slots are released": _job(release_slots),
    "claims are returned": _job(return_stale_claims, timedelta(minutes=15)),
    "appointments are followed up": _job(follow_up_appointments),
}
