"""A site's own color in our pages, and whether one can read what is written in it. Pure.

Contrast is WCAG's: (lighter + 0.05) / (darker + 0.05) of the relative luminances.
"""

import re
from dataclasses import dataclass

_HEX = re.compile(r"#?([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

READABLE = 4.5
"""The least contrast of text with what is behind it (WCAG 2.2 AA)."""

WHITE, BLACK = "#ffffff", "#000000"

LIGHT_GROUNDS = ("#fffefb", "#f5f3ee", "#e6f0ee")
DARK_GROUNDS = ("#182225", "#10181a", "#1d3233")
"""Grounds under text in the color, as form.css has them: a card, the page, a chosen card."""


@dataclass(frozen=True)
class Palette:
    """A color as a light and as a dark page use it, with the color of text upon it."""

    light: str
    on_light: str
    dark: str
    on_dark: str

    @property
    def style(self) -> str:
        """As a style sheet."""
        light, dark = _rule(self.light, self.on_light), _rule(self.dark, self.on_dark)
        return f":root{light}@media (prefers-color-scheme:dark){{:root{dark}}}"


def palette_of(typed: str | None) -> Palette | None:
    """The palette of a color written as ``#0d6466`` or ``0a7``; None if it is no such color."""
    match = _HEX.fullmatch(typed) if typed else None
    if match is None:
        return None
    digits = match[1].lower()
    color = "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
    light = readable_on(color, LIGHT_GROUNDS, towards=BLACK)
    dark = readable_on(color, DARK_GROUNDS, towards=WHITE)
    return Palette(light, text_on(light), dark, text_on(dark))


def readable_on(color: str, grounds: tuple[str, ...], towards: str) -> str:
    """The nearest to ``color``, on the way to black or white, that can be read on all grounds."""
    for step in range(101):
        mixed = mix(color, towards, step / 100)
        if all(contrast(mixed, ground) >= READABLE for ground in grounds):
            return mixed
    return towards


def text_on(color: str) -> str:
    """Black or white, whichever is easier to read upon the color."""
    return max(WHITE, BLACK, key=lambda text: contrast(text, color))


def mix(color: str, other: str, share: float) -> str:
    """The color with a share of the other in it, channel by channel."""
    pairs = zip(_channels(color), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black and white."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)


def _rule(color: str, text: str) -> str:
    deep = f"color-mix(in srgb,{color},{text_on_page(text)} 20%)"
    return f"{{--accent:{color};--accent-deep:{deep};--on-accent:{text}}}"


def text_on_page(text: str) -> str:
    """The color to deepen towards: away from the text upon it, so that contrast only grows."""
    return BLACK if text == WHITE else WHITE
