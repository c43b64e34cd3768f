"""Conditions and attributes say what Boto3's say, which are the oracle here."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import boto3.dynamodb.conditions as oracle
import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.platform.storage.conditions import Attr, Condition, Key
from chalicelib.platform.storage.expressions import from_attributes, to_attributes

Pair = tuple[Condition, Any]

names = st.sampled_from(["state", "fence", "offer.hold_id", "name"])
texts = st.text(max_size=5)
asked: dict[str, Callable[[Any, Any], Any]] = {
    "eq": lambda at, value: at.eq(value),
    "ne": lambda at, value: at.ne(value),
    "lt": lambda at, value: at.lt(value),
    "lte": lambda at, value: at.lte(value),
    "gt": lambda at, value: at.gt(value),
    "gte": lambda at, value: at.gte(value),
    "between": lambda at, value: at.between(value, value + "z"),
    "begins_with": lambda at, value: at.begins_with(value),
    "exists": lambda at, value: at.exists(),
    "not_exists": lambda at, value: at.not_exists(),
    "is_in": lambda at, value: at.is_in([value, "z"]),
    "contains": lambda at, value: at.contains(value),
}


@st.composite
def single(draw: st.DrawFn) -> Pair:
    if draw(st.booleans()):
        one, other = draw(names), draw(names)
        return Attr(one).eq(Attr(other)), oracle.Attr(one).eq(oracle.Attr(other))
    ask, name, value = asked[draw(st.sampled_from(sorted(asked)))], draw(names), draw(texts)
    return ask(Attr(name), value), ask(oracle.Attr(name), value)


conditions = st.recursive(
    single(),
    lambda parts: st.tuples(parts, parts, st.booleans()).map(
        lambda drawn: (
            (drawn[0][0] & drawn[1][0], drawn[0][1] & drawn[1][1])
            if drawn[2]
            else (drawn[0][0] | drawn[1][0], drawn[0][1] | drawn[1][1])
        )
    ),
    max_leaves=6,
)


def filled_in(text: str, placeholders: dict[str, Any]) -> str:
    """The text with what its placeholders stand for, the longest names of them first."""
    for placeholder in sorted(placeholders, key=len, reverse=True):
        text = text.replace(placeholder, f"«{placeholders[placeholder]!r}»")
    return text


@given(conditions)
def test_a_condition_reads_as_the_one_of_boto3_does(pair: Pair) -> None:
    ours, theirs = pair
    held: dict[str, Any] = {}

    def placeholder(sign: str) -> Callable[[Any], str]:
        def keep(what: Any) -> str:
            name = f"{sign}n{len(held)}x"
            held[name] = what
            return name

        return keep

    text = ours.text(placeholder("#"), placeholder(":"))
    built = oracle.ConditionExpressionBuilder().build_expression(theirs)
    known = {**built.attribute_name_placeholders, **built.attribute_value_placeholders}
    assert filled_in(text, held) == filled_in(built.condition_expression, known)


def test_a_key_is_asked_the_same_way() -> None:
    asked = Key("pk").eq("a") & Key("sk").begins_with("b")
    assert asked.text(lambda name: name, repr) == "(pk = 'a' AND begins_with(sk, 'b'))"


numbers = st.integers(-(10**20), 10**20) | st.decimals(
    allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
)
values = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | numbers,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=4), parts),
    max_leaves=8,
)


@given(st.dictionaries(st.text(max_size=4), values, max_size=5))
def test_values_are_stored_and_come_back_as_with_boto3(item: dict[str, Any]) -> None:
    serializer, deserializer = TypeSerializer(), TypeDeserializer()
    theirs = {name: serializer.serialize(v) for name, v in item.items() if v is not None}
    assert to_attributes(item) == theirs
    back = {name: deserializer.deserialize(attribute) for name, attribute in theirs.items()}
    assert from_attributes(theirs) == back


@pytest.mark.parametrize("value", [1.5, {1, 2}, b"x", object()])
def test_what_no_attribute_holds_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="no attribute holds"):
        to_attributes({"a": [value]})


def test_a_kind_that_is_never_written_is_not_read_either() -> None:
    with pytest.raises(TypeError, match="never written"):
        from_attributes({"a": {"SS": ["x"]}})


def test_numbers_come_back_as_decimals() -> None:
    assert from_attributes({"n": {"N": "12.50"}}) == {"n": Decimal("12.50")}
