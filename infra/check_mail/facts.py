"""What is known of a stage's email: of SES, of the DNS and of the stage's own stack."""

from dataclasses import dataclass


@dataclass(frozen=True)
class IdentityFacts:
    """The domain or address that SES knows, and that the stage's mail is sent from."""

    name: str
    is_verified: bool
    dkim: str
    """SES's word for how signing stands: SUCCESS, PENDING, …"""
    dkim_tokens: tuple[str, ...] = ()
    """For the records that the domain has to have for it."""
    mail_from: str = ""
    """The domain that mail comes back to; empty where it is Amazon's own."""
    mail_from_status: str = ""

    @property
    def is_domain(self) -> bool:
        """True where SES knows the whole domain: only that can have records for signing."""
        return "@" not in self.name


@dataclass(frozen=True)
class AccountFacts:
    """The account, as SES treats it in this region."""

    is_out_of_sandbox: bool
    may_send: bool
    standing: str
    """SES's word: HEALTHY, PROBATION or SHUTDOWN."""


@dataclass(frozen=True)
class MailFacts:
    """All that decides whether a stage's email arrives, and whether it is heard where not."""

    address: str
    """The address that it is sent from."""
    region: str
    identity: IdentityFacts | None
    account: AccountFacts
    dmarc: str | None
    """The domain's DMARC record; None if it has none."""
    told_events: frozenset[str]
    """The kinds of events that SES tells the stage's topic; none where it does not know it."""
    hears: bool
    """True if a function of the stage hears what the topic is told."""
