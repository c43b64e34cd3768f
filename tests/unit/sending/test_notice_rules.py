"""What a provider's notices tell, in both of their shapes."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.messaging.models import CameBack
from chalicelib.sending.notice_rules import Notice, UnreadableError, notice_of

MAIL = {
    "timestamp": "2026-11-23T15:00:00.123Z",
    "source": "desk@clinic.example",
    "messageId": "0100018f-mail",
    "destination": ["robin@example.com"],
}
TAGS = {"message": ["a-message"], "address": ["a-point"], "ses:operation": ["SendRawEmail"]}
BOUNCE = {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": "robin@example.com"}]}
COMPLAINT = {"complainedRecipients": [{"emailAddress": "robin@example.com"}]}


def event(what: str, **told: Any) -> str:
    """As a configuration set tells it."""
    return json.dumps({"eventType": what, "mail": {**MAIL, "tags": TAGS}, **told})


def notice(what: str, **told: Any) -> str:
    """As an identity's notices tell it."""
    return json.dumps({"notificationType": what, "mail": MAIL, **told})


@pytest.mark.parametrize("shape", [event, notice])
class TestInBothShapes:
    def test_a_permanent_bounce_came_back(self, shape: Any) -> None:
        told = notice_of(shape("Bounce", bounce=BOUNCE))
        assert (told.came_back, told.provider_id) == (CameBack.BOUNCED, "0100018f-mail")
        assert told.sent_at == datetime(2026, 11, 23, 15, 0, 0, 123000, tzinfo=UTC)

    @pytest.mark.parametrize("passing", ["Transient", "Undetermined"])
    def test_one_that_may_arrive_at_another_time_did_not(self, shape: Any, passing: str) -> None:
        bounce = {**BOUNCE, "bounceType": passing}
        assert notice_of(shape("Bounce", bounce=bounce)).came_back is None

    def test_a_complaint_did(self, shape: Any) -> None:
        assert notice_of(shape("Complaint", complaint=COMPLAINT)).came_back is CameBack.COMPLAINED

    def test_but_that_something_is_no_spam_is_no_complaint(self, shape: Any) -> None:
        complaint = {**COMPLAINT, "complaintFeedbackType": "not-spam"}
        assert notice_of(shape("Complaint", complaint=complaint)).came_back is None

    @pytest.mark.parametrize("other", ["Delivery", "Send", "Open", "DeliveryDelay", "Rejected"])
    def test_whatever_else_is_told_is_none(self, shape: Any, other: str) -> None:
        assert notice_of(shape(other)).came_back is None


def test_only_events_bring_the_tags_of_the_mail() -> None:
    assert notice_of(event("Bounce", bounce=BOUNCE)).tags["message"] == "a-message"
    assert notice_of(event("Bounce", bounce=BOUNCE)).tags["address"] == "a-point"
    assert notice_of(notice("Bounce", bounce=BOUNCE)).tags == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "robin@example.com",
        "[]",
        "7",
        "null",
        "{}",
        "[" * 100_000,
        json.dumps({"notificationType": "Bounce"}),
        json.dumps({"notificationType": "Bounce", "mail": "mail"}),
        json.dumps({"notificationType": "Bounce", "mail": {**MAIL, "messageId": {}}}),
        json.dumps({"notificationType": "Other", "mail": {**MAIL, "messageId": 7}}),
        json.dumps({"notificationType": "Other", "mail": {**MAIL, "messageId": ""}}),
        json.dumps({"notificationType": "Other", "mail": {**MAIL, "tags": {"message": [7]}}}),
        json.dumps({"notificationType": "Bounce", "mail": {**MAIL, "timestamp": "soon"}}),
        json.dumps({"notificationType": "Bounce", "mail": {**MAIL, "tags": {"message": []}}}),
        json.dumps({"notificationType": "Bounce", "mail": MAIL}),
        json.dumps({"notificationType": "Complaint", "mail": MAIL, "complaint": "spam"}),
        "Successfully validated SNS topic for Amazon SES event publishing.",
    ],
)
def test_what_cannot_be_read_says_so_and_quotes_nothing(text: str) -> None:
    with pytest.raises(UnreadableError) as unreadable:
        notice_of(text)
    assert str(unreadable.value) == "the notice can't be read"


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda each: (
        st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=4), each, max_size=3)
    ),
    max_leaves=8,
)
fields = st.dictionaries(
    st.sampled_from(["eventType", "notificationType", "mail", "bounce", "complaint"]),
    st.dictionaries(st.sampled_from(["messageId", "timestamp", "tags", "bounceType"]), anything)
    | anything,
)


@given(fields)
def test_whatever_comes_is_read_or_said_to_be_unreadable(told: dict[str, Any]) -> None:
    with suppress(UnreadableError):
        assert isinstance(notice_of(json.dumps(told)), Notice)
