"""What makes moto quick at taking a request, and changes nothing that it answers.

On its way to moto's table a request is looked up among the addresses of all of AWS's services, made
into another library's request and taken apart as a form, the methods that could answer it are
listed anew, and the letters of its id are drawn one by one. Here what is sent to the one table goes
to its handler straight, and an id is drawn at once. Everything else takes the long
way, and has ids of the same length.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from secrets import token_hex
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.awsrequest import AWSPreparedRequest, AWSResponse
from moto.core import DEFAULT_ACCOUNT_ID, responses
from moto.core.botocore_stubber import BotocoreStubber, MockRawResponse
from moto.dynamodb.responses import DynamoHandler

from tests import quick_bodies

_REGION = "us-east-1"
_TABLES = f"https://dynamodb.{_REGION}.amazonaws.com/"
_SENT = ("Content-Type", "X-Amz-Target")
"""What the handler wants to know besides the body."""

_take_the_long_way = BotocoreStubber.__call__


@contextmanager
def quick_requests() -> Iterator[None]:
    """While the block runs, requests to the table go to its handler straight."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BotocoreStubber, "__call__", _taken_straight)
        patch.setattr(
            responses, "method_names_from_class", cache(responses.method_names_from_class)
        )
        patch.setattr(responses, "gen_amzn_requestid_long", _request_id)
        yield


def _request_id(headers: dict[str, Any]) -> str:
    headers["x-amzn-requestid"] = token_hex(26)
    return str(headers["x-amzn-requestid"])


def _taken_straight(
    stubber: BotocoreStubber, event_name: str, request: AWSPreparedRequest, **more: Any
) -> AWSResponse | None:
    if not stubber.enabled or request.url != _TABLES:
        return _take_the_long_way(stubber, event_name, request, **more)
    status, headers, body = _handler_for(request).call_action()
    return AWSResponse(request.url, status, headers, MockRawResponse(body))


def _handler_for(request: AWSPreparedRequest) -> Any:
    """A handler that knows of the request as much as it asks for."""
    handler: Any = DynamoHandler()
    handler.headers = {name: _text(request.headers[name]) for name in _SENT}
    handler.querystring = {}
    handler.uri_match = {}
    handler.response_headers = {"server": "amazon.com"}
    handler.region = _REGION
    handler.current_account = DEFAULT_ACCOUNT_ID
    if quick_bodies.is_text_alone(request.body):
        handler.params = json.loads(request.body)
        return handler
    handler.parse_parameters(
        SimpleNamespace(
            content_type=handler.headers["Content-Type"],
            method=request.method,
            values={},
            headers=handler.headers,
            data=request.body,
            path="/",
        )
    )
    return handler


def _text(value: str | bytes) -> str:
    return value.decode() if isinstance(value, bytes) else value
