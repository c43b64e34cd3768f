"""Findings against the baseline of exceptions, each of which says why it is one."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from infra.audit.auditors import Finding


@dataclass(frozen=True)
class Exempt:
    """Rules that may be broken by some resources."""

    rules: tuple[str, ...]
    on: tuple[str, ...]
    """Types or names of resources; a name may have a * in it."""
    why: str


def read_baseline(text: str) -> list[Exempt]:
    """The exceptions in a baseline. Raises ValueError for one that does not say why."""
    exceptions = [
        Exempt(tuple(entry["rules"]), tuple(entry["on"]), entry.get("why", "").strip())
        for entry in tomllib.loads(text)["exception"]
    ]
    silent = [each.rules for each in exceptions if len(each.why.split()) < 5]
    if silent:
        raise ValueError(f"say why {', '.join(silent[0])} may be broken")
    return exceptions


def judge(
    findings: Iterable[Finding], kinds: Mapping[str, str], baseline: Sequence[Exempt]
) -> list[str]:
    """What has to be seen to: findings that no exception covers, exceptions that cover none.

    ``kinds`` says of which type a resource is.
    """
    stale = {
        (index, rule, place)
        for index, each in enumerate(baseline)
        for rule in each.rules
        for place in each.on
    }
    new: set[str] = set()
    for finding in findings:
        used = _covering(finding, kinds.get(finding.resource, ""), baseline)
        stale -= used
        if not used:
            new.add(f"{finding.rule}: {finding.resource}: {finding.text}")
    left = [f"{rule}: {place}: is an exception, and is not needed" for _, rule, place in stale]
    return sorted(new) + sorted(left)


def _covering(finding: Finding, kind: str, baseline: Sequence[Exempt]) -> set[tuple[int, str, str]]:
    return {
        (index, rule, place)
        for index, each in enumerate(baseline)
        for rule in each.rules
        for place in each.on
        if rule == finding.rule and (place == kind or fnmatchcase(finding.resource, place))
    }
