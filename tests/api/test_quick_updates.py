"""An update that is carried out at once comes to what it comes to that moto takes apart."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests import quick_updates
from tests.conftest import client_in_process
from tests.quick_moto import empty_table

TABLE = "frontdesk-test"
KEY: Any = {"pk": {"S": "TEST#1"}, "sk": {"S": "TEST"}}
BEFORE: Any = {"word": {"S": "a"}, "count": {"N": "3"}, "map": {"M": {"x": {"S": "a"}}}}
NAMES = {"#a": "word", "#b": "count", "#c": "new", "#d": "due_pk", "#e": "map", "#k": "pk"}
VALUES: Any = {
    ":a": {"S": "b"},
    ":b": {"N": "2"},
    ":c": {"L": [{"M": {"S": {"BOOL": True}}}]},
    ":d": {"S": ""},
}

CHANGED: dict[str, dict[str, Any]] = {
    "SET #a = :a": {"word": {"S": "b"}},
    "SET #a = :b, #c = :c": {"word": {"N": "2"}, "new": VALUES[":c"]},
    "SET #c = :d": {"new": {"S": ""}},
    "SET #d = :a": {"due_pk": {"S": "b"}},
    "SET #a = :a ADD #b :b REMOVE #c, #e": {
        "word": {"S": "b"},
        "count": {"N": "5"},
        "map": None,
    },
    "ADD #c :b": {"new": {"N": "2"}},
    "REMOVE #a": {"word": None},
    "SET #e.#a = :a": {"map": {"M": {"x": {"S": "a"}, "word": {"S": "b"}}}},
    "SET #a = if_not_exists(#c, :a), #c = #a": {"word": {"S": "b"}, "new": {"S": "a"}},
}

REFUSED = (
    *("SET #k = :a", "REMOVE #k", "SET #a = :a, #a = :b", "SET #a = :a REMOVE #a"),
    *(
        "SET #a = :x",
        "ADD #a :b",
        "ADD #b :a",
        "SET #a = ",
        "SET #a = :a SET #b = :b",
    ),
)


@pytest.fixture(params=["at once", "taken apart"])
def table(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, moto: None
) -> Iterator[Any]:
    """A client of a table with one item, where updates are carried out in one of two ways."""
    if request.param == "taken apart":
        monkeypatch.setattr(quick_updates, "_planned", lambda *_: None)
    client = client_in_process()
    client.put_item(TableName=TABLE, Item={**KEY, **BEFORE})
    yield client
    empty_table(TABLE)


def update(table: Any, expression: str, **values: Any) -> Any:
    """Carry an update out, with the names and the values that its expression has."""
    given = {**VALUES, **{f":{name}": value for name, value in values.items()}}
    used = {
        "ExpressionAttributeNames": {n: a for n, a in NAMES.items() if n in expression},
        "ExpressionAttributeValues": {n: v for n, v in given.items() if n in expression},
    }
    return table.update_item(
        TableName=TABLE,
        Key=KEY,
        UpdateExpression=expression,
        ReturnValues="ALL_NEW",
        **{name: each for name, each in used.items() if each},
    )


def stored(table: Any) -> Any:
    """The item as it stands."""
    return table.get_item(TableName=TABLE, Key=KEY)["Item"]


@pytest.mark.parametrize("expression", CHANGED)
def test_it_changes_what_it_says_and_nothing_else(table: Any, expression: str) -> None:
    merged = {**KEY, **BEFORE, **CHANGED[expression]}
    wanted = {name: value for name, value in merged.items() if value is not None}
    assert update(table, expression)["Attributes"] == wanted
    assert stored(table) == wanted


@pytest.mark.parametrize("expression", REFUSED)
def test_what_is_not_sound_is_refused(table: Any, expression: str) -> None:
    with pytest.raises(ClientError):
        update(table, expression)
    assert stored(table) == {**KEY, **BEFORE}


def test_one_that_makes_the_item_too_large_is_refused(table: Any) -> None:
    with pytest.raises(ClientError, match="size"):
        update(table, "SET #c = :huge", huge={"S": "a" * 405_000})
    assert stored(table) == {**KEY, **BEFORE}


def test_of_an_item_that_is_not_there_makes_it(table: Any) -> None:
    empty_table(TABLE)
    update(table, "SET #a = :a")
    assert stored(table) == {**KEY, "word": {"S": "b"}}
