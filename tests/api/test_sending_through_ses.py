"""Mail handed to SES itself, as far as it can be had in this process."""

from typing import Any

import boto3
import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends
from moto.sns.models import sns_backends

from chalicelib.platform.senders import SendFailedError
from chalicelib.platform.ses import SesSender
from chalicelib.platform.sns import SnsSender

from .mailbox import read, text_of

MAIL = (
    b"Subject: Your appointment\r\nFrom: desk@clinic.example\r\nTo: robin@example.com\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nMonday\r\n"
)

TAGS = {"message": "01m84eqq88thsnweh6brbexr1z", "address": "k5wqqv6vcnc7yfgcw5w5d3rkoi"}


@pytest.fixture
def ses(moto: None) -> Any:
    return boto3.client("ses", region_name="us-east-1")


def test_the_whole_mail_is_passed_on_as_it_is(ses: Any) -> None:
    ses.verify_email_identity(EmailAddress="desk@clinic.example")
    sender = SesSender(lambda: ses, "desk@clinic.example")
    provider_id = sender.send("robin@example.com", MAIL, TAGS)
    (taken,) = ses_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sent_messages
    assert taken.id == provider_id
    assert set(taken.destinations) == {"robin@example.com"}
    assert text_of(read(taken.raw_data.encode())) == "Monday\n"


def test_an_address_that_ses_does_not_know_as_ours_is_told_by_its_code(ses: Any) -> None:
    sender = SesSender(lambda: ses, "desk@elsewhere.example")
    with pytest.raises(SendFailedError) as refused:
        sender.send("robin@example.com", MAIL, TAGS)
    assert (refused.value.code, refused.value.is_for_good) == ("MessageRejected", False)


def test_a_text_message_goes_to_its_number(moto: None) -> None:
    sns = boto3.client("sns", region_name="us-east-1")
    sender = SnsSender(lambda: sns)
    message_id = sender.send("+12125550123", "Your appointment is tomorrow.")
    sent = sns_backends[DEFAULT_ACCOUNT_ID]["us-east-1"].sms_messages
    assert sent[message_id] == ("+12125550123", "Your appointment is tomorrow.")
