"""Where things are."""

from pathlib import Path

DEPLOY_CODE = Path(__file__).resolve().parent
INFRA = DEPLOY_CODE.parent
PROJECT = INFRA.parent

BUILD = PROJECT / ".build"
"""What deployments make and keep to be quick next time; git ignores it."""

ACCOUNT_TEMPLATE = INFRA / "account.yaml"
NIGHTLY_TEMPLATE = INFRA / "nightly.yaml"
STATEFUL_TEMPLATE = INFRA / "stateful.yaml"
API_TEMPLATE = INFRA / "api.yaml"
FIREWALL_TEMPLATE = INFRA / "firewall.yaml"
"""Neither is a template by itself: both are merged into the one that Chalice writes."""
GRADUAL_TEMPLATE = INFRA / "gradual.yaml"
ALARMS_TEMPLATE = INFRA / "alarms.yaml"
"""No templates by themselves, either: they are added to what came of that."""
WATCH_CODE = INFRA / "watch"
