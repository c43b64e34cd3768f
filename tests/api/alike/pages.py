"""Public routes that ask the table nothing: pages, scripts, and staff who sign in.

What asks nothing tells nothing of anybody. That they do is checked where they are called.
"""

from collections.abc import Callable

from tests.api.conftest import Caller, Reply

from .people import Typed

Call = Callable[[Caller, Typed], Reply]

_STEP = {"username": "nobody", "session": "s" * 20}


def _get(path: str) -> Call:
    return lambda visitor, typed: visitor.get(path)


def _post(path: str, **body: str) -> Call:
    """POST what somebody types who has an address, or who has none and makes one up."""

    def call(visitor: Caller, typed: Typed) -> Reply:
        return visitor.post(path, {"email": typed.email or "ada@example.net", **body})

    return call


def _post_token(path: str) -> Call:
    return lambda visitor, typed: visitor.post(path, {"refresh_token": "t" * 20})


PAGES: dict[str, Call] = {
    "GET /": _get("/"),
    "GET /embed": _get("/embed"),
    "GET /embed.js": _get("/embed.js"),
    "GET /manage": _get("/manage"),
    "GET /receipt": _get("/receipt"),
    "GET /waitlist": _get("/waitlist"),
    "GET /book": _get("/book"),
    "GET /mine": _get("/mine"),
    "GET /desk": _get("/desk"),
    "GET /requests": _get("/requests"),
    "GET /clinic": _get("/clinic"),
    "GET /openapi.json": _get("/openapi.json"),
    "GET /assets/{asset_name}": _get("/assets/none.js"),
    "POST /session": _post("/session", password="a guess"),
    "POST /session/new-password": _post("/session/new-password", new_password="a guess", **_STEP),
    "POST /session/code": _post("/session/code", code="000000", **_STEP),
    "POST /session/authenticator": _post("/session/authenticator", code="000000", **_STEP),
    "POST /session/renew": _post_token("/session/renew"),
    "POST /session/end": _post_token("/session/end"),
    "POST /session/forgotten": _post("/session/forgotten"),
    "POST /session/reset": _post("/session/reset", code="000000", password="a guess"),
}
