"""Rules of what a stage's email needs. Pure: facts come in, plain sentences go out."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.clinic import Clinic
from infra.check_mail.facts import AccountFacts, IdentityFacts, MailFacts

NEEDED_EVENTS = frozenset({"BOUNCE", "COMPLAINT"})


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: as it is, and what is to be done where it is not right."""

    what: str
    to_do: str = ""

    @property
    def is_good(self) -> bool:
        """True where nothing is to be done."""
        return not self.to_do


def findings_of(facts: MailFacts) -> Iterator[Finding]:
    """What is right and what is missing of a stage whose mail is on."""
    yield from _of_identity(facts)
    yield _of_dmarc(facts)
    yield from _of_account(facts.account, facts.region)
    yield from _of_events(facts)


def findings_of_clinic(clinic: Clinic) -> Iterator[Finding]:
    """What the clinic's own file has to say about email."""
    for location in clinic.locations:
        yield _either(
            location.reply_to is not None,
            f"{location.name}: answers go to {location.reply_to}",
            f"{location.name}: nobody reads answers to its email",
            f'set reply_to for "{location.id}" in clinic.toml, to a mailbox that somebody reads',
        )
        yield _either(
            location.on_call_email is not None,
            f"{location.name}: on call is {location.on_call or 'nobody, on purpose'}",
            f"{location.name}: nobody is alerted when somebody may be in danger",
            f'set on_call_email for "{location.id}" in clinic.toml, or "none" on purpose',
        )


def _either(is_good: bool, good: str, bad: str, to_do: str) -> Finding:
    return Finding(good) if is_good else Finding(bad, to_do)


def _of_identity(facts: MailFacts) -> Iterator[Finding]:
    identity = facts.identity
    domain = facts.address.rpartition("@")[2]
    if identity is None:
        yield Finding(
            f"SES doesn't know {facts.address} as yours in {facts.region}",
            f"deploy with --mail-domain {domain}, or verify {domain} in the console of SES",
        )
        return
    yield _either(
        identity.is_verified,
        f"SES knows {identity.name} as yours",
        f"SES hasn't verified {identity.name} yet",
        _records(identity) if identity.is_domain else "open the link that SES sent there",
    )
    if not identity.is_domain:
        yield Finding(
            f"SES knows the address {identity.name} alone, so its mail isn't signed as yours",
            f"verify the domain instead: deploy with --mail-domain {domain}",
        )
        return
    yield _either(
        identity.dkim == "SUCCESS",
        f"mail is signed as {identity.name} (DKIM)",
        f"mail isn't signed as {identity.name} yet (DKIM: {identity.dkim.lower()})",
        _records(identity),
    )
    yield _of_mail_from(identity, facts.region)


def _records(identity: IdentityFacts) -> str:
    """The records for signing, as they go into the DNS."""
    lines = [
        f"{token}._domainkey.{identity.name} CNAME {token}.dkim.amazonses.com"
        for token in identity.dkim_tokens
    ]
    listed = "".join(f"\n      {line}" for line in lines)
    return f"publish these records in the DNS, and wait, up to 72 hours:{listed}"


def _of_mail_from(identity: IdentityFacts, region: str) -> Finding:
    domain = identity.mail_from
    if not domain:
        return Finding(
            "mail that comes back goes to Amazon's own domain, so SPF isn't yours",
            f"deploy with --mail-domain {identity.name}, or set a MAIL FROM domain in SES",
        )
    return _either(
        identity.mail_from_status == "SUCCESS",
        f"mail that comes back goes to {domain} (MAIL FROM, SPF)",
        f"{domain} can't take mail back yet (MAIL FROM: {identity.mail_from_status.lower()})",
        "publish these records in the DNS:"
        f"\n      {domain} MX 10 feedback-smtp.{region}.amazonses.com"
        f'\n      {domain} TXT "v=spf1 include:amazonses.com ~all"',
    )


def _of_dmarc(facts: MailFacts) -> Finding:
    domain = facts.address.rpartition("@")[2]
    return _either(
        facts.dmarc is not None,
        f"{domain} says what to do with mail that isn't from you (DMARC)",
        f"{domain} has no DMARC record, so mailboxes may refuse its mail",
        f'publish this record in the DNS:\n      _dmarc.{domain} TXT "v=DMARC1; p=none"'
        "\n      and once all your mail is signed, p=quarantine",
    )


def _of_account(account: AccountFacts, region: str) -> Iterator[Finding]:
    yield _either(
        account.is_out_of_sandbox,
        "SES sends to everybody",
        "the account is in SES's sandbox: it sends to verified addresses only",
        f"ask for production access in SES, in {region}; it takes about a day",
    )
    yield _either(
        account.may_send and account.standing == "HEALTHY",
        "SES has nothing against the account",
        f"SES holds the account's mail back, or may soon ({account.standing.lower()})",
        "see the reputation of the account in SES; too much mail came back or was complained of",
    )


def _of_events(facts: MailFacts) -> Iterator[Finding]:
    yield _either(
        facts.told_events >= NEEDED_EVENTS,
        "SES tells this stage which mail came back",
        "SES doesn't tell this stage which mail came back",
        "deploy the stage again; don't change its configuration set by hand",
    )
    yield _either(
        facts.hears,
        "this stage listens when mail comes back",
        "nothing in this stage listens when mail comes back",
        "deploy the stage again; don't change its topic by hand",
    )
