"""What was sent, read into what a route asks for, with every bad field named at once."""

import json
from contextlib import suppress
from enum import StrEnum
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from chalicelib.platform.errors import InvalidInputError, NotFoundError
from chalicelib.platform.http.incoming import Incoming
from chalicelib.platform.http.parsing import (
    LARGEST_BODY,
    parse_body,
    parse_headers,
    parse_path,
    parse_query,
)
from chalicelib.platform.http.problems import (
    BadRequestError,
    BodyTooLargeError,
    UnsupportedMediaTypeError,
)
from chalicelib.platform.ids import ID_PATTERN


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


class Form(BaseModel):
    """A body with a field of each kind."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(min_length=1, max_length=10)]
    count: int = 0
    colours: list[Colour] = Field(default_factory=list)
    code: Annotated[str, Field(pattern="^[a-z]+$")] = "a"


class Asked(BaseModel):
    """A query."""

    model_config = ConfigDict(extra="forbid")

    start: Annotated[int, Field(alias="from")] = 0
    colours: list[Colour] = Field(default_factory=list)


class Headers(BaseModel):
    """Headers that a route reads."""

    key: Annotated[str | None, Field(alias="Idempotency-Key", min_length=1, max_length=5)] = None


def incoming(
    body: bytes = b"",
    content_type: str = "application/json",
    query: dict[str, list[str]] | None = None,
    headers: dict[str, str] | None = None,
    path: dict[str, str] | None = None,
) -> Incoming:
    return Incoming(
        method="POST",
        base_path="/",
        path=path or {},
        query=query or {},
        headers={"content-type": content_type, **(headers or {})},
        body=body,
        token_fields={},
        request_id="r-1",
    )


def read(body: bytes, content_type: str = "application/json", form: bool = False) -> Form:
    parsed = parse_body(Form, incoming(body, content_type), accepts_form=form)
    assert isinstance(parsed, Form)
    return parsed


def complaints(body: bytes, **how: Any) -> dict[str, str]:
    """The fields that were refused, and what was said of each."""
    with pytest.raises(InvalidInputError) as refused:
        read(body, **how)
    return {".".join(map(str, p.path)): p.message for p in refused.value.problems}


FORM = "application/x-www-form-urlencoded"


class TestJson:
    def test_a_body_is_read_into_the_model(self) -> None:
        body = json.dumps({"name": "ü🙂", "count": 2, "colours": ["red", "blue"]}).encode()
        assert read(body) == Form(name="ü🙂", count=2, colours=[Colour.RED, Colour.BLUE])

    def test_a_body_without_a_content_type_is_taken_as_json(self) -> None:
        assert read(b'{"name": "a"}', "") == Form(name="a")

    def test_parameters_and_case_of_the_content_type_do_not_matter(self) -> None:
        assert read(b'{"name": "a"}', "Application/JSON; charset=utf-8") == Form(name="a")

    def test_an_empty_body_is_one_without_fields(self) -> None:
        assert complaints(b"") == {"name": "This is required."}

    @pytest.mark.parametrize(
        "broken",
        [
            b"{",
            b"name=a",
            b'{"name": "a",}',
            b"{'name': 'a'}",
            b'{"name": "a"} {"name": "b"}',
            b'{"name": "\xff"}',
            b'{"name": "\xed\xa0\x80"}',
            b'{"name": "\\ud800"}',
            b'{"name": "\\udc00 x"}',
            b'{"name": "a\nb"}',
            b'\xff\xfe{\x00"\x00',
            b"[" * 60_000,
            b'{"a":' * 10_000,
        ],
        ids=repr,
    )
    def test_what_is_not_json_in_utf8_is_said_to_be_unreadable(self, broken: bytes) -> None:
        with pytest.raises(BadRequestError):
            read(broken)

    @pytest.mark.parametrize("other", [b"[]", b'"text"', b"null", b"1", b"true", b'[{"name":"a"}]'])
    def test_json_that_is_no_object_is_refused(self, other: bytes) -> None:
        assert complaints(other) == {"": "Input should be an object."}

    def test_everything_that_is_wrong_is_named_at_once(self) -> None:
        body = b'{"count": "x", "colours": ["red", "green"], "code": "A", "extra": 1}'
        found = complaints(body)
        assert set(found) == {"name", "count", "colours.1", "code", "extra"}
        assert found["name"] == "This is required."
        assert found["extra"] == "There is no field with this name."
        assert found["colours.1"] == "This needs to be one of: 'red' or 'blue'."
        assert found["code"] == "This isn't in the expected format."

    def test_too_long_says_how_long_and_empty_says_needed(self) -> None:
        assert "10" in complaints(b'{"name": "aaaaaaaaaaa"}')["name"]
        assert complaints(b'{"name": ""}') == {"name": "This is required."}

    def test_a_field_given_twice_is_refused_and_not_guessed_at(self) -> None:
        found = complaints(b'{"name": "a", "count": 1, "name": "b"}')
        assert found == {"name": "This was sent more than once."}

    def test_what_is_given_twice_is_named_along_with_the_rest(self) -> None:
        found = complaints(b'{"count": 1, "count": 2}')
        assert set(found) == {"name", "count"}

    def test_one_name_in_two_objects_is_not_given_twice(self) -> None:
        assert set(complaints(b'{"name": "a", "x": {"name": 1}, "y": {"name": 2}}')) == {"x", "y"}

    @pytest.mark.parametrize("number", [b"1" * 4300, b"-" + b"9" * 4000, b"1e999", b"NaN"])
    def test_a_number_beyond_all_bounds_is_a_wrong_value_and_no_failure(
        self, number: bytes
    ) -> None:
        assert set(complaints(b'{"name": "a", "code": ' + number + b"}")) == {"code"}
        assert set(complaints(b'{"name": "a", "x": ' + number + b"}")) == {"x"}

    @pytest.mark.parametrize("digits", [4301, 5000, 60_000])
    def test_one_with_more_digits_than_any_reader_takes_is_unreadable(self, digits: int) -> None:
        with pytest.raises(BadRequestError):
            read(b'{"name": "a", "count": ' + b"1" * digits + b"}")

    def test_a_body_full_of_mistakes_is_not_answered_with_a_longer_one(self) -> None:
        body = json.dumps({"name": "a", "colours": ["g"] * 12_000}).encode()
        assert len(body) < LARGEST_BODY
        assert len(complaints(body)) == 100

    @given(body=st.binary(max_size=60))
    def test_whatever_is_sent_is_read_or_refused_and_never_fails(self, body: bytes) -> None:
        with suppress(BadRequestError, InvalidInputError):
            assert isinstance(read(body), Form)

    @given(name=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=10))
    def test_text_of_any_script_comes_in_as_it_was_sent(self, name: str) -> None:
        assert read(json.dumps({"name": name}).encode()).name == name
        assert read(json.dumps({"name": name}, ensure_ascii=False).encode()).name == name

    @given(value=st.text(alphabet="abcXYZ0123 @+.", min_size=12, max_size=30))
    def test_no_message_repeats_what_was_typed(self, value: str) -> None:
        wrong = {"name": value, "count": value, "colours": [value], "code": f"{value}!"}
        for message in complaints(json.dumps(wrong).encode()).values():
            assert value not in message


class TestSize:
    def test_64_kb_is_not_too_large_and_one_byte_more_is(self) -> None:
        body = b'{"name": "a"}'
        assert read(body + b" " * (LARGEST_BODY - len(body))) == Form(name="a")
        with pytest.raises(BodyTooLargeError):
            read(body + b" " * (LARGEST_BODY - len(body) + 1))

    def test_a_form_has_the_same_bound(self) -> None:
        with pytest.raises(BodyTooLargeError):
            read(b"name=a&x=" + b"a" * LARGEST_BODY, FORM, form=True)


class TestContentType:
    @pytest.mark.parametrize(
        "other", ["text/plain", "multipart/form-data", "application/xml", "application/jsonx", "x"]
    )
    def test_another_one_is_refused_with_what_would_do(self, other: str) -> None:
        with pytest.raises(UnsupportedMediaTypeError, match="application/json"):
            read(b'{"name": "a"}', other)

    def test_a_form_is_read_only_where_the_route_says_so(self) -> None:
        assert read(b"name=a", FORM, form=True) == Form(name="a")
        with pytest.raises(UnsupportedMediaTypeError):
            read(b"name=a", FORM, form=False)


class TestForms:
    def test_fields_are_read_with_lists_where_the_model_has_them(self) -> None:
        body = b"name=%C3%BC+%F0%9F%99%82&count=2&colours=red&colours=blue"
        expected = Form(name="ü 🙂", count=2, colours=[Colour.RED, Colour.BLUE])
        assert read(body, FORM, form=True) == expected

    def test_one_value_is_a_list_of_one(self) -> None:
        assert read(b"name=a&colours=red", FORM, form=True).colours == [Colour.RED]

    def test_a_field_left_empty_is_as_good_as_not_sent(self) -> None:
        assert read(b"name=a&count=&code=&colours=", FORM, form=True) == Form(name="a")
        assert complaints(b"name=", content_type=FORM, form=True) == {"name": "This is required."}

    def test_unknown_fields_are_named(self) -> None:
        found = complaints(b"name=a&extra=1", content_type=FORM, form=True)
        assert found == {"extra": "There is no field with this name."}

    @pytest.mark.parametrize("broken", [b"name=%FF", b"name=\xff", b"%ED%A0%80=a", b"a=1&" * 201])
    def test_what_is_not_a_form_in_utf8_is_said_to_be_unreadable(self, broken: bytes) -> None:
        with pytest.raises(BadRequestError):
            read(broken, FORM, form=True)


class TestQueries:
    def test_parameters_are_read_by_the_name_that_callers_use(self) -> None:
        asked = parse_query(Asked, incoming(query={"from": ["3"], "colours": ["red", "blue"]}))
        assert asked == Asked.model_validate({"from": 3, "colours": ["red", "blue"]})

    def test_unknown_and_unreadable_ones_are_named(self) -> None:
        with pytest.raises(InvalidInputError) as refused:
            parse_query(Asked, incoming(query={"from": ["x"], "form": ["1"]}))
        assert {problem.path for problem in refused.value.problems} == {("from",), ("form",)}


class TestHeaders:
    def test_headers_are_found_in_any_case_and_others_are_not_looked_at(self) -> None:
        given = {"idempotency-key": "k", "x-other": "y"}
        assert parse_headers(Headers, incoming(headers=given)) == Headers.model_validate(
            {"Idempotency-Key": "k"}
        )

    def test_a_wrong_one_is_named_as_callers_name_it(self) -> None:
        with pytest.raises(InvalidInputError) as refused:
            parse_headers(Headers, incoming(headers={"idempotency-key": "much too long"}))
        assert [problem.path for problem in refused.value.problems] == [("Idempotency-Key",)]


class TestPaths:
    ADAPTERS = {"item_id": TypeAdapter(Annotated[str, Field(pattern=ID_PATTERN)])}  # noqa: RUF012

    def test_an_id_of_the_right_form_is_read(self) -> None:
        path = {"item_id": "0" * 26}
        assert parse_path(self.ADAPTERS, incoming(path=path)) == path

    @pytest.mark.parametrize(
        "wrong",
        ["", "0" * 25, "0" * 27, "O" * 26, "0" * 26 + "\n", "..", "%2e" * 8 + "00", "é" * 26],
    )
    def test_one_that_cannot_be_right_names_nothing(self, wrong: str) -> None:
        with pytest.raises(NotFoundError):
            parse_path(self.ADAPTERS, incoming(path={"item_id": wrong}))
