"""Attributes that stay as they are come to what those come to that go the long way."""

from collections.abc import Iterator
from typing import Any

import pytest
from botocore.exceptions import ParamValidationError
from moto.dynamodb.models.dynamo_type import DynamoType

from tests import quick_attributes, quick_bodies
from tests.conftest import client_in_process
from tests.quick_moto import empty_table, items_of

TABLE = "frontdesk-test"
KEY: Any = {"pk": {"S": "TEST#1"}, "sk": {"S": "TEST"}}

SOUND: dict[str, Any] = {
    "a text": {"S": "Ünï 🙏"},
    "no text": {"S": ""},
    "a number": {"N": "3"},
    "a number as moto would not write it": {"N": "3.0"},
    "yes": {"BOOL": True},
    "nothing": {"NULL": True},
    "bytes": {"B": b"\x00\xff"},
    "texts": {"SS": ["a", "b"]},
    "numbers": {"NS": ["1", "2"]},
    "several bytes": {"BS": [b"\x00", b"\xff"]},
    "a list": {"L": [{"S": "a"}, {"L": []}, {"B": b"\x00"}]},
    "a map": {"M": {"S": {"S": "a"}, "B": {"N": "1"}, "deep": {"M": {"x": {"B": b"\x00"}}}}},
}

MISTAKEN: dict[str, Any] = {
    "a number that is none": {"N": 3},
    "a text that is none": {"S": 3},
    "no kind": {"X": "a"},
    "a list with a mistake": {"L": [{"S": 3}]},
    "a map with a mistake": {"M": {"a": {"BOOL": "yes"}}},
    "texts that are none": {"SS": [1]},
    "no attribute": "a",
}


@pytest.fixture(params=["as they are", "the long way"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, moto: None) -> str:
    """How attributes go."""
    if request.param == "the long way":
        monkeypatch.setattr(quick_attributes, "may_stay", lambda _value: False)
        monkeypatch.setattr(quick_bodies, "stands", lambda _shape: lambda _value: False)
        monkeypatch.setattr(quick_bodies, "is_text_alone", lambda _body: False)
    return str(request.param)


@pytest.fixture
def table(way: str) -> Iterator[Any]:
    """A client of an empty table."""
    yield client_in_process()
    empty_table(TABLE)


@pytest.mark.parametrize("name", SOUND)
def test_what_is_written_is_read(table: Any, name: str) -> None:
    item = {**KEY, "it": SOUND[name]}
    table.put_item(TableName=TABLE, Item=item)
    assert table.get_item(TableName=TABLE, Key=KEY)["Item"] == item
    assert table.scan(TableName=TABLE)["Items"] == [item]


@pytest.mark.parametrize("name", MISTAKEN)
def test_a_mistake_is_told(table: Any, name: str) -> None:
    with pytest.raises(ParamValidationError):
        table.put_item(TableName=TABLE, Item={**KEY, "it": MISTAKEN[name]})


def test_items_weigh_what_they_weighed(table: Any) -> None:
    whole: Any = {**KEY, "näme": {"S": "ü"}} | {
        f"it {n}": each for n, each in enumerate(SOUND.values())
    }
    table.put_item(TableName=TABLE, Item=whole)
    (item,) = items_of(TABLE)[DynamoType(KEY["pk"])].values()
    weighed = [len(name.encode()) + quick_attributes._weigh(it) for name, it in item.attrs.items()]
    assert item.size() == sum(weighed)


def test_an_item_that_is_too_large_is_refused(table: Any) -> None:
    whole: Any = {**KEY, "it": {"S": "ü" * 202_000}}
    table.put_item(TableName=TABLE, Item=whole)
    with pytest.raises(table.exceptions.ClientError, match="size"):
        table.put_item(TableName=TABLE, Item={**whole, "more": {"S": "ü" * 1_000}})
