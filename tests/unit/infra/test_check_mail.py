"""The check of a stage's email: by SES and SNS as they would answer, from a script."""

from typing import Any

import boto3
import pytest
from botocore.stub import Stubber

from chalicelib.clinic import load_clinic
from infra.check_mail.__main__ import say
from infra.check_mail.look import Look
from infra.check_mail.rules import Finding, findings_of, findings_of_clinic

TOPIC = "arn:aws:sns:us-east-1:000000000000:mail"
DATA = {
    "SettingMailFrom": "desk@clinic.example",
    "SettingMailConfigurationSet": "frontdesk-production",
    "MailTopicArn": TOPIC,
}
IDENTITY: dict[str, Any] = {
    "VerifiedForSendingStatus": True,
    "DkimAttributes": {"Status": "SUCCESS", "Tokens": ["aaa", "bbb", "ccc"]},
    "MailFromAttributes": {
        "MailFromDomain": "bounce.clinic.example",
        "MailFromDomainStatus": "SUCCESS",
        "BehaviorOnMxFailure": "USE_DEFAULT_VALUE",
    },
}
ACCOUNT = {
    "ProductionAccessEnabled": True,
    "SendingEnabled": True,
    "EnforcementStatus": "HEALTHY",
}
DESTINATION = {
    "Name": "came-back",
    "Enabled": True,
    "MatchingEventTypes": ["BOUNCE", "COMPLAINT"],
    "SnsDestination": {"TopicArn": TOPIC},
}
SUBSCRIPTION = {
    "SubscriptionArn": f"{TOPIC}:1",
    "Owner": "000000000000",
    "Protocol": "lambda",
    "Endpoint": "arn:aws:lambda:us-east-1:000000000000:function:frontdesk-production-api-"
    "NoteReturnedMail-FD26C5E26657",
    "TopicArn": TOPIC,
}
DMARC = {"_dmarc.clinic.example": ["v=DMARC1; p=quarantine"]}


class Script:
    """SES, SNS and the DNS, as they answer one look at a stage."""

    def __init__(self) -> None:
        self.identities: dict[str, Any] = {"clinic.example": IDENTITY}
        self.account: dict[str, Any] = ACCOUNT
        self.destinations: list[Any] | None = [DESTINATION]
        self.subscriptions: list[Any] = [SUBSCRIPTION]
        self.records = DMARC

    def findings(self) -> list[Finding]:
        """What the check finds."""
        sesv2 = boto3.client("sesv2", region_name="us-east-1")
        sns = boto3.client("sns", region_name="us-east-1")
        with Stubber(sesv2) as of_ses, Stubber(sns) as of_sns:
            for name in ("desk@clinic.example", "clinic.example"):
                asked = {"EmailIdentity": name}
                if name in self.identities:
                    of_ses.add_response("get_email_identity", self.identities[name], asked)
                    break
                of_ses.add_client_error(
                    "get_email_identity", "NotFoundException", expected_params=asked
                )
            of_ses.add_response("get_account", self.account, {})
            asked = {"ConfigurationSetName": "frontdesk-production"}
            ask = "get_configuration_set_event_destinations"
            if self.destinations is None:
                of_ses.add_client_error(ask, "NotFoundException", expected_params=asked)
            else:
                of_ses.add_response(ask, {"EventDestinations": self.destinations}, asked)
            listed = {"Subscriptions": self.subscriptions}
            of_sns.add_response("list_subscriptions_by_topic", listed, {"TopicArn": TOPIC})
            look = Look(sesv2, sns, lambda name: self.records.get(name, []), "us-east-1")
            facts = look.facts(DATA)
            assert facts is not None
            of_ses.assert_no_pending_responses()
        return list(findings_of(facts))

    def to_do(self) -> list[str]:
        """All that is to be done."""
        return [f"{each.what}: {each.to_do}" for each in self.findings() if not each.is_good]


@pytest.fixture
def script() -> Script:
    return Script()


def test_where_all_is_set_up_nothing_is_to_be_done(script: Script) -> None:
    assert script.to_do() == []
    assert len(script.findings()) == 8


def test_an_identity_that_ses_does_not_know_is_missed(script: Script) -> None:
    script.identities = {}
    (missing,) = script.to_do()
    assert "SES doesn't know desk@clinic.example as yours in us-east-1" in missing
    assert "--mail-domain clinic.example" in missing


def test_an_address_alone_is_not_enough(script: Script) -> None:
    script.identities = {"desk@clinic.example": {"VerifiedForSendingStatus": True}}
    (missing,) = script.to_do()
    assert "knows the address desk@clinic.example alone" in missing


def test_records_that_are_not_in_the_dns_yet_are_said_one_by_one(script: Script) -> None:
    waiting = {"Status": "PENDING", "Tokens": ["aaa", "bbb", "ccc"]}
    back = {**IDENTITY["MailFromAttributes"], "MailFromDomainStatus": "PENDING"}
    script.identities = {
        "clinic.example": {
            "VerifiedForSendingStatus": False,
            "DkimAttributes": waiting,
            "MailFromAttributes": back,
        }
    }
    unverified, unsigned, coming_back = script.to_do()
    assert "hasn't verified clinic.example yet" in unverified
    for token in ("aaa", "bbb", "ccc"):
        assert f"{token}._domainkey.clinic.example CNAME {token}.dkim.amazonses.com" in unsigned
    assert "bounce.clinic.example MX 10 feedback-smtp.us-east-1.amazonses.com" in coming_back
    assert 'bounce.clinic.example TXT "v=spf1 include:amazonses.com ~all"' in coming_back


def test_a_domain_without_a_way_back_of_its_own_is_told_of(script: Script) -> None:
    without = {name: told for name, told in IDENTITY.items() if name != "MailFromAttributes"}
    script.identities = {"clinic.example": without}
    (missing,) = script.to_do()
    assert "SPF isn't yours" in missing


@pytest.mark.parametrize("records", [{}, {"_dmarc.clinic.example": ["v=spf1 -all"]}])
def test_a_domain_without_dmarc_is_told_of(script: Script, records: dict[str, list[str]]) -> None:
    script.records = records
    (missing,) = script.to_do()
    assert '_dmarc.clinic.example TXT "v=DMARC1; p=none"' in missing


def test_an_account_in_the_sandbox_is_told_of(script: Script) -> None:
    script.account = {**ACCOUNT, "ProductionAccessEnabled": False}
    (missing,) = script.to_do()
    assert "in SES's sandbox" in missing


@pytest.mark.parametrize("trouble", [{"SendingEnabled": False}, {"EnforcementStatus": "PROBATION"}])
def test_an_account_that_ses_holds_back_is_told_of(script: Script, trouble: dict[str, Any]) -> None:
    script.account = {**ACCOUNT, **trouble}
    (missing,) = script.to_do()
    assert "SES holds the account's mail back" in missing


@pytest.mark.parametrize(
    "destinations",
    [
        None,
        [],
        [{**DESTINATION, "Enabled": False}],
        [{**DESTINATION, "MatchingEventTypes": ["BOUNCE"]}],
        [{**DESTINATION, "SnsDestination": {"TopicArn": f"{TOPIC}-of-others"}}],
    ],
)
def test_where_ses_does_not_tell_the_stage_what_came_back_it_says_so(
    script: Script, destinations: Any
) -> None:
    script.destinations = destinations
    (missing,) = script.to_do()
    assert "SES doesn't tell this stage which mail came back" in missing


@pytest.mark.parametrize(
    "subscriptions",
    [
        [],
        [{**SUBSCRIPTION, "SubscriptionArn": "PendingConfirmation"}],
        [{**SUBSCRIPTION, "Endpoint": "arn:aws:lambda:us-east-1:000000000000:function:other"}],
    ],
)
def test_where_nobody_listens_it_says_so(script: Script, subscriptions: Any) -> None:
    script.subscriptions = subscriptions
    (missing,) = script.to_do()
    assert "nothing in this stage listens" in missing


def test_mail_that_is_off_is_no_more_looked_at() -> None:
    assert Look(None, None, lambda _: [], "us-east-1").facts({"SettingTable": "t"}) is None


def test_what_the_clinic_s_file_does_not_say_is_missed() -> None:
    clinic = load_clinic()
    silent = [each.to_do for each in findings_of_clinic(clinic)]
    assert sum("reply_to" in each for each in silent) == len(clinic.locations)
    assert sum("on_call_email" in each for each in silent) == len(clinic.locations)
    said = {"reply_to": "hello@clinic.example", "on_call_email": "none"}
    locations = tuple(each.model_copy(update=said) for each in clinic.locations)
    spoken = clinic.model_copy(update={"locations": locations})
    assert all(each.is_good for each in findings_of_clinic(spoken))


def test_it_is_said_in_plain_words_with_what_is_to_be_done_last(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert say([Finding("no DMARC record", "publish one"), Finding("SES knows you")]) == 1
    assert capsys.readouterr().out == (
        "  ok  SES knows you\n  !!  no DMARC record\n      → publish one\n"
    )
    assert say([Finding("SES knows you")]) == 0
