"""What a template's value may turn out to be when CloudFormation has worked out its functions."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from infra.templates import Template


class _Mark:
    """A value that is not there to be looked at."""


UNKNOWN: Final = _Mark()
"""What only a deployment knows, such as the name of a resource that is made by it."""
ABSENT: Final = _Mark()
"""What is left out (``AWS::NoValue``)."""

PSEUDO_PARAMETERS: Mapping[str, tuple[Any, ...]] = {
    "AWS::AccountId": ("000000000000",),
    "AWS::NoValue": (ABSENT,),
    "AWS::Partition": ("aws", "aws-us-gov"),
    "AWS::Region": ("us-gov-west-1",),
    "AWS::StackName": ("frontdesk-a23456789b123456789-api",),
}
"""Examples, as long as they come."""

_FUNCTIONS = ("Ref", "Condition")
_PLACEHOLDER = re.compile(r"\$\{([^}!]+)\}")


@dataclass(frozen=True)
class Known:
    """What is known of a template's parameters: by name, the values to try."""

    values: Mapping[str, tuple[Any, ...]]

    def alternatives(self, value: Any) -> Iterator[Any]:
        """Everything that ``value`` may turn out to be; itself, if no function makes it."""
        function = function_of(value)
        if function is None:
            yield value
            return
        argument = value[function]
        match function:
            case "Ref":
                yield from self.values.get(str(argument), (UNKNOWN,))
            case "Fn::If":
                for branch in argument[1:]:
                    yield from self.alternatives(branch)
            case "Fn::Sub" if isinstance(argument, str):
                yield from self._substituted(argument)
            case _:
                yield UNKNOWN

    def _substituted(self, text: str) -> Iterator[Any]:
        """The longest text that can come of it: lengths have a limit above all."""
        names = _PLACEHOLDER.findall(text)
        if any(name not in self.values for name in names):
            yield UNKNOWN
            return
        yield _PLACEHOLDER.sub(lambda m: max(map(str, self.values[m[1]]), key=len), text)


def known_of(template: Template, examples: Mapping[str, tuple[Any, ...]]) -> Known:
    """What is known of a template: all allowed values of a parameter, or else its ``examples``."""
    allowed = {
        name: tuple(parameter["AllowedValues"])
        for name, parameter in template.get("Parameters", {}).items()
        if "AllowedValues" in parameter
    }
    return Known({**PSEUDO_PARAMETERS, **allowed, **examples})


def function_of(value: Any) -> str | None:
    """The name of the function that makes a value, or None if it is written as it is."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    (name,) = value
    return name if name in _FUNCTIONS or str(name).startswith("Fn::") else None
