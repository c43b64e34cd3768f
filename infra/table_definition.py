"""The table as ``stateful.yaml`` defines it, for everybody who makes one without CloudFormation."""

from typing import Any

from infra.deploy.paths import STATEFUL_TEMPLATE as STATEFUL_TEMPLATE
from infra.templates import read_template

_SHAPE = ("AttributeDefinitions", "KeySchema", "BillingMode", "GlobalSecondaryIndexes")
"""The properties that decide how the table behaves; the others are about keeping it safe."""


def create_table_arguments(template_text: str, table_name: str) -> dict[str, Any]:
    """Arguments for boto3's ``create_table`` that make the template's table as ``table_name``.

    Keys, indexes and billing are the template's. Encryption, recovery, deletion protection,
    time-to-live and what a second may cost at most are left out: an emulated table has nothing to
    lose. Raises ValueError when the
    template does not define exactly one table.
    """
    resources = read_template(template_text)["Resources"].values()
    tables = [r["Properties"] for r in resources if r["Type"] == "AWS::DynamoDB::Table"]
    if len(tables) != 1:
        raise ValueError(f"the template defines {len(tables)} tables; it should define one")
    shape = {name: tables[0][name] for name in _SHAPE}
    indexes = [
        {name: part for name, part in index.items() if name != "OnDemandThroughput"}
        for index in shape["GlobalSecondaryIndexes"]
    ]
    return {"TableName": table_name, **shape, "GlobalSecondaryIndexes": indexes}
