"""Routes as plain typed functions: what a function's signature says is what the caller must send.

A parameter's name tells where it comes from: ``body``, ``query`` and ``headers`` are pydantic
models, ``staff`` is the signed-in caller, ``run`` the Runtime, ``incoming`` the call itself; any
other is a parameter of the path. The return type is what the caller gets.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from chalice.app import Blueprint
from pydantic import BaseModel, TypeAdapter

from ..errors import FrontdeskError
from .adapter import answer_call
from .answers import Answer
from .pages import Pages
from .staff import FRONT_DESK, MANAGER, staff_authorizer

View = Callable[..., Any]
BesideRefusal = Callable[[int, str, bytes], dict[str, Any]]
"""Given the refusal's status, and the content type and the body as they were sent."""

_SUPPLIED = {"body", "query", "headers", "staff", "run", "incoming", "return"}


class Access(Enum):
    """Who may call a route."""

    PUBLIC = frozenset[str]()
    DESK = frozenset({FRONT_DESK, MANAGER})
    MANAGER = frozenset({MANAGER})


@dataclass(frozen=True)
class Route:
    """One route: how it is reached and what its function takes and gives."""

    method: str
    pattern: str
    view: View
    access: Access
    status: int
    problems: tuple[type[FrontdeskError], ...]
    accepts_form: bool
    visitor_token: bool
    beside_refusal: BesideRefusal | None = None
    pages: list[Pages] = field(default_factory=list)
    """At most one: set by whoever draws pages, which is a room above this route's."""

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The view's types, by parameter name; ``return`` for its answer's."""
        return get_type_hints(self.view, include_extras=True)

    def model(self, part: str) -> type[BaseModel] | None:
        """The pydantic model of ``body``, ``query`` or ``headers``, if the view takes one."""
        return self.hints.get(part)

    @cached_property
    def path_adapters(self) -> dict[str, TypeAdapter[Any]]:
        """How each parameter of the path is read."""
        names = [name for name in self.hints if name not in _SUPPLIED]
        return {name: TypeAdapter(self.hints[name]) for name in names}

    @property
    def answer_types(self) -> tuple[Any, ...]:
        """What a good answer may carry: models, text, or None for nothing."""
        annotation = self.hints["return"]
        is_union = get_origin(annotation) in (UnionType, Union)
        options = get_args(annotation) if is_union else (annotation,)
        return tuple(get_args(o)[0] if get_origin(o) is Answer else o for o in options)

    @property
    def summary(self) -> str:
        """The first line of the view's docstring."""
        return inspect.getdoc(self.view).partition("\n")[0].rstrip(".")  # type: ignore[union-attr]

    @property
    def name(self) -> str:
        """The view's own name: the operation's id."""
        return self.view.__name__


class Routes:
    """The routes of one room, kept both for the framework and for the description of the API."""

    def __init__(self, import_name: str) -> None:
        self.blueprint = Blueprint(import_name)
        self.routes: list[Route] = []

    def get(self, pattern: str, **how: Any) -> Callable[[View], View]:
        """Register a view that reads. See ``add`` for ``how``."""
        return self.add("GET", pattern, **how)

    def post(self, pattern: str, **how: Any) -> Callable[[View], View]:
        """Register a view that changes something. See ``add`` for ``how``."""
        return self.add("POST", pattern, **how)

    def add(
        self,
        method: str,
        pattern: str,
        *,
        access: Access = Access.PUBLIC,
        status: int = 200,
        problems: tuple[type[FrontdeskError], ...] = (),
        accepts_form: bool = False,
        visitor_token: bool = False,
        beside_refusal: BesideRefusal | None = None,
    ) -> Callable[[View], View]:
        """Register a view: who may call it, its good status, the errors of its own.

        ``accepts_form`` takes a form-encoded body as well as JSON; ``visitor_token`` says in the
        API's description that the visitor's own token opens it; ``beside_refusal`` says what a
        refusal carries besides the problem.
        """

        def register(view: View) -> View:
            route = Route(
                method,
                pattern,
                view,
                access,
                status,
                problems,
                accepts_form,
                visitor_token,
                beside_refusal,
            )
            self.routes.append(route)
            self._register_with_chalice(route)
            return view

        return register

    def answer_forms_with(self, name: str, pages: Pages) -> None:
        """Let browsers that send a plain form to the view of this name see ``pages``."""
        route = next(route for route in self.routes if route.name == name)
        route.pages.append(pages)

    def _register_with_chalice(self, route: Route) -> None:
        def entry(**_path: str) -> Any:
            return answer_call(route, self.blueprint.current_request)

        entry.__name__ = route.name
        guard = {"authorizer": staff_authorizer()} if route.access is not Access.PUBLIC else {}
        # Any content type: the adapter refuses the wrong ones, in the shape of every problem.
        self.blueprint.route(
            route.pattern, methods=[route.method], name=route.name, content_types=["*/*"], **guard
        )(entry)
