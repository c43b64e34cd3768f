"""Answer every call: parse, call the view, serialise, and turn failures into problems."""

from typing import TYPE_CHECKING, Any

from chalice.app import Request, Response
from pydantic import BaseModel

from .. import log
from ..runtime import runtime
from .answers import Answer, as_told
from .incoming import Incoming, from_chalice
from .parsing import FORM_TYPE, parse_body, parse_headers, parse_path, parse_query
from .problems import PROBLEM_MEDIA_TYPE, Problem, problem_from, problem_headers

if TYPE_CHECKING:
    from .pages import Pages
    from .routes import BesideRefusal, Route

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Strict-Transport-Security": "max-age=63072000",
}
"""On every answer that does not say otherwise: these are people's health matters."""


def answer_call(route: "Route", request: Request) -> Response:
    """Answer one call of ``route``. Never raises: what goes wrong becomes a problem document.

    HEAD is answered as GET is, without the body.
    """
    incoming = from_chalice(request)
    pages = route.pages if _is_browsers_form(incoming) else None
    try:
        given = route.view(**_arguments(route, incoming))
        if pages:
            given = pages.answered(incoming, given)
        response = _good_response(route, given)
    except Exception as failure:  # noqa: BLE001  # the edge: nothing may get past it
        response = _refusal(failure, incoming, pages, route)
    log.info(
        "answered",
        method=route.method,
        route=route.pattern,
        status=response.status_code,
        request=incoming.request_id,
    )
    if request.method == "HEAD":
        response.body = ""
    return response


def _arguments(route: "Route", incoming: Incoming) -> dict[str, Any]:
    """The view's arguments. Who is calling comes first: a stranger learns nothing from a 422."""
    arguments: dict[str, Any] = {}
    if route.access:
        caller = route.access.admitted(incoming)
        if route.access.gives in route.hints:
            arguments[route.access.gives] = caller
    arguments |= parse_path(route.path_adapters, incoming)
    if model := route.model("query"):
        arguments["query"] = parse_query(model, incoming)
    if model := route.model("headers"):
        arguments["headers"] = parse_headers(model, incoming)
    if model := route.model("body"):
        arguments["body"] = parse_body(model, incoming, route.accepts_form)
    if "incoming" in route.hints:
        arguments["incoming"] = incoming
    if "run" in route.hints:
        arguments["run"] = runtime()
    return arguments


def _good_response(route: "Route", given: Any) -> Response:
    answer: Answer[Any] = given if isinstance(given, Answer) else Answer(given)
    if answer.content is None:
        headers = {**_ALWAYS, **answer.headers}
        return Response("", headers=headers, status_code=answer.status or 204)
    headers = {**_ALWAYS, "Content-Type": answer.content_type, **answer.headers}
    content = answer.content
    if isinstance(content, BaseModel):
        content = as_told(content)
    return Response(content, headers=headers, status_code=answer.status or route.status)


def _is_browsers_form(incoming: Incoming) -> bool:
    return incoming.wants_html and incoming.content_type == FORM_TYPE


def _refusal(
    failure: Exception, incoming: Incoming, pages: "Pages | None", route: "Route"
) -> Response:
    """The problem's page for a browser that sent a form, its document for everybody else."""
    problem = _problem(failure, incoming)
    if pages:
        try:
            return _problem_response(failure, problem, pages.refused(incoming, problem))
        except Exception as another:  # noqa: BLE001  # a page that cannot be drawn
            problem = _problem(another, incoming)
            failure = another
    if route.beside_refusal:
        problem = _with_what_is_beside(problem, incoming, route.beside_refusal)
    document = as_told(problem)
    answer = Answer(document, content_type=PROBLEM_MEDIA_TYPE)
    return _problem_response(failure, problem, answer)


def _with_what_is_beside(
    problem: Problem, incoming: Incoming, beside_refusal: "BesideRefusal"
) -> Problem:
    """The problem with what the route adds to it; alone where that cannot be made."""
    try:
        beside = beside_refusal(problem.status, incoming.content_type, incoming.body)
    except Exception as failure:  # noqa: BLE001  # the edge: the refusal itself has to be told
        log.error("failed", failure, request=incoming.request_id, because=None)
        return problem
    return Problem.model_validate({**dict(problem), **beside})


def _problem(failure: Exception, incoming: Incoming) -> Problem:
    """The problem that the failure is, on record if somebody should look into it."""
    problem = problem_from(failure, incoming.request_id)
    if problem.status >= 500:
        cause = failure.__cause__
        because = type(cause).__name__ if cause else None
        log.error("failed", failure, request=incoming.request_id, because=because)
    return problem


def _problem_response(failure: Exception, problem: Problem, answer: Answer[str]) -> Response:
    kind = {"Content-Type": answer.content_type}
    headers = {**_ALWAYS, **problem_headers(failure), **kind, **answer.headers}
    return Response(answer.content, headers=headers, status_code=problem.status)
