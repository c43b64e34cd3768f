"""What a gateway and the firewall before it let through, by a template and AWS's documentation.

Rate rules count by address over their window, whatever becomes of the request, and look at the
counts every few seconds; a method has a bucket of tokens that all callers share. What is not
modelled raises.
"""

import re
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

LOOKS_EVERY = 10.0
"""Seconds between the looks of a rate rule at its counts, about."""

_DEFAULT_INSPECTED = 16 * 1024
_TRANSFORMED: Mapping[str, Callable[[str], str]] = {
    "NONE": str,
    "LOWERCASE": str.lower,
    "URL_DECODE": unquote,
}
_FOUND: Mapping[str, Callable[[str, str], bool]] = {
    "EXACTLY": lambda text, sought: text == sought,
    "STARTS_WITH": lambda text, sought: text.startswith(sought),
    "ENDS_WITH": lambda text, sought: text.endswith(sought),
    "CONTAINS": lambda text, sought: sought in text,
}


@dataclass(frozen=True)
class Call:
    """One request, ``at`` so many seconds."""

    at: float
    address: str = "192.0.2.1"
    method: str = "POST"
    path: str = "/api/requests"
    accept: str = "application/json"
    size: int = 2000
    """Bytes of its body."""


@dataclass(frozen=True)
class Blocked:
    """The answer of a rule that blocks."""

    rule: str
    status: int
    body: str
    kind: str


@dataclass
class _Counts:
    """How often each address asked, as one rate rule sees it."""

    window: float
    limit: int
    times: dict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    limited: set[str] = field(default_factory=set)
    looked: float = float("-inf")

    def is_over(self, call: Call, looks_every: float) -> bool:
        times = self.times[call.address]
        times.append(call.at)
        if call.at - self.looked >= looks_every:
            self.looked = call.at
            self.limited = {each for each in self.times if self._count(each, call.at) > self.limit}
        return call.address in self.limited

    def _count(self, address: str, now: float) -> int:
        times = self.times[address]
        while times and times[0] <= now - self.window:
            times.popleft()
        return len(times)


class Firewall:
    """A web ACL's rules, given its properties."""

    def __init__(self, properties: Mapping[str, Any], looks_every: float = LOOKS_EVERY) -> None:
        self._bodies = properties["CustomResponseBodies"]
        self._rules = sorted(properties["Rules"], key=lambda rule: int(rule["Priority"]))
        size = properties.get("AssociationConfig", {}).get("RequestBody", {}).get("API_GATEWAY", {})
        named = re.findall(r"\d+", size.get("DefaultSizeInspectionLimit", ""))
        self._inspected = int(named[0]) * 1024 if named else _DEFAULT_INSPECTED
        self._looks_every = looks_every
        self._counts: dict[str, _Counts] = {}

    def answer(self, call: Call) -> Blocked | None:
        """The answer of the rule that blocks the call, if one does."""
        labels: set[str] = set()
        for rule in self._rules:
            if not self._matches(rule["Statement"], call, labels, rule["Name"]):
                continue
            labels |= {label["Name"] for label in rule.get("RuleLabels", ())}
            ((action, how),) = rule["Action"].items()
            if action == "Block":
                return self._blocked(rule["Name"], how["CustomResponse"])
            assert action == "Count", action
        return None

    def _blocked(self, rule: str, answer: Mapping[str, Any]) -> Blocked:
        body = self._bodies[answer["CustomResponseBodyKey"]]
        return Blocked(rule, int(answer["ResponseCode"]), body["Content"], body["ContentType"])

    def _matches(
        self, statement: Mapping[str, Any], call: Call, labels: set[str], rule: str
    ) -> bool:
        ((kind, its),) = statement.items()
        if kind == "AndStatement":
            return all(self._matches(each, call, labels, rule) for each in its["Statements"])
        if kind == "NotStatement":
            return not self._matches(its["Statement"], call, labels, rule)
        if kind == "RateBasedStatement":
            return self._is_too_often(its, call, labels, rule)
        if kind == "LabelMatchStatement":
            is_there = _FOUND["STARTS_WITH" if its["Scope"] == "NAMESPACE" else "EXACTLY"]
            return any(is_there(label, its["Key"]) for label in labels)
        if kind == "SizeConstraintStatement":
            return self._is_too_large(its, call)
        text = _text(its, call)
        if kind == "RegexMatchStatement":
            return bool(re.search(its["RegexString"], text))
        assert kind == "ByteMatchStatement", kind
        return _FOUND[its["PositionalConstraint"]](text, its["SearchString"])

    def _is_too_often(
        self, its: Mapping[str, Any], call: Call, labels: set[str], rule: str
    ) -> bool:
        assert its["AggregateKeyType"] == "IP"
        if not self._matches(its["ScopeDownStatement"], call, labels, rule):
            return False
        window = float(its.get("EvaluationWindowSec", 300))
        counts = self._counts.setdefault(rule, _Counts(window, int(its["Limit"])))
        return counts.is_over(call, self._looks_every)

    def _is_too_large(self, its: Mapping[str, Any], call: Call) -> bool:
        assert its["ComparisonOperator"] == "GT"
        if call.size > self._inspected:
            handling = its["FieldToMatch"]["Body"].get("OversizeHandling", "CONTINUE")
            if handling != "CONTINUE":
                return bool(handling == "MATCH")
        return min(call.size, self._inspected) > int(its["Size"])


def _text(its: Mapping[str, Any], call: Call) -> str:
    ((part, which),) = its["FieldToMatch"].items()
    if part == "SingleHeader":
        assert which["Name"] == "accept"
        text = call.accept
    else:
        text = {"Method": call.method, "UriPath": call.path}[part]
    for step in its["TextTransformations"]:
        text = _TRANSFORMED[step["Type"]](text)
    return text


class Gateway:
    """A stage, given its properties and, where there is one, its firewall."""

    def __init__(self, stage: Mapping[str, Any], firewall: Firewall | None) -> None:
        self._firewall = firewall
        self._settings = {
            (each["HttpMethod"], each["ResourcePath"].replace("~1", "/").removeprefix("/")): each
            for each in stage["MethodSettings"]
        }
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}

    def lets_through(self, call: Call) -> bool:
        """True if the call gets to the application."""
        if self._firewall and self._firewall.answer(call):
            return False
        route = call.path.removeprefix("/api")
        limits = self._settings.get((call.method, route), self._settings["*", "*"])
        rate, burst = (limits[f"Throttling{name}Limit"] for name in ("Rate", "Burst"))
        left, at = self._buckets.get((call.method, route), (float(burst), call.at))
        left = min(burst, left + (call.at - at) * rate)
        self._buckets[call.method, route] = (left - 1 if left >= 1 else left, call.at)
        return bool(left >= 1)
