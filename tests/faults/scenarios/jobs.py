"""The scheduled jobs, each with something to do; run as a manager has them run."""

from datetime import datetime

from ..world import World
from .scenario import (
    AT_ONE,
    CONSULTATION,
    ROBIN,
    Prepare,
    Scenario,
    Sent,
    book,
    claimed,
    given,
    given_up,
    hold,
    keyed,
    offered_entry,
    publish,
    rested,
    wait,
)


def _job(name: str) -> Sent:
    return Sent("manager", f"/jobs/{name}")


def _at(world: World, instant: str) -> None:
    world.clock.now = datetime.fromisoformat(instant)


def _stale_claim(world: World) -> Sent:
    claimed(world)
    world.clock.forward(minutes=12)
    return _job("return-stale-claims")


def _held(*, waited_for: bool = False) -> Prepare:
    def prepare(world: World) -> Sent:
        publish(world)
        hold(world)
        if waited_for:
            wait(world)
        world.clock.forward(minutes=12)
        return _job("expire-holds")

    return prepare


def _offer_not_answered(world: World) -> Sent:
    """One was offered a time and says nothing; another waits for the same."""
    offered_entry(world)
    wait(world, 2)
    world.clock.forward(minutes=130)
    return _job("expire-holds")


def _booster(world: World) -> Sent:
    publish(world)
    path = f"/staff/appointments/{book(world)['appointment_id']}"
    _at(world, "2026-11-25T17:30:05+00:00")
    given(world.desk.post(f"{path}/check-in"))
    given(world.desk.post(f"{path}/fulfil", {"escort": {"name": "Sam Example"}}))
    world.clock.forward(minutes=60 * 24 * 7 * 12)
    return _job("follow-up-appointments")


def _given_up(*, waited_for: bool = False) -> Prepare:
    def prepare(world: World) -> Sent:
        given_up(world)
        if waited_for:
            wait(world)
            wait(world, 2)
        rested(world)
        return _job("offer-freed-slots")

    return prepare


def _release(world: World) -> Sent:
    publish(world)
    _at(world, "2026-11-25T16:00:05+00:00")
    return _job("release-slots")


def _follow_up(instant: str) -> Prepare:
    def prepare(world: World) -> Sent:
        publish(world)
        book(world, AT_ONE)
        _at(world, instant)
        return _job("follow-up-appointments")

    return prepare


def _unconfirmed(world: World) -> Sent:
    """Somebody booked a consultation online, and has not said that they come."""
    publish(world)
    wish = {"location_id": "new-york", "service_id": CONSULTATION, "starts_at": AT_ONE}
    hold = given(world.visitor.post("/holds", wish, **keyed("a-hold")))
    given(world.visitor.post("/appointments", {"hold_token": hold["hold_token"], **ROBIN}))
    _at(world, "2026-11-24T20:00:05+00:00")
    return _job("follow-up-appointments")


def _close(*, owed: bool = False) -> Prepare:
    """Somebody with an appointment books another one online, at the same time."""

    def prepare(world: World) -> Sent:
        publish(world)
        book(world, AT_ONE)
        wish = hold(world, AT_ONE, CONSULTATION)
        given(world.visitor.post("/appointments", {"hold_token": wish["hold_token"], **ROBIN}))
        if owed:
            call = {"phone": ROBIN["phone"], "name": ROBIN["name"], "reason": "about parking"}
            given(world.desk.post("/locations/new-york/incoming-calls", call))
        world.clock.forward(minutes=16)
        return _job("follow-up-appointments")

    return prepare


def _to_be_found(world: World) -> Sent:
    """Somebody was booked, and can be found by name once the job has run."""
    publish(world)
    book(world)
    return _job("index-people")


def _nothing_to_tell(world: World) -> Sent:
    """A time was booked for somebody with an address, and called off before they were told."""
    publish(world)
    appointment = book(world, email="robin@example.com")
    given(world.desk.post(f"/staff/appointments/{appointment['appointment_id']}/cancel", {}))
    world.clock.forward(minutes=4)
    return _job("send-messages")


def _publish(world: World) -> Sent:
    """All but the last days are there, as on every night."""
    publish(world, "2026-11-23", "2026-12-04")
    return _job("publish-slots")


def _scenario(name: str, job: str, prepare: Prepare) -> Scenario:
    return Scenario(f"job: {name}", f"POST /jobs/{job}", prepare, answers_alike=False)


SCENARIOS = (
    _scenario("return a stale claim", "return-stale-claims", _stale_claim),
    _scenario("expire a hold", "expire-holds", _held()),
    _scenario("expire a hold that is waited for", "expire-holds", _held(waited_for=True)),
    _scenario("expire an offer", "expire-holds", _offer_not_answered),
    _scenario("offer a time given up", "offer-freed-slots", _given_up(waited_for=True)),
    _scenario("free a time given up", "offer-freed-slots", _given_up()),
    _scenario("release slots", "release-slots", _release),
    _scenario(
        "ask for an escort", "follow-up-appointments", _follow_up("2026-11-24T20:00:05+00:00")
    ),
    _scenario("ask whether they come", "follow-up-appointments", _unconfirmed),
    _scenario("ask about two close appointments", "follow-up-appointments", _close()),
    _scenario(
        "ask about two close ones in an open call", "follow-up-appointments", _close(owed=True)
    ),
    _scenario(
        "ask about a visit nobody came to",
        "follow-up-appointments",
        _follow_up("2026-11-26T15:00:05+00:00"),
    ),
    _scenario("offer a booster", "follow-up-appointments", _booster),
    _scenario("call messages off", "send-messages", _nothing_to_tell),
    _scenario("let somebody be found", "index-people", _to_be_found),
    _scenario("publish to the horizon", "publish-slots", _publish),
)
