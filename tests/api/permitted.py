"""What a job's own role lets it do, by its policy file: the engine in process lets it do all."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from chalicelib.platform.runtime import Runtime

POLICIES = Path(__file__).parents[2] / ".chalice"
OF_THE_TABLE, OF_AN_INDEX = {"Ref": "TableArn"}, {"Fn::Sub": "${TableArn}/index/due"}

ACTIONS = {"Put": "PutItem", "Update": "UpdateItem", "Delete": "DeleteItem"}
"""By action of a transaction: what it needs leave for."""


def allowed(job: str) -> set[tuple[str, str]]:
    """Each action that a job's policy allows, with the resource as its file writes it."""
    config = json.loads((POLICIES / "config.json").read_text("utf-8"))
    file = config["lambda_functions"][job]["iam_policy_file"]
    policy = json.loads((POLICIES / file).read_text("utf-8"))
    return {
        (action, json.dumps(resource, sort_keys=True))
        for statement in policy["Statement"]
        for action in listed(statement["Action"])
        for resource in listed(statement["Resource"])
    }


def listed(one_or_more: Any) -> list[Any]:
    return one_or_more if isinstance(one_or_more, list) else [one_or_more]


def needed(operation: str, params: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The leave that one call to the table needs."""
    where = OF_AN_INDEX if params.get("IndexName") == "due" else OF_THE_TABLE
    names = [operation]
    if operation == "TransactWriteItems":
        kinds = {kind for action in params["TransactItems"] for kind in action}
        names = [ACTIONS.get(kind, "ConditionCheckItem") for kind in sorted(kinds)]
    for name in names:
        yield f"dynamodb:{name}", json.dumps(where, sort_keys=True)


@contextmanager
def only_what_is_permitted(run: Runtime, job: str) -> Iterator[None]:
    """Fail if a job does meanwhile what its role may not: at the table, or with the secret."""
    asked: set[tuple[str, str]] = set()

    def note(params: Mapping[str, Any], model: Any, **_: Any) -> None:
        asked.update(needed(model.name, params))

    events = run.table.client.meta.events
    before = run.keyring.__dict__.pop("_secret", None)  # it is fetched once: see if it is here
    events.register("before-parameter-build.dynamodb", note)
    try:
        yield
    finally:
        events.unregister("before-parameter-build.dynamodb", note)
    if "_secret" in run.keyring.__dict__:
        asked.add(("secretsmanager:GetSecretValue", json.dumps({"Ref": "SecretArn"})))
    elif before is not None:
        run.keyring.__dict__["_secret"] = before
    beyond = sorted(asked - allowed(job))
    assert not beyond, f"{job} may not {beyond}"
