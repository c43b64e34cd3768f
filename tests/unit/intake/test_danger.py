"""A sign of danger: what is shown, how soon they are called, and that it is never set aside."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.clinic import Clinic, Urgency
from chalicelib.intake import crisis_help
from chalicelib.intake.crisis_help import READ_AT_ONCE, WithoutReceipt, panel_beside_refusal
from chalicelib.intake.ending_rules import Ending
from chalicelib.intake.front_desk import front_desk_of
from chalicelib.intake.models import (
    LONGEST_MEDICATION,
    LONGEST_MESSAGE,
    ConsultationRequestIn,
    CrisisPanel,
)
from chalicelib.intake.rules import (
    danger_in,
    panel_with_receipt,
    panel_without_receipt,
    urgency_of,
)
from chalicelib.intake.spam_rules import spam_reason
from chalicelib.platform.languages import LANGUAGES
from chalicelib.safety.crisis import Level, Reading

OPEN = datetime(2026, 11, 23, 15, tzinfo=UTC)  # Monday 10:00 in New York, 9:00 in Chicago
SUNDAY = datetime(2026, 11, 29, 15, tzinfo=UTC)
NIGHT = datetime(2026, 11, 24, 7, tzinfo=UTC)
CLOSED = (SUNDAY, NIGHT)

TEXTS = ("message", "current_medication")
FIRST = "We've put your request first"


def a_form(**changes: object) -> ConsultationRequestIn:
    return ConsultationRequestIn.model_validate(
        {
            "location_id": "new-york",
            "service_id": "ketamine-consultation",
            "name": "Robin Example",
            "phone": "212-555-0123",
            "consent": True,
            **changes,
        }
    )


class TestTheLevel:
    def test_of_the_box_is_a_crisis_whatever_stands_beside_it(self) -> None:
        form = a_form(thinking_of_self_harm=True, message="It is a good day.")
        assert danger_in(form) is Level.CRISIS

    def test_is_of_all_that_was_written(self) -> None:
        assert danger_in(a_form(message="I want to kill myself tonight")) is Level.CRISIS
        assert danger_in(a_form(current_medication="I want to kill myself")) is Level.CRISIS
        assert danger_in(a_form(message="A good time to call is noon.")) is Level.NONE

    @pytest.mark.parametrize(
        ("level", "urgency"),
        [
            (Level.NONE, Urgency.ROUTINE),
            (Level.PANEL, Urgency.URGENT),
            (Level.CRISIS, Urgency.CRISIS),
        ],
    )
    def test_says_how_soon_they_are_called(self, level: Level, urgency: Urgency) -> None:
        assert urgency_of(level) is urgency

    @pytest.mark.parametrize("level", [Level.PANEL, Level.CRISIS])
    @pytest.mark.parametrize("trap", [{"leave_blank": "x"}, {"started_at": OPEN}])
    def test_of_any_sign_is_never_set_aside_as_spam(
        self, level: Level, trap: dict[str, object]
    ) -> None:
        form = a_form(**trap)
        assert spam_reason(form, Level.NONE, timedelta(seconds=3), OPEN) is not None
        assert spam_reason(form, level, timedelta(seconds=3), OPEN) is None


class TestHelpWithAReceipt:
    def test_is_not_shown_without_a_sign(self) -> None:
        assert panel_with_receipt(Level.NONE, "en") is None

    def test_tells_whose_call_comes_first_and_nobody_else(self) -> None:
        crisis, weak = (panel_with_receipt(each, "en") for each in (Level.CRISIS, Level.PANEL))
        assert crisis
        assert weak
        assert FIRST in crisis.text
        assert "first" not in weak.text
        assert weak.lines == crisis.lines
        assert "988" in weak.text

    def test_does_not_wait_for_the_front_desk_where_somebody_is_on_call(self) -> None:
        by_night = panel_with_receipt(Level.CRISIS, "en", is_at_any_hour=True)
        assert by_night
        assert "day or night." in by_night.text
        assert "front desk" not in by_night.text

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("level", [Level.PANEL, Level.CRISIS])
    def test_leads_to_988_and_911_before_all_else(self, level: Level, language: str) -> None:
        panel = panel_with_receipt(level, language)
        assert panel
        assert panel.lines[0].href.startswith("tel:988")
        assert "tel:911" in {line.href for line in panel.lines}


def without(ending: Ending, clinic: Clinic, now: datetime, at: str = "new-york") -> CrisisPanel:
    return panel_without_receipt("en", ending, location_id=at, clinic=clinic, now=now)


def numbers_in(panel: CrisisPanel) -> set[str]:
    """The clinic's own numbers among the ways to help."""
    return {line.href for line in panel.lines if line.href.startswith("tel:+")}


class TestHelpWithoutAReceipt:
    @pytest.mark.parametrize("ending", Ending)
    def test_never_says_that_the_request_comes_first_or_is_called(
        self, clinic: Clinic, ending: Ending
    ) -> None:
        text = without(ending, clinic, OPEN).text
        assert "first" not in text
        assert "we'll" not in text.lower()
        assert "Call or text 988 now" in text

    def test_says_what_is_known_of_the_form_and_no_more(self, clinic: Clinic) -> None:
        said = {ending: without(ending, clinic, OPEN).text for ending in Ending}
        assert "We don't have your form yet" in said[Ending.REFUSED]
        assert "may not have reached us" in said[Ending.UNKNOWN]
        assert "what we have is an earlier version" in said[Ending.EARLIER]

    def test_shows_the_clinics_number_with_until_when_it_is_open(self, clinic: Clinic) -> None:
        panel = without(Ending.REFUSED, clinic, OPEN)
        assert panel.lines[-1].href == "tel:+12125550142"
        assert "front desk, which is open now until Monday 12:00 pm EST" in panel.text

    @pytest.mark.parametrize("now", CLOSED)
    @pytest.mark.parametrize("at", ["new-york", "", "atlantis"])
    def test_sends_nobody_to_a_closed_line(self, clinic: Clinic, now: datetime, at: str) -> None:
        panel = without(Ending.UNKNOWN, clinic, now, at)
        assert numbers_in(panel) == set()
        assert "front desk" not in panel.text

    def test_with_no_location_chosen_shows_those_that_are_open(self, clinic: Clinic) -> None:
        early = datetime(2026, 11, 23, 13, 45, tzinfo=UTC)  # 8:45 in New York, 7:45 in Chicago
        assert numbers_in(without(Ending.REFUSED, clinic, early, "")) == {"tel:+12125550142"}
        assert len(numbers_in(without(Ending.REFUSED, clinic, OPEN, ""))) == 2

    def test_after_a_try_that_may_have_arrived_a_refusal_does_not_say_that_nothing_did(
        self, clinic: Clinic
    ) -> None:
        body = b'{"thinking_of_self_harm": true}'
        sent = WithoutReceipt(422, "application/json", body, unsure_before=True)
        panel = panel_beside_refusal(sent, clinic, OPEN, "en")
        assert panel
        assert "may not have reached us" in panel.text

    @pytest.mark.parametrize(
        ("field", "longest"),
        [("message", LONGEST_MESSAGE), ("current_medication", LONGEST_MEDICATION)],
    )
    def test_is_for_the_last_words_of_the_longest_texts_that_a_form_may_have(
        self, clinic: Clinic, field: str, longest: int
    ) -> None:
        last = "I want to kill myself"
        typed = {"message": "\r\n" * LONGEST_MESSAGE, "current_medication": "."}
        typed[field] = "\r\n" * (longest - len(last)) + last
        assert danger_in(a_form(**typed)) is Level.CRISIS
        sent = WithoutReceipt(422, "application/json", json.dumps(typed).encode())
        assert panel_beside_refusal(sent, clinic, OPEN, "en")

    def test_is_looked_for_in_all_of_it_by_parts_that_can_be_read_at_once(
        self, clinic: Clinic, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        read: list[str] = []

        def reader(*texts: str) -> Reading:
            read.extend(texts)
            return Reading(Level.NONE, ())

        monkeypatch.setattr(crisis_help, "read_signs", reader)
        for typed in ({"message": "a" * 65_000}, dict.fromkeys(TEXTS, "a." * 16_000)):
            read.clear()
            sent = WithoutReceipt(422, "application/json", json.dumps(typed).encode())
            assert panel_beside_refusal(sent, clinic, OPEN, "en") is None
            assert max(map(len, read)) == READ_AT_ONCE
            assert 64_000 <= sum(map(len, read)) <= 70_000

    @pytest.mark.parametrize("at", [12_000, 19_990, 39_100, 60_000])
    @pytest.mark.parametrize("medication", ["", "sertraline, lithium"])
    def test_is_for_words_that_stand_far_down_a_message_too_long_to_send(
        self, clinic: Clinic, at: int, medication: str
    ) -> None:
        written = ("All is well. " * 5_000)[:at] + ". I want to kill myself. "
        typed = {"message": written + "So it goes. " * 200, "current_medication": medication}
        sent = WithoutReceipt(422, "application/json", json.dumps(typed).encode())
        assert panel_beside_refusal(sent, clinic, OPEN, "en")


class TestTheFrontDesk:
    def test_is_said_to_be_open_and_until_when(self, clinic: Clinic) -> None:
        desk = front_desk_of(clinic.location("new-york"), OPEN, "en")
        assert (desk.is_open, desk.said) == (True, "Open now until Monday 12:00 pm EST")

    def test_is_said_to_be_closed_and_when_it_opens(self, clinic: Clinic) -> None:
        desk = front_desk_of(clinic.location("new-york"), SUNDAY, "en")
        assert not desk.is_open
        assert desk.said.startswith("Closed now: opens Monday 8:30 am")

    def test_is_said_in_spanish_too(self, clinic: Clinic) -> None:
        desk = front_desk_of(clinic.location("new-york"), SUNDAY, "es")
        assert desk.said.startswith("Cerrado ahora: abre el lunes a las 8:30 a.\xa0m.")
