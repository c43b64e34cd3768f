"""The API's description, OpenAPI 3.1, written from the routes' own types."""

import inspect
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from ..errors import (
    FrontdeskError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    UnavailableError,
)
from .parsing import FORM_TYPE, JSON_TYPE
from .problems import (
    PROBLEM_MEDIA_TYPE,
    BadRequestError,
    BodyTooLargeError,
    Problem,
    UnsupportedMediaTypeError,
    slug_of,
    status_of,
)
from .routes import Route

Schemas = Mapping[tuple[type[Any], Literal["validation", "serialization"]], dict[str, Any]]

_TEXT: dict[str, Any] = {"schema": {"type": "string"}}


def describe_api(title: str, version: str, routes: Iterable[Route]) -> dict[str, Any]:
    """The OpenAPI 3.1 document of ``routes``."""
    routes = list(routes)
    schemas, definitions = _schemas(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.pattern, {})[route.method.lower()] = _operation(route, schemas)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version},
        "paths": paths,
        "components": {"schemas": definitions, "securitySchemes": _schemes(routes)},
    }


def _schemes(routes: list[Route]) -> dict[str, Any]:
    """All ways to prove who calls that some route takes."""
    taken = (route.scheme for route in routes)
    return {scheme.name: dict(scheme.described) for scheme in taken if scheme}


def _schemas(routes: list[Route]) -> tuple[Schemas, dict[str, Any]]:
    wanted: dict[tuple[type[BaseModel], Literal["validation", "serialization"]], None] = {
        (Problem, "serialization"): None
    }
    for route in routes:
        if body := route.model("body"):
            wanted[(body, "validation")] = None
        for answer in filter(_is_model, route.answer_types):
            wanted[(answer, "serialization")] = None
    refs, document = models_json_schema(
        list(wanted),
        ref_template="#/components/schemas/{model}",
        schema_generator=_SchemasAsSent,
    )
    return refs, document["$defs"]


class _SchemasAsSent(GenerateJsonSchema):
    """Schemas of answers as the adapter sends them: what is not known is absent, never null."""

    def field_is_required(self, field: Any, total: bool) -> bool:
        is_nullable = field["schema"]["type"] == "nullable"
        if self.mode == "serialization" and is_nullable:
            return False
        return super().field_is_required(field, total)


def _operation(route: Route, schemas: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "description": inspect.getdoc(route.view),
        "parameters": list(_parameters(route)),
        "responses": _responses(route, schemas),
    }
    if body := route.model("body"):
        media = {"schema": schemas[(body, "validation")]}
        types = [JSON_TYPE, FORM_TYPE] if route.accepts_form else [JSON_TYPE]
        operation["requestBody"] = {"required": True, "content": dict.fromkeys(types, media)}
    if route.scheme:
        operation["security"] = [{route.scheme.name: []}]
    return operation


def _parameters(route: Route) -> Iterable[dict[str, Any]]:
    for name, adapter in route.path_adapters.items():
        yield {"name": name, "in": "path", "required": True, "schema": adapter.json_schema()}
    parts: tuple[tuple[str, str], ...] = (("query", "query"), ("headers", "header"))
    for part, where in parts:
        model = route.model(part)
        if model is None:
            continue
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        for name, described in schema.get("properties", {}).items():
            if route.scheme and name == route.scheme.header:
                continue  # the scheme tells of it
            required = name in schema.get("required", [])
            yield {"name": name, "in": where, "required": required, "schema": described}


def _responses(route: Route, schemas: Schemas) -> dict[str, Any]:
    responses: dict[str, Any] = {}
    for answer in route.answer_types:
        if _is_model(answer):
            content = {JSON_TYPE: {"schema": schemas[(answer, "serialization")]}}
            if route.pages:
                content["text/html"] = _TEXT
            responses[str(route.status)] = {"description": "Done.", "content": content}
        elif answer is type(None):
            responses["204"] = {"description": "Done; there is nothing to say."}
        else:
            told = {"description": "A document, as its type says.", "content": {"*/*": _TEXT}}
            responses[str(route.status)] = told
    if _is_conditional(route):
        responses["304"] = {"description": "The caller has it already, as If-None-Match says."}
    problem = {PROBLEM_MEDIA_TYPE: {"schema": schemas[(Problem, "serialization")]}}
    if route.pages:
        problem["text/html"] = _TEXT
    by_status: dict[int, list[str]] = {}
    for kind in _possible_problems(route):
        by_status.setdefault(status_of(kind), []).append(slug_of(kind))
    for status, slugs in sorted(by_status.items()):
        description = "Problem: " + ", ".join(sorted(set(slugs))) + "."
        responses[str(status)] = {"description": description, "content": problem}
    responses["500"] = {"description": "Problem: internal.", "content": problem}
    return responses


def _is_conditional(route: Route) -> bool:
    headers = route.model("headers")
    return headers is not None and "if_none_match" in headers.model_fields


def _possible_problems(route: Route) -> Iterable[type[FrontdeskError]]:
    yield from route.problems
    if route.access:
        yield from (NotSignedInError, NotAllowedError)
    if route.path_adapters:
        yield NotFoundError
    if route.model("query") or route.model("headers"):
        yield InvalidInputError
    if route.model("body"):
        yield from (
            BadRequestError,
            BodyTooLargeError,
            UnsupportedMediaTypeError,
            InvalidInputError,
        )
    if "run" in route.hints:
        yield UnavailableError


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
