"""The day's colors of services can be read, in light and dark; a hatched recovery too."""

import re
from pathlib import Path

import pytest

from chalicelib.web.colours import READABLE, contrast, mix

DESK = Path(__file__).parents[3] / "client" / "desk"
COLORS = (DESK / "day" / "service-colors.css").read_text("utf-8")
STATES = (DESK / "ui" / "colors.css").read_text("utf-8")
LOOK = (DESK / "day" / "service-look.ts").read_text("utf-8")
HATCHED = 0.14
"""The part of the ink in a line of the hatch, as slot.css mixes it."""

RULE = re.compile(
    r"^(?P<dark>\[data-theme=\"dark\"\] )?\.service-(?P<number>\d) \{\s*"
    r"--service-tint: (?P<tint>#\w{6});\s*--service-ink: (?P<ink>#\w{6});\s*\}",
    re.MULTILINE,
)
PALETTE = [
    (int(rule["number"]), "dark" if rule["dark"] else "light", rule["tint"], rule["ink"])
    for rule in RULE.finditer(COLORS)
]


def late(theme: str) -> str:
    """The color of what is still open about an appointment."""
    light, dark = re.findall(r"--late: (#\w{6});", STATES)
    return str(dark if theme == "dark" else light)


def test_there_are_as_many_in_light_and_dark_as_services_are_counted_around() -> None:
    (counted,) = re.findall(r"COLORS = (\d+)", LOOK)
    for theme in ("light", "dark"):
        numbers = [number for number, of, _, _ in PALETTE if of == theme]
        assert numbers == list(range(1, int(counted) + 1))


@pytest.mark.parametrize(("number", "theme", "tint", "ink"), PALETTE)
def test_words_can_be_read_in_it_also_where_it_is_hatched(
    number: int, theme: str, tint: str, ink: str
) -> None:
    hatch = mix(tint, ink, HATCHED)
    assert contrast(ink, tint) >= READABLE
    assert contrast(ink, hatch) >= READABLE
    assert contrast(late(theme), tint) >= READABLE
    assert contrast(late(theme), hatch) >= READABLE, f"service {number}"


def test_the_hatch_is_mixed_as_it_is_tested() -> None:
    slots = (DESK / "day" / "slot.css").read_text("utf-8")
    assert f"color-mix(in srgb, currentcolor {HATCHED:.0%}, transparent)" in slots
