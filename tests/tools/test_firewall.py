"""What one network address may ask for, by the template that AWS carries out."""

import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from app import app
from chalicelib.intake.models import CrisisPanel
from chalicelib.platform.http.answers import as_told
from chalicelib.platform.http.parsing import LARGEST_BODY
from chalicelib.platform.http.problems import Problem
from chalicelib.web.describe_itself import describe_itself
from infra.audit.resolve_template import PRODUCTION, resolve_template
from infra.templates import Template

from .asked_gateway import LOOKS_EVERY, Blocked, Call, Firewall, Gateway

HOUR = 3600
PAGE = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HELP = ("tel:988", "sms:988", "https://988lifeline.org/chat/", "tel:911", "sms:838255", "tel:988,2")
SUPPORTED = {200, 201, 202, 204, 206, 300, 301, 302, 303, 304, 307, 308, 400, 401, 403, 404, 405}
SUPPORTED |= {408, 409, 411, 412, 413, 414, 415, 416, 421, 429, 500, 501, 502, 503, 504}
"""Statuses that AWS WAF takes for an answer."""


def the_only(template: Template, kind: str) -> dict[str, Any]:
    (found,) = (r["Properties"] for r in template["Resources"].values() if r["Type"] == kind)
    return dict(found)


@pytest.fixture
def acl(transformed: Template) -> dict[str, Any]:
    return the_only(transformed, "AWS::WAFv2::WebACL")


@pytest.fixture
def stage(transformed: Template) -> dict[str, Any]:
    return the_only(transformed, "AWS::ApiGateway::Stage")


@pytest.fixture(params=[0.0, LOOKS_EVERY, 30.0], ids=["at-once", "as-documented", "late"])
def firewall(acl: dict[str, Any], request: pytest.FixtureRequest) -> Firewall:
    return Firewall(acl, looks_every=request.param)


@pytest.fixture
def gateway(stage: dict[str, Any], firewall: Firewall) -> Gateway:
    return Gateway(stage, firewall)


def each_second(times: float, until: float, **how: Any) -> Iterator[Call]:
    for n in range(int(times * until)):
        yield Call(n / times, **how)


def in_turn(*calls: Iterable[Call]) -> list[Call]:
    return sorted((call for some in calls for call in some), key=lambda call: call.at)


class TestSigningIn:
    @pytest.mark.parametrize("times", [5, 40, 100])
    def test_one_address_that_tries_all_the_time_keeps_no_staff_elsewhere_out(
        self, gateway: Gateway, times: int
    ) -> None:
        flood = each_second(times, 300, address="203.0.113.9", path="/api/session")
        staff = each_second(0.2, 300, address="198.51.100.7", path="/api/session")
        late = 40 if times > 50 else 0  # until the firewall has seen it
        for call in in_turn(flood, staff):
            let_in = gateway.lets_through(call)
            if call.address == "198.51.100.7" and call.at >= late:
                assert let_in, call

    def test_five_a_second_keep_nobody_out_where_there_is_no_firewall_either(
        self, stage: dict[str, Any]
    ) -> None:
        gateway = Gateway(stage, None)
        flood = each_second(5, 900, address="203.0.113.9", path="/api/session")
        staff = each_second(0.2, 900, address="198.51.100.7", path="/api/session")
        assert not [call for call in in_turn(flood, staff) if not gateway.lets_through(call)]

    def test_it_is_slowed_whichever_step_it_tries(self, firewall: Firewall) -> None:
        steps = ("", "/new-password", "/code", "/authenticator", "/forgotten", "/reset")
        flood = each_second(5, HOUR, path="")
        let = [
            call
            for n, call in enumerate(flood)
            if not firewall.answer(Call(call.at, path=f"/api/session{steps[n % len(steps)]}"))
        ]
        assert len(let) < 5 * HOUR / 5

    def test_spelled_otherwise_it_is_the_same(self, acl: dict[str, Any]) -> None:
        firewall = Firewall(acl, looks_every=0)
        answers = [firewall.answer(Call(n / 10, path="/api/%73ession")) for n in range(300)]
        assert answers[-1] is not None

    def test_every_step_counts_but_those_of_a_session_that_is_there(
        self, acl: dict[str, Any], template: Template
    ) -> None:
        paths = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
        steps = [
            p for p, methods in paths.items() if p.startswith("/session") and "post" in methods
        ]
        assert len(steps) == 8
        for step in steps:
            firewall = Firewall(acl, looks_every=0)
            answers = [firewall.answer(Call(n / 10, path=f"/api{step}")) for n in range(300)]
            is_limited = answers[-1] is not None
            assert is_limited == (step not in ("/session/renew", "/session/end")), step

    def test_twenty_desks_of_one_clinic_sign_in_at_eight(self, gateway: Gateway) -> None:
        for desk in range(20):
            for n, step in enumerate(("", "", "/code", "/code")):  # a slip at each
                assert gateway.lets_through(Call(desk * 3 + n, path=f"/api/session{step}"))


class TestTheForm:
    @pytest.mark.parametrize("path", ["/api/requests", "/requests", "/book/requests"])
    @pytest.mark.parametrize("accept", ["application/json", PAGE])
    def test_64_at_once_from_one_address_all_pass(
        self, gateway: Gateway, path: str, accept: str
    ) -> None:
        forms = [Call(n / 1000, path=path, accept=accept) for n in range(64)]
        assert not [form for form in forms if not gateway.lets_through(form)]

    def test_64_at_once_pass_while_another_address_floods(self, gateway: Gateway) -> None:
        flood = each_second(50, 300, address="203.0.113.9")
        forms = [Call(120 + n / 1000, address="198.51.100.7") for n in range(64)]
        let = [c for c in in_turn(flood, forms) if gateway.lets_through(c)]
        assert len([call for call in let if call.address == "198.51.100.7"]) == 64

    def test_it_is_not_refused_for_what_else_its_address_asks(self, firewall: Firewall) -> None:
        flood = each_second(50, 600, method="GET", path="/api/availability")
        refused = [call for call in flood if firewall.answer(call)]
        assert refused
        assert firewall.answer(Call(600)) is None

    def test_nor_does_it_count_as_anything_else(self, acl: dict[str, Any]) -> None:
        firewall = Firewall(acl, looks_every=0)
        for form in each_second(3, 2400):  # more than an address may ask of all else
            assert firewall.answer(form) is None
        assert firewall.answer(Call(2400, method="GET", path="/api/clinic")) is None

    @pytest.mark.parametrize("accept", ["application/json", "*/*", PAGE])
    def test_a_flood_is_slowed_and_shown_where_to_get_help(
        self, firewall: Firewall, accept: str
    ) -> None:
        answers = [firewall.answer(form) for form in each_second(20, 600, accept=accept)]
        refused = [answer for answer in answers if answer]
        assert len(refused) > len(answers) / 2
        for answer in set(refused):
            assert answer.status == 429
            assert answer.kind == ("TEXT_HTML" if accept == PAGE else "APPLICATION_JSON")
            assert all(way in answer.body for way in HELP)

    def test_whoever_shares_the_address_gets_through_soon_after_it(
        self, acl: dict[str, Any]
    ) -> None:
        firewall = Firewall(acl)
        assert [form for form in each_second(20, 600) if firewall.answer(form)]
        tries = [firewall.answer(Call(600 + after)) for after in range(0, 100, 5)]
        assert tries[-1] is None
        assert len([refused for refused in tries if refused]) <= 15  # 75 seconds

    @pytest.mark.parametrize("size", [2000, 16385, LARGEST_BODY, LARGEST_BODY + 1, 9_000_000])
    def test_a_long_message_gets_to_where_it_is_read(self, firewall: Firewall, size: int) -> None:
        assert firewall.answer(Call(0, size=size)) is None

    def test_it_alone_is_exempt_of_all_routes(
        self, acl: dict[str, Any], template: Template
    ) -> None:
        """By the one thing that the firewall refuses at once: a body that is too large."""
        paths = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]["paths"]
        routes = [(m.upper(), p) for p, methods in paths.items() for m in methods if m != "head"]
        firewall = Firewall(acl)
        exempt = [
            (method, path)
            for method, path in routes
            if not firewall.answer(Call(0, method=method, path=f"/api{path}", size=100_000))
        ]
        assert len(routes) > 100
        assert exempt == [("POST", "/requests")]


class TestAClinicsDesks:
    def test_twenty_that_are_open_all_day_are_never_blocked(self, acl: dict[str, Any]) -> None:
        """At 300 requests an hour each, as DESIGN allows one that is idle."""
        firewall = Firewall(acl, looks_every=0)
        polls = each_second(20 * 300 / HOUR, 10 * HOUR, method="GET", path="/api/queue")
        renewals = each_second(20 / HOUR, 10 * HOUR, path="/api/session/renew")
        assert not [call for call in in_turn(polls, renewals) if firewall.answer(call)]

    def test_twenty_that_are_busy_are_not_either(self, firewall: Firewall) -> None:
        opened = each_second(40, 20, method="GET", path="/api/desk")  # all at once, at eight
        worked = each_second(20 * 30 / 60, HOUR, path="/api/callbacks/x/attempts")
        assert not [call for call in in_turn(opened, worked) if firewall.answer(call)]

    def test_a_robot_is_and_then_only_its_own_address(self, firewall: Firewall) -> None:
        robot = each_second(60, 600, address="203.0.113.9", method="GET", path="/api/clinic")
        desk = each_second(0.2, 600, address="198.51.100.7", method="GET", path="/api/queue")
        refused = [call for call in in_turn(robot, desk) if firewall.answer(call)]
        assert {call.address for call in refused} == {"203.0.113.9"}
        assert len(refused) > 60 * 60

    def test_a_page_that_is_refused_leads_to_help(self, acl: dict[str, Any]) -> None:
        firewall = Firewall(acl, looks_every=0)
        pages = each_second(60, 300, method="GET", path="/api/", accept=PAGE)
        (answer,) = {found for page in pages if (found := firewall.answer(page))}
        assert answer.kind == "TEXT_HTML"
        assert all(way in answer.body for way in HELP)

    @pytest.mark.parametrize(("more", "status"), [(0, None), (1, 413), (5_000_000, 413)])
    def test_what_they_send_may_be_as_long_as_the_application_takes(
        self, firewall: Firewall, more: int, status: int | None
    ) -> None:
        path = "/api/callbacks/x/notes"
        answer: Blocked | None = firewall.answer(Call(0, path=path, size=LARGEST_BODY + more))
        assert (answer and answer.status) == status


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.opened: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in ("meta", "li"):
            self.opened.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag


class TestWhatItAnswers:
    def test_is_within_what_aws_takes(self, acl: dict[str, Any]) -> None:
        bodies = acl["CustomResponseBodies"].values()
        assert all(len(body["Content"].encode()) <= 4096 for body in bodies)
        assert sum(len(body["Content"]) for body in bodies) <= 50 * 1024
        assert all(body["Content"].isascii() for body in bodies)
        blocks = [r["Action"]["Block"] for r in acl["Rules"] if "Block" in r["Action"]]
        for answer in (block["CustomResponse"] for block in blocks):
            assert answer["CustomResponseBodyKey"] in acl["CustomResponseBodies"]
            assert answer["ResponseCode"] in SUPPORTED
            names = [header["Name"].lower() for header in answer["ResponseHeaders"]]
            assert "content-type" not in names
            assert len(set(names)) == len(names) <= 10
            assert "access-control-allow-origin" in names  # the clinic's own website may read it

    def test_are_problems_with_help_in_them_and_pages_in_both_languages(
        self, acl: dict[str, Any]
    ) -> None:
        for body in acl["CustomResponseBodies"].values():
            content = body["Content"]
            assert all(way in content for way in HELP)
            if body["ContentType"] == "APPLICATION_JSON":
                problem = Problem.model_validate_json(content)
                told = json.loads(content)
                assert problem.type.startswith("urn:frontdesk:problem:")
                assert CrisisPanel.model_validate(told["crisis"]).lines
                assert told["unread"] is True
            else:
                tags = _Tags()
                tags.feed(content)
                assert tags.opened == []
                assert set(HELP) <= set(tags.links)
                assert 'lang="en"' in content
                assert 'lang="es"' in content

    def test_status_and_document_say_the_same(self, acl: dict[str, Any]) -> None:
        for rule in acl["Rules"]:
            answer = rule["Action"].get("Block", {}).get("CustomResponse")
            body = acl["CustomResponseBodies"][answer["CustomResponseBodyKey"]] if answer else {}
            if body.get("ContentType") == "APPLICATION_JSON":
                assert json.loads(body["Content"])["status"] == answer["ResponseCode"]


class TestWhatItIs:
    def test_its_patterns_are_of_those_that_aws_reads(self, acl: dict[str, Any]) -> None:
        text = json.dumps(acl["Rules"])
        patterns = re.findall(r'"RegexString": "([^"]+)"', text)
        assert patterns
        for pattern in patterns:
            assert len(pattern) <= 200
            assert re.compile(pattern).groups == 0  # a part that is captured is not taken
        assert text.count("RateBasedStatement") <= 10

    def test_it_reads_no_message(self, acl: dict[str, Any]) -> None:
        """Rules that look for attacks would find some in words of distress."""
        assert acl["DefaultAction"] == {"Allow": {}}
        text = json.dumps(acl["Rules"])
        assert "ManagedRuleGroup" not in text
        assert "JsonBody" not in text
        assert text.count('"Body"') == 1

    def test_it_stands_before_the_stage(self, transformed: Template) -> None:
        association = the_only(transformed, "AWS::WAFv2::WebACLAssociation")
        address, named = association["ResourceArn"]["Fn::Sub"]
        assert address.endswith("::/restapis/${RestAPI}/stages/${Stage}")
        stage = named["Stage"]["Ref"]
        assert transformed["Resources"][stage]["Type"] == "AWS::ApiGateway::Stage"
        assert association["WebACLArn"] == {"Fn::GetAtt": ["ApiFirewall", "Arn"]}

    def test_it_can_be_left_out(self, transformed: Template) -> None:
        for switch, there in (("on", True), ("off", False)):
            made = resolve_template(transformed, {**PRODUCTION, "Firewall": switch})["Resources"]
            kinds = {resource["Type"] for resource in made.values()}
            assert ("AWS::WAFv2::WebACL" in kinds) == there
            assert ("ApiFirewallLogs" in made) == there

    def test_its_figures_are_the_stages_own(self, acl: dict[str, Any]) -> None:
        seen = [acl["VisibilityConfig"], *(rule["VisibilityConfig"] for rule in acl["Rules"])]
        names = [each["MetricName"]["Fn::Sub"] for each in seen]
        assert len(set(names)) == len(names)
        assert all(name.startswith("${AWS::StackName}") for name in names)
        assert not any(each["SampledRequestsEnabled"] for each in seen)

    def test_it_notes_only_what_it_blocked_and_nothing_that_opens_something(
        self, transformed: Template, template: Template
    ) -> None:
        logging = the_only(transformed, "AWS::WAFv2::LoggingConfiguration")
        (kept,) = logging["LoggingFilter"]["Filters"]
        assert logging["LoggingFilter"]["DefaultBehavior"] == "DROP"
        assert kept["Conditions"] == [{"ActionCondition": {"Action": "BLOCK"}}]
        redacted = logging["RedactedFields"]
        assert {"UriPath": {}} in redacted
        assert {"QueryString": {}} in redacted
        headers = {each["SingleHeader"]["Name"] for each in redacted if "SingleHeader" in each}
        assert {"authorization", "cookie", "referer", "user-agent"} <= headers
        assert headers_of_ours() <= headers


def headers_of_ours() -> set[str]:
    """Headers of all routes that say who somebody is or open something."""
    told = json.loads(as_told(describe_itself(app.every_route)))
    given = [p for methods in told["paths"].values() for m in methods.values() for p in given_in(m)]
    given += told["components"]["securitySchemes"].values()
    names = {each["name"].lower() for each in given if each.get("in") == "header"}
    assert {"visitor-token", "browser-id"} <= names
    return names - {"if-match", "if-none-match"}


def given_in(operation: Any) -> list[dict[str, Any]]:
    return list(operation.get("parameters", ())) if isinstance(operation, dict) else []
