"""What a job's own role lets it do, by its policy file: the engine in process lets it do all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from chalicelib.platform.runtime import Runtime
from tests.iam_policies import Asked, asked_of_dynamodb, is_permitted

READ_SECRET = Asked("secretsmanager:GetSecretValue", '{"Ref": "SecretArn"}')


@contextmanager
def what_is_asked(run: Runtime) -> Iterator[set[Asked]]:
    """Note all that needs leave meanwhile: of the table, with the partitions, and of the secret."""
    asked: set[Asked] = set()

    def note(params: Mapping[str, Any], model: Any, **_: Any) -> None:
        asked.update(asked_of_dynamodb(model.name, params))

    events = run.table.client.meta.events
    before = run.keyring.__dict__.pop("_secret", None)  # it is fetched once: see if it is here
    events.register("before-parameter-build.dynamodb", note)
    try:
        yield asked
    finally:
        events.unregister("before-parameter-build.dynamodb", note)
    if "_secret" in run.keyring.__dict__:
        asked.add(READ_SECRET)
    elif before is not None:
        run.keyring.__dict__["_secret"] = before


@contextmanager
def only_what_is_permitted(run: Runtime, job: str) -> Iterator[None]:
    """Fail if a job does meanwhile what its role may not: at the table, or with the secret."""
    with what_is_asked(run) as asked:
        yield
    beyond = sorted(each for each in asked if not is_permitted(job, each))
    assert not beyond, f"{job} may not {beyond}"
