"""Where things are."""

from pathlib import Path

DEPLOY_CODE = Path(__file__).resolve().parent
INFRA = DEPLOY_CODE.parent
PROJECT = INFRA.parent

BUILD = PROJECT / ".build"
"""What deployments make and keep to be quick next time; git ignores it."""

ACCOUNT_TEMPLATE = INFRA / "account.yaml"
STATEFUL_TEMPLATE = INFRA / "stateful.yaml"
API_TEMPLATE = INFRA / "api.yaml"
"""No template by itself: it is merged into the one that Chalice writes."""
ALARMS_TEMPLATE = INFRA / "alarms.yaml"
"""No template by itself, either: it is added to what came of that."""
WATCH_CODE = INFRA / "watch"
