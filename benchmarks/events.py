"""What Lambda is handed by API Gateway and by a schedule."""

import json
from typing import Any


def api_event(
    method: str,
    pattern: str,
    *,
    query: dict[str, str] | None = None,
    body: object = None,
    headers: dict[str, str] | None = None,
) -> dict[str, Any]:
    """A request, as API Gateway's proxy integration sends it."""
    sent = {"content-type": "application/json", **(headers or {})}
    return {
        "resource": pattern,
        "path": pattern,
        "httpMethod": method,
        "headers": sent,
        "multiValueHeaders": {name: [value] for name, value in sent.items()},
        "queryStringParameters": query,
        "multiValueQueryStringParameters": {n: [v] for n, v in (query or {}).items()} or None,
        "pathParameters": None,
        "stageVariables": None,
        "requestContext": {
            "resourcePath": pattern,
            "httpMethod": method,
            "path": f"/api{pattern}",
            "stage": "api",
            "requestId": "00000000-0000-0000-0000-000000000000",
            "identity": {"sourceIp": "127.0.0.1"},
        },
        "body": None if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }


def scheduled_event() -> dict[str, Any]:
    """A schedule's turn."""
    return {
        "version": "0",
        "id": "1",
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": "2026-11-23T15:00:00Z",
        "region": "us-east-1",
        "resources": [],
        "detail": {},
    }
