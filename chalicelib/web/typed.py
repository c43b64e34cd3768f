"""Input that a visitor typed into a form that was refused, so that nothing is typed again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qs

_LARGEST_KEPT = 300_000
"""In bytes. No person types more, and a page with all of it must fit into an answer."""


@dataclass(frozen=True)
class Typed:
    """The values of a form, by field."""

    values: Mapping[str, list[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The field's value as typed; empty when there is none."""
        return self.values.get(name, [""])[-1]

    def has(self, name: str, value: str) -> bool:
        """True if this value was among those chosen."""
        return value in self.values.get(name, ())

    def ticked(self, name: str) -> bool:
        """True if this box was ticked."""
        return self.text(name) != ""


def typed_in(body: bytes) -> Typed:
    """The values in a form's body, as far as they can be read. Never raises."""
    if len(body) > _LARGEST_KEPT:
        return Typed()
    try:
        return Typed(parse_qs(body.decode(errors="replace"), max_num_fields=200))
    except ValueError:
        return Typed()
