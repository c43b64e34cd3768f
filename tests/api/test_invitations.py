"""The desk invites somebody to book online: once, within 14 days, for one person and service."""

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.clinic import Clinic, OnlineBooking, load_clinic
from chalicelib.messaging.models import MessageKind
from chalicelib.messaging.store import load_messages_about
from chalicelib.people.person_store import proof_update
from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments.tell_appointment import TELLERS
from tests.conftest import FixedClock, open_to_anyone
from tests.published import publish_days

from .conftest import Caller, attempt, claim_next
from .invited import (
    AT_1_PM,
    AT_10,
    ROBIN,
    SERVICE,
    booked,
    held,
    invite,
    opened,
    path_of,
    somebody,
)
from .waiters import kind, listed, put_on


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    """The packaged clinic, where infusions are for the invited, and Botox is for nobody."""
    usual = open_to_anyone(load_clinic())
    who = {SERVICE: OnlineBooking.INVITED, "botox": OnlineBooking.NOBODY}
    services = [
        each.model_copy(update={"online": who.get(each.id, each.online)}) for each in usual.services
    ]
    return usual.model_copy(update={"services": tuple(services)})


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's schedule is published."""
    publish_days(run, "new-york", "2026-11-25", "2026-12-09")


@pytest.fixture
def robin(visitor: Caller, desk: Caller) -> str:
    """Somebody who sent a request; their id."""
    return somebody(visitor, desk)


def take(visitor: Caller, invitation: Any, **body: Any) -> Any:
    return booked(visitor, invitation, held(visitor, invitation).json["hold_token"], **body)


def filed(desk: Caller, person_id: str) -> list[tuple[str, str]]:
    found = desk.get(f"/people/{person_id}/filed").json["invitations"]
    return [(each["service_id"], each["state"]) for each in found]


class TestTheLink:
    def test_shows_a_first_name_and_the_service_and_no_more_of_them(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        reply = opened(visitor, invite(desk, robin))
        assert reply.status == 200, reply.text
        assert reply.json["first_name"] == "Robin"
        assert (reply.json["location_id"], reply.json["service_id"]) == ("new-york", SERVICE)
        assert "Example" not in reply.text
        assert "555" not in reply.text
        assert "robin@" not in reply.text

    def test_opens_times_of_a_service_that_is_not_open_to_all(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        invitation, days = invite(desk, robin), "from=2026-11-25&to=2026-11-25"
        closed = visitor.get(f"/availability?location=new-york&service={SERVICE}&{days}")
        assert kind(closed) == "not-bookable-online"
        path = f"{path_of(invitation)}/availability?{days}"
        times = visitor.get(path, Manage_Token=invitation["token"]).json["times"]
        assert AT_10 in [each["starts_at"] for each in times]

    def test_that_is_used_withdrawn_too_old_or_unknown_is_refused_alike(
        self, visitor: Caller, desk: Caller, robin: str, clock: FixedClock
    ) -> None:
        used, withdrawn, unknown = invite(desk, robin), invite(desk, robin), invite(desk, robin)
        old, wrong = invite(desk, robin), invite(desk, robin)
        assert take(visitor, used).status == 201
        desk.post(f"/staff/invitations/{withdrawn['invitation_id']}/withdraw")
        unknown["invitation_id"] = "0" * 26
        wrong["token"] = old["token"]
        replies = [opened(visitor, each) for each in (used, withdrawn, unknown, wrong)]
        clock.now += timedelta(days=14)
        replies += [opened(visitor, old), visitor.get(path_of(old))]
        assert {(each.status, kind(each)) for each in replies} == {(404, "invitation-over")}
        bodies = [{**each.json, "instance": None} for each in replies]
        assert all(each == bodies[0] for each in bodies)

    def test_is_good_for_14_days(
        self, visitor: Caller, desk: Caller, robin: str, clock: FixedClock
    ) -> None:
        invitation = invite(desk, robin)
        clock.now += timedelta(days=14) - timedelta(seconds=1)
        assert opened(visitor, invitation).status == 200
        clock.now += timedelta(seconds=1)
        assert opened(visitor, invitation).status == 404
        assert kind(held(visitor, invitation, "2026-12-09T15:00:00Z")) == "invitation-over"
        assert filed(desk, robin) == [(SERVICE, "expired")]


class TestBookingWithIt:
    def test_is_for_the_one_who_was_invited_and_nothing_is_typed(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        invitation = invite(desk, robin)
        reply = take(visitor, invitation, escort_name="Kim Example")
        assert reply.status == 201, reply.text
        made = desk.get(f"/staff/appointments/{reply.json['appointment_id']}").json
        assert (made["person_id"], made["name"]) == (robin, "Robin Example")
        assert made["phone"] == "+12125550123"
        assert made["escort"]["name"] == "Kim Example"
        assert filed(desk, robin) == [(SERVICE, "used")]

    def test_works_once(self, visitor: Caller, desk: Caller, robin: str) -> None:
        """Two browsers have a time held, and both press the button."""
        invitation = invite(desk, robin)
        one = held(visitor, invitation, AT_10, Browser_Id="one").json["hold_token"]
        other = held(visitor, invitation, AT_1_PM, Browser_Id="other").json["hold_token"]
        assert booked(visitor, invitation, one).status == 201
        assert kind(booked(visitor, invitation, other)) == "invitation-over"
        assert kind(held(visitor, invitation)) == "invitation-over"
        assert len(desk.get(f"/people/{robin}").json["appointments_ahead"]) == 1

    def test_sent_again_after_a_lost_answer_is_the_same_appointment(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        invitation = invite(desk, robin)
        hold = held(visitor, invitation).json["hold_token"]
        first, second = (booked(visitor, invitation, hold) for _ in range(2))
        assert (first.status, second.status) == (201, 201)
        assert first.json == second.json

    def test_stays_used_when_the_appointment_is_canceled(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        """Their cancellation is final; the desk invites them anew with one key."""
        invitation = invite(desk, robin)
        made = take(visitor, invitation).json
        path = f"/appointments/{made['appointment_id']}/cancel"
        assert visitor.post(path, {}, Manage_Token=made["manage_token"]).status == 200
        assert opened(visitor, invitation).status == 404
        assert filed(desk, robin) == [(SERVICE, "used")]

    def test_can_be_moved_online_though_the_service_is_not_open_to_all(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        made = take(visitor, invite(desk, robin)).json
        assert made["moves_online"] is True
        path, token = f"/appointments/{made['appointment_id']}", made["manage_token"]
        days = "from=2026-11-25&to=2026-11-25"
        seen = visitor.get(f"{path}/availability?{days}", Manage_Token=token).json["times"]
        assert AT_1_PM in [each["starts_at"] for each in seen]
        there = {"starts_at": AT_1_PM}
        moved = visitor.post(f"{path}/reschedule", there, Manage_Token=token)
        assert moved.status == 200, moved.text

    def test_counts_as_known_to_be_theirs(self, visitor: Caller, desk: Caller, robin: str) -> None:
        """What anybody may have typed can be called off in one step; this is not of it."""
        assert take(visitor, invite(desk, robin)).status == 201
        card = desk.get(f"/people/{robin}").json
        (ahead,) = card["appointments_ahead"]
        assert ahead["is_by_staff"] is True
        assert card["booked_online"] == {"of_person": 0, "on_point": 0}

    @pytest.mark.parametrize("reached", [False, True], ids=["not-reached", "reached"])
    def test_makes_no_address_known_that_nobody_proved(
        self, visitor: Caller, desk: Caller, run: Runtime, reached: bool
    ) -> None:
        """So mail there is counted, as what anybody may have asked for is."""
        alex = somebody(visitor, desk, phone=None, email="alex@example.com")
        if reached:
            run.table.update(proof_update(alex, "staff-ana", run.clock()))
        made = take(visitor, invite(desk, alex)).json["appointment_id"]
        told = load_messages_about(run.table, made)
        (message,) = (each for each in told if each.kind is MessageKind.BOOKED)
        telling = TELLERS[MessageKind.BOOKED](run, message, None, run.clock())
        assert telling
        assert telling.is_by_staff is reached

    def test_ends_their_place_on_the_waitlist_that_staff_gave_them(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        entry = put_on(desk, name=ROBIN["name"], phone=ROBIN["phone"])
        assert take(visitor, invite(desk, robin)).status == 201
        assert listed(desk, entry) == "gone"

    def test_is_filed_as_they_are_known_also_once_their_name_was_corrected(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        desk.post(f"/people/{robin}/correct", {"name": "Robin Newname"})
        made = take(visitor, invite(desk, robin)).json
        shown = desk.get(f"/staff/appointments/{made['appointment_id']}").json
        assert (shown["person_id"], shown["name"]) == (robin, "Robin Newname")

    def test_leaves_the_call_that_they_are_owed(
        self, visitor: Caller, desk: Caller, clock: FixedClock
    ) -> None:
        visitor.post("/requests", _asking())
        card = claim_next(desk)
        attempt(desk, card, "no-answer")
        assert take(visitor, invite(desk, card["person_id"])).status == 201
        owed = desk.get(f"/people/{card['person_id']}").json["open_callbacks"]
        assert list(owed) == ["new-york"]

    def test_takes_no_hold_of_another_service_nor_what_is_offered_to_somebody(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        invitation = invite(desk, robin)
        start = {"starts_at": "2026-11-25T15:00:00Z"}
        other = {"location_id": "new-york", "service_id": "ketamine-consultation", **start}
        hold = visitor.post("/holds", other).json["hold_token"]
        assert kind(booked(visitor, invitation, hold)) == "invitation-over"
        assert booked(visitor, invitation, "made-up").status == 422

    def test_hold_books_nothing_without_the_link(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        hold = held(visitor, invite(desk, robin)).json["hold_token"]
        reply = visitor.post("/appointments", {"hold_token": hold, **ROBIN})
        assert kind(reply) == "not-bookable-online"


class TestInviting:
    def test_again_with_the_same_key_is_the_same_invitation(self, desk: Caller, robin: str) -> None:
        first, second = (invite(desk, robin, "a-key") for _ in range(2))
        assert first == second
        assert filed(desk, robin) == [(SERVICE, "open")]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"service_id": "haircut"}, "service_id"),
            ({"location_id": "atlantis"}, "location_id"),
            ({"service_id": "botox"}, "service_id"),
        ],
    )
    def test_to_what_cannot_be_booked_is_refused(
        self, desk: Caller, robin: str, changes: dict[str, str], field: str
    ) -> None:
        body = {"location_id": "new-york", "service_id": SERVICE, **changes}
        reply = desk.post(f"/people/{robin}/invitations", body)
        assert (reply.status, [each["field"] for each in reply.json["errors"]]) == (422, [field])

    def test_nobody_but_the_desk_can(self, visitor: Caller, desk: Caller, robin: str) -> None:
        body = {"location_id": "new-york", "service_id": SERVICE}
        assert visitor.post(f"/people/{robin}/invitations", body).status == 401
        assert desk.post(f"/people/{'0' * 26}/invitations", body).status == 404

    def test_stands_in_their_history(
        self, visitor: Caller, desk: Caller, robin: str, clock: FixedClock
    ) -> None:
        invitation = invite(desk, robin)
        clock.forward(minutes=1)
        assert take(visitor, invitation).status == 201
        lines = desk.get(f"/people/{robin}/timeline").json["entries"]
        assert [each["what"] for each in lines if each["kind"] == "invitation"] == [
            "used",
            "invited",
        ]


class TestWithdrawing:
    def test_ends_it_and_again_changes_nothing(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        invitation = invite(desk, robin)
        path = f"/staff/invitations/{invitation['invitation_id']}/withdraw"
        replies = [desk.post(path) for _ in range(2)]
        assert [(each.status, each.json["state"]) for each in replies] == [(200, "withdrawn")] * 2
        assert opened(visitor, invitation).status == 404

    def test_of_one_that_was_used_is_refused(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        invitation = invite(desk, robin)
        assert take(visitor, invitation).status == 201
        path = f"/staff/invitations/{invitation['invitation_id']}/withdraw"
        assert kind(desk.post(path)) == "invitation-used"

    def test_while_they_choose_a_time_ends_it_too(
        self, visitor: Caller, desk: Caller, robin: str
    ) -> None:
        invitation = invite(desk, robin)
        hold = held(visitor, invitation).json["hold_token"]
        desk.post(f"/staff/invitations/{invitation['invitation_id']}/withdraw")
        assert kind(booked(visitor, invitation, hold)) == "invitation-over"


def _asking() -> dict[str, Any]:
    return {
        "location_id": "new-york",
        "service_id": "ketamine-consultation",
        "message": "May I ask something?",
        "consent": True,
        **ROBIN,
    }
