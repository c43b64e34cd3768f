"""A request or an answer that stays as it is comes to what it comes to the long way."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ParamValidationError

from tests import quick_bodies

from .test_quick_requests import CALLS, IS_NEW, KEY, TABLE, WHOLE, told

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

A_PUT: Any = {"TableName": TABLE, "Item": WHOLE}

MISTAKEN: dict[str, dict[str, Any]] = {
    "no table": {"Item": WHOLE},
    "no item": {"TableName": TABLE},
    "a condition that is no text": {**A_PUT, "ConditionExpression": 3},
    "a name that is too short": {**A_PUT, "TableName": ""},
    "a word that is not known": {**A_PUT, "Condition": "attribute_not_exists(pk)"},
    "an item that is none": {**A_PUT, "Item": [WHOLE]},
    "a name of an attribute that is none": {**A_PUT, "Item": {3: {"S": "a"}}},
    "names that are none": {**A_PUT, **IS_NEW, "ExpressionAttributeNames": {"#a": 3}},
}


@pytest.fixture
def the_long_way(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From its call on, nothing stays as it is."""

    def take_it() -> None:
        monkeypatch.setattr(quick_bodies, "stands", lambda _shape: lambda _value: False)
        monkeypatch.setattr(quick_bodies, "is_text_alone", lambda _body: False)

    return take_it


def test_each_call_is_told_the_same(
    dynamodb: "DynamoDBClient", the_long_way: Callable[[], None]
) -> None:
    as_it_is = dict(told(dynamodb))
    the_long_way()
    assert dict(told(dynamodb)) == as_it_is
    assert as_it_is.keys() == CALLS.keys()


def test_the_same_is_sent_and_answered(
    dynamodb: "DynamoDBClient", the_long_way: Callable[[], None]
) -> None:
    seen: list[Any] = []

    def sent(request: Any, **_: Any) -> None:
        seen.append(json.loads(request.body))
        seen[-1].pop("ClientRequestToken", None)  # drawn anew for each

    def answered(response_dict: Any, **_: Any) -> None:
        seen.append((json.loads(response_dict["body"]), response_dict["headers"]["Content-Type"]))

    dynamodb.meta.events.register_first("before-send.dynamodb.*", sent)
    dynamodb.meta.events.register("before-parse.dynamodb.*", answered)
    list(told(dynamodb))
    as_it_is = list(seen)
    seen.clear()
    the_long_way()
    list(told(dynamodb))
    assert len(as_it_is) > 2 * len(CALLS)
    assert seen == as_it_is


@pytest.mark.parametrize("mistake", MISTAKEN)
def test_a_mistake_is_told_in_the_same_words(
    dynamodb: "DynamoDBClient", the_long_way: Callable[[], None], mistake: str
) -> None:
    said = []
    for way in ("as it is", "the long way"):
        if way == "the long way":
            the_long_way()
        with pytest.raises(ParamValidationError) as refused:
            dynamodb.put_item(**MISTAKEN[mistake])
        said.append(str(refused.value))
    assert said[0] == said[1]


def test_a_condition_is_asked_anew_of_other_values(dynamodb: "DynamoDBClient") -> None:
    """The text is the same, and so are the names."""
    dynamodb.put_item(**A_PUT)
    for word, found in (("Ünï 🙏", True), ("another", False), ("Ünï 🙏", True)):
        asked: Any = {
            "ConditionExpression": "#w = :w",
            "ExpressionAttributeNames": {"#w": "word"},
            "ExpressionAttributeValues": {":w": {"S": word}},
        }
        check: Any = {"ConditionCheck": {"TableName": TABLE, "Key": KEY, **asked}}
        if found:
            dynamodb.transact_write_items(TransactItems=[check])
            continue
        with pytest.raises(dynamodb.exceptions.TransactionCanceledException):
            dynamodb.transact_write_items(TransactItems=[check])
