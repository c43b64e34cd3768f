"""Calendars: feeds that staff subscribe to, and a visit's file for its patient."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from chalicelib.platform.runtime import Runtime
from tests.conftest import FixedClock, RoundTrips
from tests.published import publish_days

from .conftest import Caller
from .schedules import at_clinic

HERE = "/locations/new-york"
FEEDS = f"{HERE}/calendar-feeds"
AT_10 = "2026-11-25T15:00:00Z"
AT_1130 = "2026-11-25T16:30:00Z"
TEN = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
INFUSION = "ketamine-infusion"


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """New York's Wednesday and Friday are published; there is Thanksgiving in between."""
    publish_days(run, "new-york", "2026-11-25", "2026-11-27")


def book(desk: Caller, phone: str = "2125550123", starts_at: str = AT_10, **more: Any) -> Any:
    body = {"service_id": INFUSION, "starts_at": starts_at, "name": "Robin Example", "phone": phone}
    reply = desk.post(f"{HERE}/appointments", {**body, **more})
    assert reply.status == 201, reply.text
    return reply.json


def book_by_hold(visitor: Caller) -> Any:
    wish = {"location_id": "new-york", "service_id": INFUSION, "starts_at": AT_10}
    token = visitor.post("/holds", wish).json["hold_token"]
    who = {"name": "Robin Example", "phone": "2125550123"}
    return visitor.post("/appointments", {"hold_token": token, **who}).json


def act(desk: Caller, appointment: Any, verb: str, **body: Any) -> Any:
    reply = desk.post(f"/staff/appointments/{appointment['appointment_id']}/{verb}", body)
    assert reply.status == 200, reply.text
    return reply.json


def make(staff: Caller, **more: Any) -> Any:
    reply = staff.post(FEEDS, {"label": "Chairs", **more})
    assert reply.status == 201, reply.text
    return reply.json


def path_of(feed: Any) -> str:
    """What comes after the API's root in the feed's address."""
    return f"{HERE}{feed['url'].partition(HERE)[2]}"


def read(content: str) -> list[Any]:
    """The events, as a calendar reads them."""
    return list(Calendar.from_ical(content).walk("VEVENT"))


def events(visitor: Caller, feed: Any) -> list[Any]:
    reply = visitor.get(path_of(feed))
    assert reply.status == 200, reply.text
    assert reply.headers["content-type"].startswith("text/calendar")
    return read(reply.text)


class TestAFeed:
    def test_shows_what_is_booked_when_and_where_and_nobodys_name(
        self, desk: Caller, visitor: Caller
    ) -> None:
        feed = make(desk)
        appointment = book(desk, bay="chair-1")
        (event,) = events(visitor, feed)
        assert event["uid"] == f"{appointment['appointment_id']}@frontdesk"
        assert event["summary"] == "Ketamine infusion · Chair 1, window"
        assert (event["dtstart"].dt, event["dtend"].dt) == (TEN, TEN + timedelta(minutes=90))
        assert (event["status"], event["sequence"]) == ("CONFIRMED", 0)
        assert "Robin" not in visitor.get(path_of(feed)).text

    def test_an_event_stays_the_same_one_whatever_happens_to_its_visit(
        self, desk: Caller, visitor: Caller, clock: FixedClock
    ) -> None:
        feed = make(desk)
        appointment = book(desk, bay="chair-1")
        (first,) = events(visitor, feed)
        act(desk, appointment, "reschedule", starts_at=AT_1130)
        (moved,) = events(visitor, feed)
        assert moved["uid"] == first["uid"]
        assert moved["dtstart"].dt == TEN + timedelta(minutes=90)
        clock.forward(hours=50)
        act(desk, appointment, "no-show")
        (missed,) = events(visitor, feed)
        assert missed["status"] == "CANCELLED"
        assert [event["sequence"] for event in (first, moved, missed)] == [0, 1, 2]
        act(desk, appointment, "check-in")
        (here,) = events(visitor, feed)
        assert (here["uid"], here["status"]) == (first["uid"], "CONFIRMED")

    @pytest.mark.parametrize("label", ["Chairs\r\nEND:VCALENDAR", "Chairs\0", "\u202eChairs\u2028"])
    def test_is_read_whatever_its_label_was_pasted_from(
        self, desk: Caller, visitor: Caller, label: str
    ) -> None:
        feed = make(desk, label=label)
        assert "Chairs" in feed["label"]
        book(desk)
        assert len(events(visitor, feed)) == 1

    @pytest.mark.parametrize("label", ["", "\n", "\0\u200b"])
    def test_needs_a_label_that_can_be_seen(self, desk: Caller, label: str) -> None:
        reply = desk.post(FEEDS, {"label": label})
        assert [error["field"] for error in reply.json["errors"]] == ["label"]

    @pytest.mark.parametrize(
        "name", ["Ro\0bin Example", "Ro\x08bin\r\nExample", "\u202eRobin\u2066"]
    )
    def test_with_names_is_read_whatever_a_patient_is_called(
        self, manager: Caller, desk: Caller, visitor: Caller, name: str
    ) -> None:
        feed = make(manager, with_names=True)
        book(desk, name=name, bay="chair-1")
        (event,) = events(visitor, feed)
        assert event["summary"] == "Ketamine infusion · Chair 1, window · Robin"

    def test_what_is_called_off_is_gone(self, desk: Caller, visitor: Caller) -> None:
        feed = make(desk)
        act(desk, book(desk), "cancel")
        assert events(visitor, feed) == []

    def test_may_be_for_one_pool_or_one_bay(self, desk: Caller, visitor: Caller) -> None:
        book(desk, bay="chair-1")
        book(desk, "2125550124", bay="chair-2")
        book(desk, "2125550125", "2026-11-25T14:00:00Z", service_id="follow-up")
        assert len(events(visitor, make(desk))) == 3
        assert len(events(visitor, make(desk, pool="infusion"))) == 2
        assert len(events(visitor, make(desk, bay="chair-2"))) == 1

    def test_reaches_from_a_week_back_to_the_last_day_that_can_be_booked(
        self, desk: Caller, visitor: Caller, clock: FixedClock, round_trips: RoundTrips
    ) -> None:
        feed = make(desk)
        book(desk)
        clock.forward(days=9)
        assert len(events(visitor, feed)) == 1
        sent = round_trips.during(lambda: events(visitor, feed))
        assert sent == ["GetItem"] + ["Query"] * (7 + 1 + 56)
        clock.forward(days=1)
        assert events(visitor, feed) == []

    def test_however_far_ahead_a_clinic_books_its_cost_is_bounded(
        self, desk: Caller, visitor: Caller, run: Runtime, round_trips: RoundTrips
    ) -> None:
        feed = make(desk)
        far = run.clinic.scheduling.model_copy(update={"horizon_days": 366})
        with at_clinic(run, run.clinic.model_copy(update={"scheduling": far})):
            sent = round_trips.during(lambda: events(visitor, feed))
        assert len(sent) == 1 + 7 + 1 + 84

    def test_is_not_sent_again_while_nothing_changed(
        self, desk: Caller, visitor: Caller, clock: FixedClock
    ) -> None:
        feed = make(desk)
        appointment = book(desk)
        first = visitor.get(path_of(feed))
        assert first.headers["cache-control"].startswith("private")
        clock.forward(minutes=15)
        again = visitor.get(path_of(feed), If_None_Match=first.headers["etag"])
        assert (again.status, again.body) == (304, b"")
        act(desk, appointment, "escort", name="Sam Example")
        assert visitor.get(path_of(feed), If_None_Match=first.headers["etag"]).status == 200

    def test_has_first_names_only_if_a_manager_made_it_so(
        self, desk: Caller, manager: Caller, visitor: Caller
    ) -> None:
        book(desk)
        refused = desk.post(FEEDS, {"label": "Chairs", "with_names": True})
        assert refused.status == 403
        (event,) = events(visitor, make(manager, with_names=True))
        assert event["summary"].endswith(" · Robin")
        assert "Example" not in event["summary"]


class TestItsAddress:
    def test_is_told_once_and_kept_only_as_a_hash(
        self, desk: Caller, visitor: Caller, dynamodb: Any
    ) -> None:
        feed = make(desk)
        token = feed["url"].rpartition("/")[2].removesuffix(".ics")
        (listed,) = desk.get(FEEDS).json["feeds"]
        assert listed == {name: value for name, value in feed.items() if name != "url"}
        assert token not in desk.get(FEEDS).text
        assert token not in str(dynamodb.scan(TableName="frontdesk-test"))

    def test_sent_again_with_its_key_it_is_the_same_feed(self, desk: Caller) -> None:
        first = desk.post(FEEDS, {"label": "Chairs"}, Idempotency_Key="k")
        again = desk.post(FEEDS, {"label": "Chairs"}, Idempotency_Key="k")
        assert (again.status, again.json) == (201, first.json)
        assert make(desk)["url"] != first.json["url"]
        assert len(desk.get(FEEDS).json["feeds"]) == 2

    def test_its_key_with_another_wish_is_a_conflict_and_makes_none(self, desk: Caller) -> None:
        desk.post(FEEDS, {"label": "Chairs"}, Idempotency_Key="k")
        other = desk.post(FEEDS, {"label": "Rooms"}, Idempotency_Key="k")
        assert (other.status, other.json["type"]) == (
            409,
            "urn:frontdesk:problem:idempotency-conflict",
        )
        assert len(desk.get(FEEDS).json["feeds"]) == 1

    def test_opens_nothing_once_it_is_revoked(
        self, desk: Caller, colleague: Caller, visitor: Caller, clock: FixedClock
    ) -> None:
        feed, other = make(desk), make(desk)
        clock.forward(minutes=1)
        path = f"{FEEDS}/{feed['feed_id']}/revoke"
        revoked = colleague.post(path)
        assert revoked.json["revoked_by"] == "staff-ben"
        clock.forward(minutes=1)
        assert desk.post(path).json == revoked.json
        assert visitor.get(path_of(feed)).status == 404
        assert visitor.get(path_of(other)).status == 200

    def test_a_wrong_one_tells_no_more_than_one_that_was_revoked(
        self, desk: Caller, visitor: Caller
    ) -> None:
        feed = make(desk)
        path = path_of(feed)
        elsewhere = path.replace("new-york", "chicago")
        nowhere = path.replace("new-york", "atlantis")
        altered = f"{path[:-5]}{'B' if path[-5] != 'B' else 'C'}.ics"
        desk.post(f"{FEEDS}/{feed['feed_id']}/revoke")
        tries = [path, altered, elsewhere, nowhere, path.removesuffix(".ics"), f"{path}x"]
        replies = [visitor.get(each) for each in tries]
        assert {reply.status for reply in replies} == {404}
        assert len({reply.json["detail"] for reply in replies}) == 1

    def test_is_in_no_log(
        self, desk: Caller, visitor: Caller, capsys: pytest.CaptureFixture[str]
    ) -> None:
        feed = make(desk)
        token = feed["url"].rpartition("/")[2].removesuffix(".ics")
        visitor.get(path_of(feed))
        visitor.get(f"{path_of(feed)}x")
        desk.post(f"{FEEDS}/{feed['feed_id']}/revoke")
        visitor.get(path_of(feed))
        logged = capsys.readouterr()
        assert "/locations/{location_id}/feeds/{feed_file}" in logged.out
        assert token not in logged.out + logged.err

    def test_is_not_in_the_gateways_log_either(self) -> None:
        from infra.deploy.paths import API_TEMPLATE

        logged = API_TEMPLATE.read_text("utf-8").partition("Format: >-")[2].partition("}\n")[0]
        assert "$context.resourcePath" in logged
        assert "$context.path" not in logged

    def test_has_the_host_that_the_caller_used(self, desk: Caller) -> None:
        named = {"Host": "desk.example.org", "X_Forwarded_Proto": "https"}
        reply = desk.post(FEEDS, {"label": "Chairs"}, **named)
        assert reply.json["url"].startswith(f"https://desk.example.org{HERE}/feeds/")


class TestMakingFeeds:
    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({}, "label"),
            ({"label": " "}, "label"),
            ({"label": "x", "pool": "attic"}, "pool"),
            ({"label": "x", "bay": "chair-9"}, "bay"),
            ({"label": "x", "pool": "consult", "bay": "chair-1"}, "bay"),
            ({"label": "x", "token": "mine"}, "token"),
        ],
    )
    def test_whatever_is_wrong_is_named(
        self, desk: Caller, body: dict[str, Any], field: str
    ) -> None:
        reply = desk.post(FEEDS, body)
        assert reply.status == 422
        assert [error["field"] for error in reply.json["errors"]] == [field]

    def test_one_that_does_not_exist_cannot_be_revoked(self, desk: Caller) -> None:
        assert desk.post(f"{FEEDS}/{'0' * 26}/revoke").status == 404

    def test_is_for_staff(self, visitor: Caller) -> None:
        assert visitor.post(FEEDS, {"label": "Chairs"}).status == 401
        assert visitor.get(FEEDS).status == 401


class TestAVisitsOwnFile:
    def test_says_where_and_when_and_no_word_of_what(self, visitor: Caller) -> None:
        appointment = book_by_hold(visitor)
        path = f"/appointments/{appointment['appointment_id']}/calendar"
        reply = visitor.get(path, Manage_Token=appointment["manage_token"])
        assert reply.headers["content-type"].startswith("text/calendar")
        assert reply.headers["content-disposition"] == 'attachment; filename="appointment.ics"'
        (event,) = read(reply.text)
        assert event["summary"] == "Appointment at Harbor Light New York"
        assert event["location"].startswith("Harbor Light New York, 100 Example Pier, Suite 2")
        assert (event["dtstart"].dt, event["dtend"].dt) == (TEN, TEN + timedelta(minutes=90))
        for word in ("etamine", "nfusion", "Robin", appointment["manage_token"]):
            assert word not in reply.text

    def test_opened_again_it_changes_the_event_that_is_there(
        self, visitor: Caller, desk: Caller
    ) -> None:
        appointment = book_by_hold(visitor)
        path = f"/appointments/{appointment['appointment_id']}/calendar"
        (first,) = read(visitor.get(path, Manage_Token=appointment["manage_token"]).text)
        act(desk, appointment, "reschedule", starts_at=AT_1130)
        act(desk, appointment, "cancel")
        (second,) = read(visitor.get(path, Manage_Token=appointment["manage_token"]).text)
        assert second["uid"] == first["uid"]
        assert second["sequence"] > first["sequence"]
        assert second["status"] == "CANCELLED"

    def test_opens_with_the_visits_own_token_alone(self, visitor: Caller) -> None:
        path = f"/appointments/{book_by_hold(visitor)['appointment_id']}/calendar"
        assert visitor.get(path).status == 401
        assert visitor.get(path, Manage_Token="x" * 43).status == 404
