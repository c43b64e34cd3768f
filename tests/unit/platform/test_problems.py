"""Problem documents: one shape for everything that goes wrong (RFC 9457)."""

from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest

import chalicelib
from chalicelib.platform.errors import (
    ConflictError,
    FieldProblem,
    FrontdeskError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    RefusedError,
    TokenError,
    UnavailableError,
)
from chalicelib.platform.http.problems import (
    BadRequestError,
    BodyTooLargeError,
    Problem,
    UnsupportedMediaTypeError,
    problem_from,
    problem_headers,
    slug_of,
    status_of,
)


class ChairTakenError(ConflictError):
    """A room's own error."""


@pytest.mark.parametrize(
    ("failure", "status", "slug"),
    [
        (BadRequestError("x"), 400, "bad-request"),
        (NotSignedInError("x"), 401, "not-signed-in"),
        (NotAllowedError("x"), 403, "not-allowed"),
        (NotFoundError("x"), 404, "not-found"),
        (ConflictError("x"), 409, "conflict"),
        (ChairTakenError("x"), 409, "chair-taken"),
        (BodyTooLargeError("x"), 413, "body-too-large"),
        (UnsupportedMediaTypeError("x"), 415, "unsupported-media-type"),
        (TokenError("x"), 422, "token"),
        (UnavailableError("x"), 503, "unavailable"),
    ],
)
def test_each_kind_of_error_has_its_status_and_a_name_of_its_own(
    failure: FrontdeskError, status: int, slug: str
) -> None:
    problem = problem_from(failure, "r-1")
    assert problem == Problem(
        type=f"urn:frontdesk:problem:{slug}",
        title=slug.replace("-", " ").capitalize(),
        status=status,
        detail="x",
        instance="urn:frontdesk:request:r-1",
    )


def test_bad_fields_are_named_with_a_pointer_to_each() -> None:
    failure = InvalidInputError(
        (
            FieldProblem(("name",), "This is required.", "missing"),
            FieldProblem(("days", 1), "Not a day."),
        )
    )
    problem = problem_from(failure, "")
    assert (problem.status, problem.instance) == (422, None)
    assert problem.errors is not None
    assert [error.model_dump(exclude_none=True) for error in problem.errors] == [
        {"field": "name", "pointer": "#/name", "message": "This is required.", "code": "missing"},
        {"field": "days.1", "pointer": "#/days/1", "message": "Not a day.", "code": "invalid"},
    ]


@pytest.mark.parametrize(
    ("name", "pointer"),
    [("a/b~c", "#/a~1b~0c"), ("a b", "#/a%20b"), ('"<é>', "#/%22%3C%C3%A9%3E"), ("", "#/")],
)
def test_a_pointer_is_a_uri_fragment_whatever_the_field_is_called(name: str, pointer: str) -> None:
    problem = problem_from(InvalidInputError((FieldProblem((name,), "x"),)), "")
    assert problem.errors is not None
    assert problem.errors[0].pointer == pointer


@pytest.mark.parametrize(
    "failure",
    [
        ValueError("Robin Example"),
        KeyError("robin@example.com"),
        RefusedError({"callback": {"name": "Robin Example"}}),
        FrontdeskError("a room forgot to say what this means: Robin"),
    ],
    ids=lambda failure: type(failure).__name__,
)
def test_what_nobody_foresaw_is_our_fault_and_tells_nothing_of_itself(failure: Exception) -> None:
    problem = problem_from(failure, "r-1")
    assert (problem.status, problem.type) == (500, "urn:frontdesk:problem:internal")
    told = problem.model_dump_json().lower()
    assert "robin" not in told
    assert type(failure).__name__.lower() not in told
    assert problem.instance == "urn:frontdesk:request:r-1"


def test_when_to_come_back_and_how_to_sign_in_are_said_in_headers() -> None:
    assert problem_headers(UnavailableError("x")) == {"Retry-After": "2"}
    assert problem_headers(NotSignedInError("x")) == {"WWW-Authenticate": "Bearer"}
    assert problem_headers(NotFoundError("x")) == {}


def every_error() -> Iterator[type[FrontdeskError]]:
    """Every error of every room."""
    for module in walk_packages(chalicelib.__path__, "chalicelib."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    found: list[type[FrontdeskError]] = [FrontdeskError]
    for kind in found:
        found.extend(kind.__subclasses__())
    return (kind for kind in found if kind.__module__.startswith("chalicelib."))


INTERNAL = {
    "FrontdeskError",
    "NotDueError",
    "RefusedError",
    "PoolRefusedError",
    "ClinicConfigError",
    "NeverOpenError",
}
"""Never meant for a caller: rooms turn them into others, or nothing works at all."""


def test_every_error_of_every_room_but_the_internal_ones_has_a_status() -> None:
    without = {kind.__name__ for kind in every_error() if status_of(kind) == 500}
    assert without == INTERNAL


def test_no_two_errors_of_the_rooms_share_a_name() -> None:
    kinds = {kind for kind in every_error() if not kind.__name__.startswith("_")}
    assert len({slug_of(kind) for kind in kinds}) == len(kinds)


def test_every_error_is_drawn_in_the_tree() -> None:
    from chalicelib.platform import errors

    drawn = str(errors.__doc__)
    for kind in every_error():
        if kind.__module__.startswith("chalicelib.platform.http") or kind.__name__.startswith("_"):
            continue
        assert kind.__name__ in drawn, f"{kind.__name__} is missing from platform/errors.py's tree"
