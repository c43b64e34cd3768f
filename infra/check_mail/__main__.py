"""``python -m infra.check_mail STAGE``: says what a stage's email still needs; 0 if nothing."""

import sys
from collections.abc import Iterable

import boto3
import dns.exception
import dns.resolver
from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.clinic import load_clinic
from infra.check_mail.look import Look
from infra.check_mail.rules import Finding, findings_of, findings_of_clinic
from infra.deploy.errors import DeployError
from infra.deploy.run_command import stage_parser
from infra.deploy.stacks import Stacks
from infra.deploy.target import Target

_OFF = Finding(
    "email is off: nobody gets a receipt, a confirmation or a reminder",
    "deploy with --mail-from ADDRESS (docs/deploying.md, “Turning email on”)",
)


def main(arguments: list[str]) -> int:
    """Look, and say what was found; the exit status."""
    options = stage_parser("make check-mail", __doc__).parse_args(arguments)
    try:
        target = Target(options.stage, boto3.Session(region_name=options.region))
        data = Stacks(target.client("cloudformation")).outputs(target.data_stack)
        look = Look(target.client("sesv2"), target.client("sns"), text_records, target.region)
        facts = look.facts(data)
    except (DeployError, BotoCoreError, ClientError) as failure:
        print(f"Can't look at it: {failure}", file=sys.stderr)
        return 1
    of_stage = [_OFF] if facts is None else findings_of(facts)
    return say([*of_stage, *findings_of_clinic(load_clinic())])


def say(findings: Iterable[Finding]) -> int:
    """Print what was found, what is to be done last; 0 if that is nothing."""
    found = sorted(findings, key=lambda each: not each.is_good)
    for each in found:
        print(f"  ok  {each.what}" if each.is_good else f"  !!  {each.what}\n      → {each.to_do}")
    return int(any(not each.is_good for each in found))


def text_records(name: str) -> list[str]:
    """The text records of a name, as the DNS has them."""
    try:
        answers = dns.resolver.resolve(name, "TXT", lifetime=10)
    except dns.exception.DNSException:
        return []
    return [b"".join(answer.strings).decode("utf-8", "replace") for answer in answers]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
