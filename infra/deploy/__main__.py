"""``python -m infra.deploy STAGE``: deploys a stage to the AWS account that is signed in."""

import argparse
import sys

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infra.deploy.console import Console
from infra.deploy.errors import DeployError
from infra.deploy.paths import BUILD
from infra.deploy.pipeline import Pipeline
from infra.deploy.target import Target


def main(arguments: list[str]) -> int:
    """Deploy; the exit status."""
    options = _parse(arguments)
    console = Console()
    try:
        target = Target(
            options.stage,
            boto3.Session(region_name=options.region),
            protected=not options.disposable,
            mfa=options.mfa,
            mail_from=options.mail_from,
            public_url=options.public_url,
            mail_domain=options.mail_domain,
            domain=options.domain,
            certificate=options.certificate,
            base_path=options.base_path,
            firewall=options.firewall,
            on_call=options.on_call,
            monthly_budget=options.monthly_budget,
            backup_copy_vault=options.backup_copy_vault,
            at_once=options.at_once,
        )
        account = target.client("sts").get_caller_identity()["Account"]
        console.line(f"Frontdesk, stage {target.stage}, account {account}, {target.region}")
        deployment = Pipeline(target, console, BUILD / target.stage).run()
    except (DeployError, BotoCoreError, ClientError) as failure:
        print(f"Not deployed: {failure}", file=sys.stderr)
        return 1
    console.line()
    console.line(f"API        {deployment.url}")
    if "DomainTarget" in deployment.api:
        lead = deployment.api["DomainTarget"]
        console.line(f"DNS        {deployment.data['Domain']} has to lead to {lead} (CNAME)")
    console.line(f"User pool  {deployment.data['UserPoolId']}")
    console.line(f"Client     {deployment.data['SettingUserPoolClientId']}")
    return 0


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make deploy", description=__doc__)
    parser.add_argument("stage", help="name of the stage; production has the strict defaults")
    parser.add_argument("--region", help="AWS region; by default, the one that is configured")
    parser.add_argument("--mfa", default="by-stage", choices=["by-stage", "OFF", "OPTIONAL", "ON"])
    parser.add_argument(
        "--mail-from",
        metavar="ADDRESS",
        help='address that email is sent from, which SES knows as yours; "" turns mail off',
    )
    parser.add_argument(
        "--public-url",
        metavar="URL",
        help='address of the pages at your own domain, for links in email; "" for the gateway\'s',
    )
    parser.add_argument(
        "--mail-domain",
        metavar="DOMAIN",
        help='domain of that address, for this stage to make known to SES; "" where SES knows it',
    )
    parser.add_argument("--domain", help='domain that leads to the API; "" for none')
    parser.add_argument("--certificate", metavar="ARN", help="certificate of it, in ACM")
    parser.add_argument("--base-path", help='first part of the path there; "" for none')
    _say_how_it_is_run(parser)
    parser.add_argument(
        "--disposable",
        action="store_true",
        help="lets the stage be deleted with its data (for short-lived stages)",
    )
    return parser.parse_args(arguments)


def _say_how_it_is_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--at-once",
        action="store_true",
        help="gives the release to everybody at once, and lets no alarm take it back",
    )
    parser.add_argument(
        "--firewall",
        choices=["on", "off"],
        help="whether a firewall limits what one network address may ask; a new stage has one",
    )
    parser.add_argument(
        "--on-call",
        metavar="ADDRESS",
        help='email address that alarms are told to; "none" for nobody, on purpose',
    )
    parser.add_argument(
        "--monthly-budget",
        metavar="DOLLARS",
        help="US dollars a month that the account may spend before it is told; 0 watches none",
    )
    parser.add_argument(
        "--backup-copy-vault",
        metavar="ARN",
        help='vault, in another region or account, that backups are copied to; "" for none',
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
