"""Only what the API's description allows is taken, and nothing that merely looks like it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pytest
from openapi_schema_validator import OAS31Validator

from app import app
from chalicelib.platform.errors import InvalidInputError
from chalicelib.platform.http.answers import as_told
from chalicelib.platform.http.incoming import Incoming
from chalicelib.platform.http.openapi_schemas import fields_of
from chalicelib.platform.http.parsing import parse_body, parse_query
from chalicelib.platform.http.routes import Route
from chalicelib.web.describe_itself import describe_itself

OTHERWISE: Mapping[str, list[Any]] = {
    "boolean": ["true", "false", "yes", "on", 0, 1, "1"],
    "integer": ["5", 5.5, True, "5.0"],
    "string": [5, True, ["a"]],
    "date": [1606089600, "1606089600", "2026-11-23T00:00:00", "2026-11-23T00:00:00Z"],
    "date-time": [1606089600, "1606089600", 1606089600.5, "2026-11-23T15:00:00", "2026-11-23"],
}
"""By what is described: what a lenient reader would make it of."""

IN_A_QUERY: Mapping[str, list[str]] = {
    "boolean": ["yes", "no", "on", "off", "t", "1", "0", "True", "FALSE", " true"],
    "integer": ["5.0", "+5", "1_0", " 5", "05", "5e0", "0x5", "false"],
    "date": ["1606089600", "2026-11-23T00:00:00", "20261123", "2026-W48-1", "false"],
}


class Wrong(NamedTuple):
    """A value of a kind that its place is not described to take."""

    route: Route
    field: str
    value: Any


def kind_of(schema: Mapping[str, Any]) -> str:
    options = [each for each in schema.get("anyOf", [schema]) if each.get("type") != "null"]
    only = options[0] if len(options) == 1 else {}
    return str(only.get("format", only.get("type", "")))


def wrong_in(part: str, values: Mapping[str, list[Any]]) -> Iterator[Any]:
    for route in app.every_route:
        if model := route.model(part):
            described = model.model_json_schema() if part == "body" else None
            fields = described["properties"] if described else fields_of(model)[0]
            for name, schema in fields.items():
                for value in values.get(kind_of(schema), []):
                    yield pytest.param(
                        Wrong(route, name, value), id=f"{route.name}-{name}-{value!r}"
                    )


def call(body: Any = None, query: Mapping[str, list[str]] | None = None) -> Incoming:
    return Incoming(
        method="POST",
        base_path="/",
        path={},
        query=query or {},
        headers={"content-type": "application/json"},
        body=json.dumps(body).encode(),
        token_fields={},
        request_id="",
    )


# A browser that says nonsense of its zone must not stop a person.
STRICT = [wrong for wrong in wrong_in("body", OTHERWISE) if wrong.values[0].field != "time_zone"]


@pytest.mark.parametrize("wrong", STRICT)
def test_a_body_with_a_value_of_another_kind_is_refused(wrong: Wrong) -> None:
    model = wrong.route.model("body")
    assert model is not None
    with pytest.raises(InvalidInputError) as refused:
        parse_body(model, call({wrong.field: wrong.value}), accepts_form=False)
    assert wrong.field in {str(problem.path[0]) for problem in refused.value.problems}


@pytest.mark.parametrize("wrong", list(wrong_in("query", IN_A_QUERY)))
def test_a_query_that_writes_a_value_otherwise_is_refused(wrong: Wrong) -> None:
    model = wrong.route.model("query")
    assert model is not None
    with pytest.raises(InvalidInputError) as refused:
        parse_query(model, call(query={wrong.field: [wrong.value]}))
    assert wrong.field in {str(problem.path[0]) for problem in refused.value.problems}


@pytest.mark.parametrize("value", ["false", "0", "tlh", "EN", "en", "es", "2026", "-"])
def test_what_a_query_takes_is_described(value: str) -> None:
    """A page that takes any language of a link says so: ``lang=false`` is no mistake there."""
    shared = json.loads(as_told(describe_itself(app.every_route)))["components"]
    for route in app.every_route:
        model = route.model("query")
        for name, schema in fields_of(model)[0].items() if model else ():
            allowed = OAS31Validator({**schema, "components": shared}).is_valid(value)
            if kind_of(schema) == "string" and not allowed:
                with pytest.raises(InvalidInputError) as refused:
                    parse_query(model, call(query={name: [value]}))  # type: ignore[arg-type]
                assert name in {str(problem.path[0]) for problem in refused.value.problems}


def test_the_ticked_box_of_a_form_is_consent_and_its_text_in_json_is_not() -> None:
    (route,) = [route for route in app.every_route if route.accepts_form]
    model = route.model("body")
    assert model is not None
    for text in ("on", "true", "1"):
        with pytest.raises(InvalidInputError) as refused:
            parse_body(model, call({"consent": text}), accepts_form=True)
        assert "consent" in {str(problem.path[0]) for problem in refused.value.problems}
