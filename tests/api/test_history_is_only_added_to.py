"""The API's role adds lines of history and looks, and can neither change them nor take them away.

All use cases are tried, as the matrix of faults has them, and what each asks of the table is judged
by the role's own policy. IAM sees partition keys and names of attributes, no sort keys: what it
cannot express is said in docs/operating.md.
"""

import pytest

from tests.faults.scenarios import SCENARIOS, Scenario, Sent, scenario
from tests.faults.world import SCHEDULE, World
from tests.iam_policies import API, Asked, is_permitted, of_table, statements

from .permitted import what_is_asked
from .tried import world as world

HISTORY = frozenset(
    each.partition("#")[0]
    for statement in statements(API)
    if statement.get("Sid") == "NoHistoryIsTakenAway"
    for each in statement["Condition"]["ForAnyValue:StringLike"]["dynamodb:LeadingKeys"]
)


def asking(name: str, pk: str, *attributes: str) -> Asked:
    return of_table(name, pk).touching("pk", "sk", *attributes)


def function_of(sent: Sent) -> str:
    """The function whose role does it: a job's own, where its schedule calls it."""
    return sent.path.removeprefix("/jobs/") if sent.by == SCHEDULE else API


@pytest.mark.parametrize("tried", [pytest.param(each, id=each.name) for each in SCENARIOS])
def test_whatever_is_done_is_permitted(world: World, tried: Scenario) -> None:
    world.start_over()
    sent = tried.prepare(world)
    with what_is_asked(world.run) as asked:
        assert sent.send(world.caller(sent.by)).status < 300
    beyond = sorted(each for each in asked if not is_permitted(function_of(sent), each))
    assert beyond == []
    kinds = {pk.partition("#")[0] for pk, sk in world.items() if sk.startswith("EVENT#")}
    assert kinds <= HISTORY, "of these the history could be taken away"


def test_a_claim_asks_for_leave_to_add_looks_and_to_change_the_call(world: World) -> None:
    world.start_over()
    with what_is_asked(world.run) as asked:
        scenario.claimed(world)
    wanted = {(each.action, key.partition("#")[0]) for each in asked for key in each.leading_keys}
    assert {("dynamodb:PutItem", "LOOKS"), ("dynamodb:UpdateItem", "CALLBACK")} <= wanted


def test_a_look_is_added() -> None:
    assert is_permitted(API, asking("PutItem", "LOOKS#somebody"))


@pytest.mark.parametrize("name", ["DeleteItem", "UpdateItem"])
def test_a_look_is_neither_changed_nor_taken_away(name: str) -> None:
    assert not is_permitted(API, asking(name, "LOOKS#somebody"))


def test_a_look_is_given_no_end() -> None:
    assert not is_permitted(API, asking("PutItem", "LOOKS#somebody", "expires_at"))
    assert is_permitted(API, asking("PutItem", "CLAIM-KEY#some", "expires_at"))


@pytest.mark.parametrize("kind", sorted(HISTORY))
def test_a_line_of_history_is_added_and_not_taken_away(kind: str) -> None:
    line = ("event_id", "at", "what", "by", "details")
    assert is_permitted(API, asking("PutItem", f"{kind}#some", *line))
    assert not is_permitted(API, asking("DeleteItem", f"{kind}#some"))


@pytest.mark.parametrize("attribute", ["what", "details", "event_id"])
def test_what_a_line_of_history_says_is_not_changed(attribute: str) -> None:
    assert not is_permitted(API, asking("UpdateItem", "CALLBACK#some", attribute))
    assert is_permitted(API, asking("UpdateItem", "CALLBACK#some", "attempts"))


@pytest.mark.parametrize(
    "name", ["BatchWriteItem", "PartiQLDelete", "PartiQLUpdate", "DeleteTable"]
)
def test_there_is_no_other_way_to_it(name: str) -> None:
    assert not is_permitted(API, asking(name, "LOOKS#somebody"))
