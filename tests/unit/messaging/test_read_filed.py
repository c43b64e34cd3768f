"""The table's stream tells which messages were filed."""

from typing import Any

from chalicelib.messaging.read_filed import messages_filed


def record(pk: str, sk: str, event_name: str = "INSERT") -> dict[str, Any]:
    return {"eventName": event_name, "dynamodb": {"Keys": {"pk": {"S": pk}, "sk": {"S": sk}}}}


def test_new_messages_are_named_in_the_order_of_the_stream() -> None:
    event = {"Records": [record("MESSAGE#b", "MESSAGE#c"), record("MESSAGE#a", "MESSAGE")]}
    assert [item["pk"] for item in messages_filed(event)] == ["MESSAGE#b", "MESSAGE#a"]


def test_whatever_is_no_new_message_is_passed_over() -> None:
    event = {
        "Records": [
            record("MESSAGE#a", "EVENT#2026"),
            record("MESSAGE#a", "MESSAGE", "MODIFY"),
            record("MESSAGE#a", "MESSAGE", "REMOVE"),
            record("CALLBACK#a", "CALLBACK"),
            {"eventName": "INSERT"},
            {},
        ]
    }
    assert list(messages_filed(event)) == []
    assert list(messages_filed({})) == []
