"""Whole answers: Amazon's are believed only if all of them came, as they were sent.

The driver reads an empty body, and one that was cut short, as an answer with nothing in it: "not
there". So each answer is looked at before the driver reads it, and one that did not arrive whole is
marked as such. The driver still sends again what it thinks worth it, as if nobody had looked.
"""

import json
from binascii import crc32
from collections.abc import Mapping
from typing import Any

from .errors import UnavailableError

_NOT_WHOLE = "NotWhole"
"""Beside what the driver read of an answer: it is not to be believed."""

_ONE_KIND = "AttributeValue"
"""The shape that always has one of its members, and never two."""

_PLAIN_KINDS: dict[str, type] = {"string": str, "boolean": bool}


def mark_damaged_answers(client: Any) -> None:
    """Make ``client`` mark, from now on, the answers that did not arrive whole."""
    client.meta.events.register("before-parse", _mark, unique_id="frontdesk-mark-damaged-answers")


def whole(answer: Mapping[str, Any], *required: str) -> Mapping[str, Any]:
    """The answer, which has all that is ``required``.

    Raises UnavailableError when it did not arrive whole: what was asked for may have been done.
    """
    if _NOT_WHOLE in answer or any(name not in answer for name in required):
        raise UnavailableError("Our system didn't answer in full. Please try again.")
    return answer


def is_no_verdict(error: Mapping[str, Any]) -> bool:
    """True for an error answer that says nothing about the request: a 5xx, or not whole."""
    status = error.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return status >= 500 or _NOT_WHOLE in error


def _mark(
    operation_model: Any,
    response_dict: dict[str, Any],
    customized_response_dict: dict[str, Any],
    **_: Any,
) -> None:
    status, headers, body = (response_dict[part] for part in ("status_code", "headers", "body"))
    shape = operation_model.output_shape
    if _has_its_length(headers, body) and (
        _is_error(body) if status >= 300 else _is_result(headers, body, shape)
    ):
        return
    customized_response_dict[_NOT_WHOLE] = True
    response_dict["body"] = b"{}"  # the driver stumbles over what is not JSON


def _has_its_length(headers: Mapping[str, str], body: bytes) -> bool:
    return headers.get("content-length", str(len(body))) == str(len(body))


def _is_error(body: bytes) -> bool:
    read = _json(body)
    return isinstance(read, dict) and isinstance(read.get("__type"), str)


def _is_result(headers: Mapping[str, str], body: bytes, shape: Any) -> bool:
    """True for what matches its checksum; without one, for what its service could have sent."""
    checksum = headers.get("x-amz-crc32")
    if checksum is not None:
        return checksum == str(crc32(body)) and body.startswith(b"{")
    if not body:
        return shape is None or not shape.members
    return shape is None or _fits(shape, _json(body))


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return None


def _fits(shape: Any, value: Any) -> bool:
    """True when ``value`` is of the kind that the service's model says, all the way down."""
    match shape.type_name:
        case "structure":
            return isinstance(value, dict) and _members_fit(shape, value)
        case "list":
            return isinstance(value, list) and all(_fits(shape.member, each) for each in value)
        case "map":
            return isinstance(value, dict) and all(
                _fits(shape.value, each) for each in value.values()
            )
        case kind:
            return isinstance(value, _PLAIN_KINDS.get(kind, object))


def _members_fit(shape: Any, value: dict[str, Any]) -> bool:
    if shape.name == _ONE_KIND and len(value) != 1:
        return False
    known = {name: each for name, each in value.items() if name in shape.members}
    return all(each is None or _fits(shape.members[name], each) for name, each in known.items())
