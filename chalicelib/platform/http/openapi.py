"""The API's description, OpenAPI 3.1, written from the routes' own types."""

import inspect
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from ..errors import (
    FrontdeskError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    UnavailableError,
)
from ..model import Model
from .openapi_schemas import Schemas, fields_of, schemas_of
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

_TEXT: dict[str, Any] = {"schema": {"type": "string"}}

_SEE_OTHER = 303
_ELSEWHERE: dict[str, Any] = {
    "description": "What was asked for is elsewhere.",
    "headers": {
        "Location": {
            "description": "Where it is.",
            "schema": {"type": "string", "format": "uri-reference"},
        }
    },
}


class ApiDescription(Model):
    """An OpenAPI 3.1 document."""

    openapi: str
    info: dict[str, Any]
    servers: list[dict[str, Any]]
    tags: list[dict[str, Any]]
    paths: dict[str, dict[str, Any]]
    components: dict[str, dict[str, Any]]


def describe_api(
    info: Mapping[str, Any], routes: Iterable[Route], server: str = "/"
) -> ApiDescription:
    """The OpenAPI 3.1 document of ``routes``, as they are reached below ``server``."""
    routes = list(routes)
    schemas, definitions = _schemas(routes)
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        paths.setdefault(route.pattern, {})[route.method.lower()] = _operation(route, schemas)
    return ApiDescription(
        openapi="3.1.0",
        info=dict(info),
        servers=[{"url": server}],
        tags=_tags(routes),
        paths=paths,
        components={"schemas": definitions, "securitySchemes": _schemes(routes)},
    )


def _tags(routes: list[Route]) -> list[dict[str, str]]:
    tags = sorted({route.tag for route in routes}, key=lambda tag: tag.name)
    return [{"name": tag.name, "description": tag.described} for tag in tags]


def _schemes(routes: list[Route]) -> dict[str, Any]:
    """All ways to prove who calls that some route takes."""
    taken = (route.scheme for route in routes)
    return {scheme.name: dict(scheme.described) for scheme in taken if scheme}


def _schemas(routes: list[Route]) -> tuple[Schemas, dict[str, Any]]:
    bodies = [body for route in routes if (body := route.model("body"))]
    answers = [kind for route in routes for kind in route.answer_types if _is_model(kind)]
    return schemas_of(bodies, [Problem, *answers])


def _operation(route: Route, schemas: Schemas) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": route.name,
        "summary": route.summary,
        "description": (inspect.getdoc(route.view) or "").replace("``", "`"),
        "tags": [route.tag.name],
        "parameters": list(_parameters(route)),
        "responses": _responses(route, schemas),
    }
    if body := route.model("body"):
        media = {"schema": schemas[(body, "validation")]}
        types = [JSON_TYPE, FORM_TYPE] if route.accepts_form else [JSON_TYPE]
        operation["requestBody"] = {"required": True, "content": dict.fromkeys(types, media)}
    operation["security"] = [{route.scheme.name: []}] if route.scheme else []
    return operation


def _parameters(route: Route) -> Iterable[dict[str, Any]]:
    for name, adapter in route.path_adapters.items():
        yield _parameter(name, "path", adapter.json_schema(), required=True)
    parts: tuple[tuple[str, str], ...] = (("query", "query"), ("headers", "header"))
    for part, where in parts:
        model = route.model(part)
        if model is None:
            continue
        fields, needed = fields_of(model)
        for name, described in fields.items():
            if route.scheme and name == route.scheme.header:
                continue  # the scheme tells of it
            yield _parameter(name, where, described, required=name in needed)


def _parameter(name: str, where: str, schema: dict[str, Any], *, required: bool) -> dict[str, Any]:
    told = {name: text for name, text in schema.items() if name == "description"}
    rest = {name: part for name, part in schema.items() if name != "description"}
    return {"name": name, "in": where, "required": required, **told, "schema": rest}


def _responses(route: Route, schemas: Schemas) -> dict[str, Any]:
    return {**_good_answers(route, schemas), **_refusals(route, schemas)}


def _good_answers(route: Route, schemas: Schemas) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    for answer in route.answer_types:
        if _is_model(answer):
            content = {JSON_TYPE: {"schema": schemas[(answer, "serialization")]}}
            if route.pages:
                content["text/html"] = _TEXT
            answers[str(route.status)] = {"description": "Done.", "content": content}
        elif answer is type(None):
            answers["204"] = {"description": "Done; there is nothing to say."}
        elif route.status == _SEE_OTHER:
            answers[str(route.status)] = dict(_ELSEWHERE)
        else:
            told = {"description": "The document.", "content": dict.fromkeys(route.sends, _TEXT)}
            answers[str(route.status)] = told
    if _is_conditional(route):
        answers["304"] = {"description": "The caller has it already, as If-None-Match says."}
    return answers


def _refusals(route: Route, schemas: Schemas) -> dict[str, Any]:
    problem = {PROBLEM_MEDIA_TYPE: {"schema": schemas[(Problem, "serialization")]}}
    if route.pages:
        problem["text/html"] = _TEXT
    by_status: dict[int, set[str]] = {429: {"too-many-requests"}, 500: {"internal"}}
    for kind in _possible_problems(route):
        by_status.setdefault(status_of(kind), set()).add(slug_of(kind))
    told = {
        str(status): {"description": f"Problem: {', '.join(sorted(slugs))}.", "content": problem}
        for status, slugs in sorted(by_status.items())
    }
    return {**told, "default": {"description": "Any other problem.", "content": problem}}


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
