"""Look at a stage's email: ask SES, SNS and the DNS. Nothing is changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from infra.check_mail.facts import AccountFacts, IdentityFacts, MailFacts

TextRecords = Callable[[str], list[str]]
"""The text records of a name in the DNS; none where there is no such name."""

_HEARS = "-NoteReturnedMail-"
"""In the name that CloudFormation gives the function which hears."""

_DMARC = "v=dmarc1"


@dataclass(frozen=True)
class Look:
    """A look at one stage."""

    sesv2: Any
    sns: Any
    text_records: TextRecords
    region: str

    def facts(self, data: Mapping[str, str]) -> MailFacts | None:
        """All that is known, by the outputs of the stage's data stack; None with mail off."""
        address = data.get("SettingMailFrom", "")
        if not address:
            return None
        return MailFacts(
            address=address,
            region=self.region,
            identity=self._identity(address),
            account=self._account(),
            dmarc=self._dmarc(address.rpartition("@")[2]),
            told_events=self._told(data["SettingMailConfigurationSet"], data["MailTopicArn"]),
            hears=self._hears(data["MailTopicArn"]),
        )

    def _identity(self, address: str) -> IdentityFacts | None:
        """The identity that SES takes for the address: itself, else its domain, else one above."""
        for name in (address, *_domains(address.rpartition("@")[2])):
            found = self._found(self.sesv2.get_email_identity, EmailIdentity=name)
            if found is not None:
                dkim, back = found.get("DkimAttributes", {}), found.get("MailFromAttributes", {})
                return IdentityFacts(
                    name=name,
                    is_verified=bool(found.get("VerifiedForSendingStatus")),
                    dkim=dkim.get("Status", "NOT_STARTED"),
                    dkim_tokens=tuple(dkim.get("Tokens", ())),
                    mail_from=back.get("MailFromDomain", ""),
                    mail_from_status=back.get("MailFromDomainStatus", "PENDING"),
                )
        return None

    def _account(self) -> AccountFacts:
        account = self.sesv2.get_account()
        return AccountFacts(
            is_out_of_sandbox=bool(account.get("ProductionAccessEnabled")),
            may_send=bool(account.get("SendingEnabled")),
            standing=account.get("EnforcementStatus", "HEALTHY"),
        )

    def _dmarc(self, domain: str) -> str | None:
        """The record of the domain, or of one above it, which then holds for it as well."""
        for name in _domains(domain):
            for record in self.text_records(f"_dmarc.{name}"):
                if record.replace(" ", "").lower().startswith(_DMARC):
                    return record
        return None

    def _told(self, configuration_set: str, topic: str) -> frozenset[str]:
        ask = self.sesv2.get_configuration_set_event_destinations
        found = self._found(ask, ConfigurationSetName=configuration_set) or {}
        return frozenset(
            event
            for each in found.get("EventDestinations", [])
            if each["Enabled"] and each.get("SnsDestination", {}).get("TopicArn") == topic
            for event in each["MatchingEventTypes"]
        )

    def _hears(self, topic: str) -> bool:
        pages = self.sns.get_paginator("list_subscriptions_by_topic")
        try:
            return any(
                _HEARS in each["Endpoint"] and each["SubscriptionArn"].startswith("arn:")
                for page in pages.paginate(TopicArn=topic)
                for each in page["Subscriptions"]
            )
        except ClientError as failure:
            if failure.response["Error"]["Code"] in ("NotFound", "NotFoundException"):
                return False
            raise

    def _found(self, ask: Callable[..., Any], **named: str) -> Any:
        """The answer, or None where there is no such thing."""
        try:
            return ask(**named)
        except ClientError as failure:
            if failure.response["Error"]["Code"] == "NotFoundException":
                return None
            raise


def _domains(domain: str) -> Iterator[str]:
    """The domain and those above it, down to one that can be had."""
    labels = domain.split(".")
    for start in range(len(labels) - 1):
        yield ".".join(labels[start:])
