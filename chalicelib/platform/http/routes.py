"""Routes as plain typed functions: what a function's signature says is what the caller must send.

A parameter's name tells where it comes from: ``body``, ``query`` and ``headers`` are pydantic
models, ``run`` is the Runtime, ``incoming`` the call itself; the route's guard names the one for
whoever calls; any other is a parameter of the path. The return type is what the caller gets.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from chalice.app import Blueprint
from pydantic import BaseModel, TypeAdapter

from ..errors import FrontdeskError
from .adapter import answer_call
from .answers import Answer
from .guards import Guard, SecurityScheme
from .pages import Pages

View = Callable[..., Any]
BesideRefusal = Callable[[int, str, bytes], dict[str, Any]]
"""Given the refusal's status, and the content type and the body as they were sent."""


@dataclass(frozen=True)
class Tag:
    """Group that the API's description puts the routes of one room in."""

    name: str
    described: str


_SUPPLIED = {"body", "query", "headers", "run", "incoming", "return"}


@dataclass(frozen=True)
class Form:
    """Needs of a route that takes a browser's own form as well as JSON."""

    pages: Pages
    """They answer browsers that send a plain form."""
    beside_refusal: BesideRefusal | None = None
    """Makes what a refusal carries besides the problem."""


@dataclass(frozen=True)
class Route:
    """One route: how it is reached and what its function takes and gives."""

    method: str
    pattern: str
    view: View
    tag: Tag
    access: Guard | None
    """The guard that lets callers in; None: it is public."""
    status: int
    problems: tuple[type[FrontdeskError], ...]
    opened_by: SecurityScheme | None = None
    """The proof that the view itself asks for, where the route is public."""
    sends: tuple[str, ...] = ()
    """Media types of an answer that is text."""
    form: Form | None = None
    """Needs of a browser's own form, if one can be sent here; None: JSON alone can."""

    @property
    def methods(self) -> list[str]:
        """The methods that it is reached by: whatever can be read can be asked for by HEAD."""
        return ["GET", "HEAD"] if self.method == "GET" else [self.method]

    @property
    def accepts_form(self) -> bool:
        """True if a form-encoded body is taken as well as JSON."""
        return self.form is not None

    @property
    def beside_refusal(self) -> BesideRefusal | None:
        """Makes what a refusal carries besides the problem."""
        return self.form.beside_refusal if self.form else None

    @property
    def pages(self) -> Pages | None:
        """The pages that answer browsers which send a plain form."""
        return self.form.pages if self.form else None

    @cached_property
    def hints(self) -> dict[str, Any]:
        """The view's types, by parameter name; ``return`` for its answer's."""
        return get_type_hints(self.view, include_extras=True)

    def model(self, part: str) -> type[BaseModel] | None:
        """The pydantic model of ``body``, ``query`` or ``headers``, if the view takes one."""
        return self.hints.get(part)

    @cached_property
    def path_adapters(self) -> dict[str, TypeAdapter[Any]]:
        """Readers of the path's parameters, by name."""
        supplied = _SUPPLIED | ({self.access.gives} if self.access else set())
        names = [name for name in self.hints if name not in supplied]
        return {name: TypeAdapter(self.hints[name]) for name in names}

    @property
    def scheme(self) -> SecurityScheme | None:
        """The way in which callers prove who they are, if they have to."""
        return self.access.scheme if self.access else self.opened_by

    @property
    def answer_types(self) -> tuple[Any, ...]:
        """The types that a good answer may carry: models, text, or None for nothing."""
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

    def __init__(self, import_name: str, tag: Tag) -> None:
        self.blueprint = Blueprint(import_name)
        self.tag = tag
        self.routes: list[Route] = []

    @property
    def of_every_room(self) -> list[Route]:
        """The routes of all rooms of the application that these are mounted in."""
        every_route: list[Route] = self.blueprint.current_app.every_route
        return every_route

    def get(
        self,
        pattern: str,
        *,
        access: Guard | None = None,
        status: int = 200,
        problems: tuple[type[FrontdeskError], ...] = (),
        opened_by: SecurityScheme | None = None,
        sends: tuple[str, ...] = (),
    ) -> Callable[[View], View]:
        """Register a view that reads: who may call it, its good status, the errors of its own.

        ``opened_by`` is what a public view itself asks for, and ``sends`` the media types of a view
        that answers text, as the API's description tells them.
        """

        def register(view: View) -> View:
            return self._add(
                Route(
                    method="GET",
                    pattern=pattern,
                    view=view,
                    tag=self.tag,
                    access=access,
                    status=status,
                    problems=problems,
                    opened_by=opened_by,
                    sends=tuple(kind.partition(";")[0] for kind in sends),
                )
            )

        return register

    def post(
        self,
        pattern: str,
        *,
        access: Guard | None = None,
        status: int = 200,
        problems: tuple[type[FrontdeskError], ...] = (),
        opened_by: SecurityScheme | None = None,
        form: Form | None = None,
    ) -> Callable[[View], View]:
        """Register a view that changes something: as ``get``, and it may take a ``form``."""

        def register(view: View) -> View:
            return self._add(
                Route(
                    method="POST",
                    pattern=pattern,
                    view=view,
                    tag=self.tag,
                    access=access,
                    status=status,
                    problems=problems,
                    opened_by=opened_by,
                    form=form,
                )
            )

        return register

    def _add(self, route: Route) -> View:
        self.routes.append(route)
        self._register_with_chalice(route)
        return route.view

    def _register_with_chalice(self, route: Route) -> None:
        def entry(**_path: str) -> Any:
            return answer_call(route, self.blueprint.current_request)

        entry.__name__ = route.name
        guard = {"authorizer": route.access.authorizer()} if route.access else {}
        # Any content type: the adapter refuses the wrong ones, in the shape of every problem.
        self.blueprint.route(
            route.pattern, methods=route.methods, name=route.name, content_types=["*/*"], **guard
        )(entry)
