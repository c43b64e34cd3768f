"""What people are called, where they are reached and what they write is in no key, log or address.

A walk plants distinctive values through the deployed whole. Then they are looked for, in every
spelling and encoding, wherever nothing about anybody may stand.
"""

import base64
import hashlib
import html
import json
import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from chalicelib.platform.clock import utc_now
from chalicelib.platform.tokens import Keyring
from tests.deployed.planted import Planted
from tests.deployed.planted_mail import Secrets, have_mail_sent
from tests.deployed.planted_walk import HERE, PLANTED, Walk, walk_all
from tests.deployed.walkers import publish
from tests.deployed.whole import Whole
from tests.sealed import SEALED, opened

CANARY = Planted(
    {
        "name": "Vexilbránd Oumarthy",
        "phone": "+16465550129",
        "born": "1951-08-27",
        "email": "canary.v@seedling-post.example",
    }
)
"""Planted where it may not stand, so that there is something to be found."""

HOMES = frozenset(
    {
        *("name", "first_name", "phone", "email", "date_of_birth"),
        *("message", "current_medication", "reason", "cancel_reason", "override"),
        *("note", "text", "label"),
    }
)
"""The attributes that are there to hold what people are called, where they are reached, and what
was written. Whatever else an item has is a key, or is made of keys."""

Found = dict[str, set[str]]
"""Where something planted was found, and what."""


def items(whole: Whole) -> Iterator[dict[str, Any]]:
    """All that is in the table."""
    read, table = TypeDeserializer().deserialize, whole.deployed.deployment.data["SettingTable"]
    for page in whole.client("dynamodb").get_paginator("scan").paginate(TableName=table):
        yield from ({name: read(value) for name, value in item.items()} for item in page["Items"])


def outside_homes(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Each name in an item, and each value but those that stand in their homes; and where."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield name, key
            if key not in HOMES:
                yield from outside_homes(inner, f"{name}.{key}" if name else key)
    elif isinstance(value, list | set | tuple):
        for inner in value:
            yield from outside_homes(inner, name)
    else:
        yield name, str(value)


def in_keys(whole: Whole, planted: Planted) -> Found:
    """What stands in a key, or in any attribute that is made of keys."""
    written: dict[str, list[str]] = {}
    for item in items(whole):
        kind = str(item["pk"]).partition("#")[0]
        for where, text in outside_homes(item):
            written.setdefault(f"{kind} {item['sk'].partition('#')[0]} {where}", []).append(text)
    return found_in({where: "\n".join(texts) for where, texts in written.items()}, planted)


def in_logs(whole: Whole, planted: Planted) -> Found:
    """What stands in a log: of a function, of the gateway, of the cloud itself."""
    time.sleep(1)  # the cloud hands over the last lines a moment later
    return found_in({"logs": "\n".join(whole.log_lines())}, planted)


def in_metrics(whole: Whole, planted: Planted) -> Found:
    """What stands in a metric's name, or in what it is counted by."""
    pages = whole.client("cloudwatch").get_paginator("list_metrics").paginate()
    return found_in({"metrics": json.dumps([page["Metrics"] for page in pages])}, planted)


def in_addresses(walk: Walk, planted: Planted) -> Found:
    """What stands in an address that was asked for, or that an answer led to."""
    return found_in({url: url for url in set(walk.urls)}, planted)


def in_tokens(walk: Walk, planted: Planted) -> Found:
    """What stands in a token, however it is encoded, and in what is sealed in it."""
    given = set(walk.tokens)
    keyring = keyring_of(walk.whole)
    purposes = ["hold", "claim", *cursors(given)]
    shown = {token: opened(token, keyring, purposes) for token in given}
    assert [token for token in given if SEALED.fullmatch(token) and shown[token] == token] == []
    return found_in({"tokens": "\n".join(given), "sealed": "\n".join(shown.values())}, planted)


def keyring_of(whole: Whole) -> Keyring:
    """The stack's own."""
    secret = whole.deployed.deployment.data["SettingSecretArn"]
    read = whole.client("secretsmanager").get_secret_value(SecretId=secret)
    return Keyring(lambda: str(read["SecretString"]))


def cursors(ids: set[str]) -> Iterator[str]:
    """The lists that a cursor may be sealed for."""
    yield from (f"cursor:{name}:{HERE}" for name in ("queue", "spam"))
    for days in (-1, 0, 1):
        yield f"cursor:closed:{HERE}:{(utc_now() + timedelta(days=days)).date()}"
    yield from (f"cursor:timeline:{each}" for each in ids)


def found_in(texts: dict[str, str], planted: Planted) -> Found:
    found = {where: planted.found_in(text) for where, text in texts.items()}
    return {where: what for where, what in found.items() if what}


@pytest.fixture(scope="module")
def walked(whole: Whole) -> Walk:
    """The walk, done."""
    publish(whole, HERE)
    walk = Walk(whole)
    walk_all(walk)
    return walk


@pytest.fixture(scope="module")
def secrets(walked: Walk) -> Secrets:
    """What stands in the mails of the walk alone, once they are sent and some came back."""
    return have_mail_sent(walked)


@pytest.mark.usefixtures("secrets")
def test_nothing_planted_is_in_a_key(walked: Walk) -> None:
    assert in_keys(walked.whole, Planted(PLANTED)) == {}


@pytest.mark.usefixtures("secrets")
def test_nothing_planted_is_in_a_log(walked: Walk) -> None:
    assert in_logs(walked.whole, Planted(PLANTED)) == {}


@pytest.mark.usefixtures("secrets")
def test_nothing_planted_is_in_a_metric(walked: Walk) -> None:
    assert in_metrics(walked.whole, Planted(PLANTED)) == {}


def test_no_code_and_no_link_is_anywhere_but_in_its_mail(walked: Walk, secrets: Secrets) -> None:
    """Neither in a log nor in the table: whoever reads those opens and proves nothing with them."""
    time.sleep(1)  # the cloud hands over the last lines a moment later
    logs = "\n".join(walked.whole.log_lines())
    kept = "\n".join(json.dumps(item, default=str) for item in items(walked.whole))
    assert secrets.codes
    assert secrets.tokens
    for code in secrets.codes:
        typed = re.compile(rf"(?<![0-9A-Za-z.]){code[:3]}[ -]?{code[3:]}(?![0-9A-Za-z])")
        assert not typed.search(logs)
        assert not typed.search(kept)
    assert not [token for token in secrets.tokens if token in logs or token in kept]


def test_nothing_planted_is_in_an_address(walked: Walk) -> None:
    assert in_addresses(walked, Planted(PLANTED)) == {}


def test_nothing_planted_is_in_a_token(walked: Walk) -> None:
    assert in_tokens(walked, Planted(PLANTED)) == {}


class TestTheSearchFindsALeak:
    """Were something there, it would be found: in the same places, by the same search."""

    @pytest.mark.usefixtures("secrets")
    def test_all_that_was_planted_is_kept_where_it_belongs(self, walked: Walk) -> None:
        """It is the walk's values that are looked for, and they have been taken in."""
        kept = "\n".join(str(item) for item in items(walked.whole))
        assert Planted(PLANTED).found_in(kept) == PLANTED.keys() - {"refused"}

    @pytest.mark.parametrize("attribute", ["pk", "due_at", "map"])
    def test_in_a_key(self, whole: Whole, attribute: str) -> None:
        told = "call-" + CANARY.values["phone"][2:]
        key = {"pk": "CANARY#1", "sk": "CANARY"}
        item = {**key, attribute: {told: "x"} if attribute == "map" else f"CANARY#{told}"}
        written = {name: TypeSerializer().serialize(value) for name, value in item.items()}
        table = {"TableName": whole.deployed.deployment.data["SettingTable"]}
        client = whole.client("dynamodb")
        client.put_item(**table, Item=written)
        try:
            (found,) = in_keys(whole, CANARY).values()
        finally:
            client.delete_item(**table, Key={name: written[name] for name in key})
        assert found == {"phone"}

    @pytest.mark.parametrize("name", list(CANARY.values))
    def test_in_a_line_of_a_function(self, whole: Whole, name: str) -> None:
        logs, stream = whole.client("logs"), f"canary-{name}"
        group = {"logGroupName": logs.describe_log_groups()["logGroups"][0]["logGroupName"]}
        logs.create_log_stream(**group, logStreamName=stream)
        line = {"timestamp": int(time.time() * 1000), "message": f"<{CANARY.values[name]}>"}
        logs.put_log_events(**group, logStreamName=stream, logEvents=[line])
        try:
            assert name in in_logs(whole, CANARY)["logs"]
        finally:
            logs.delete_log_stream(**group, logStreamName=stream)

    def test_in_an_address_and_in_a_token(self, walked: Walk) -> None:
        secret = base64.urlsafe_b64encode(b"of:" + CANARY.values["email"].encode()).decode()
        walk = Walk(walked.whole, urls=[f"find?who={quote(CANARY.values['name'])}"])
        walk.tokens = [secret, *walked.tokens]
        assert "name" in next(iter(in_addresses(walk, CANARY).values()))
        assert in_tokens(walk, CANARY)["tokens"] == {"email"}

    def test_in_what_is_sealed_in_a_token(self, walked: Walk) -> None:
        keyring = keyring_of(walked.whole)
        sealed = keyring.seal("claim", {"of": CANARY.values["name"], "born": CANARY.values["born"]})
        walk = Walk(walked.whole, tokens=[sealed])
        assert in_tokens(walk, CANARY) == {"sealed": {"name", "born"}}


@pytest.mark.parametrize(
    "wrap",
    [
        str,
        str.upper,
        quote,
        quote_plus,
        json.dumps,
        ascii,
        html.escape,
        lambda text: text.encode().hex(),
        lambda text: "x" + text.encode().hex().upper(),
        lambda text: base64.b64encode(b"a:" + text.encode() + b"!").decode(),
        lambda text: base64.urlsafe_b64encode(json.dumps({"of": text}).encode()).decode(),
        lambda text: base64.b64encode(base64.b64encode(f"<{text}>".encode())).decode(),
        lambda text: hashlib.sha256(text.encode()).hexdigest(),
    ],
)
@pytest.mark.parametrize("name", list(CANARY.values))
def test_a_value_is_found_however_it_is_wrapped(name: str, wrap: Callable[[str], str]) -> None:
    assert name in CANARY.found_in(f"some {wrap(CANARY.values[name])} thing")


@pytest.mark.parametrize(
    ("name", "written"),
    [
        *(("phone", text) for text in ("(646) 555-0129", "646.555.0129", "6465550129", "5550129")),
        *(("born", text) for text in ("08/27/1951", "8/27/1951", "19510827", "August 27, 1951")),
        *(("name", text) for text in ("vexilbrand", "OUMARTHY", "Oumarthy, V.")),
        ("email", "canary.v"),
    ],
)
def test_a_value_is_found_however_it_is_written(name: str, written: str) -> None:
    assert name in CANARY.found_in(f"/people?of={written}&more")


def test_what_is_like_it_is_not_found() -> None:
    assert CANARY.found_in("Vexil Brand, +1 646 555 0192, 1951-08-28, canary@example.com") == set()
