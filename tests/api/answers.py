"""What an answer shows of people, by its schema and by what stands in it."""

import re
from collections.abc import Iterator
from typing import Any

_NUMBER = re.compile(r"\+1\d{10}")
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_OF_THE_CLINIC = {"+12125550142", "+13125550187"}


def objects_in(schema: Any) -> Iterator[dict[str, Any]]:
    """The fields of each kind of object that an answer may hold."""
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield schema["properties"]
        for each in schema.values():
            yield from objects_in(each)
    elif isinstance(schema, list):
        for each in schema:
            yield from objects_in(each)


def shows_who_and_how(schema: Any) -> bool:
    """True if an answer may hold a person's name with a way to reach them.

    A location's own have its zone beside them.
    """
    return any(
        "name" in each and each.keys() & {"phone", "email"} and "zone" not in each
        for each in objects_in(schema)
    )


def people_named(answer: Any) -> set[str]:
    """The ids of the people whose name, number, address or words stand in an answer."""
    if isinstance(answer, list):
        return set().union(*map(people_named, answer))
    if not isinstance(answer, dict):
        return set()
    within = set().union(*map(people_named, answer.values()))
    own = answer.get("person_id")
    shown = any(answer.get(each) for each in ("name", "phone", "email", "message"))
    return within | {own} if own and shown else within


def numbers_and_addresses(text: str) -> set[str]:
    """Phone numbers and email addresses in a text, but for the clinic's own numbers."""
    return {*_NUMBER.findall(text), *_ADDRESS.findall(text)} - _OF_THE_CLINIC
