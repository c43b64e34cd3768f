"""The figures as a chart: how much of each budget is used."""

from collections.abc import Iterator, Sequence
from html import escape

from .figures import Figure

_LINE, _LEFT, _BAR, _RIGHT = 26, 430, 360, 190
_MOST = 1.5
"""Bars end here, whatever they would have to show."""


def as_svg(figures: Sequence[Figure]) -> str:
    """A bar for each figure; the upright line is the budget."""
    height = _LINE * (len(figures) + 2)
    width = _LEFT + _BAR + _RIGHT
    whole = _LEFT + _BAR / _MOST
    body = "\n".join(_rows(figures))
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"
 font-family="sans-serif" font-size="13" role="img" aria-label="Share of each budget that is used">
<rect width="{width}" height="{height}" fill="#fff"/>
<text x="{whole}" y="18" text-anchor="middle" fill="#555">budget</text>
{body}
<line x1="{whole}" y1="24" x2="{whole}" y2="{height - 8}" stroke="#222" stroke-dasharray="4 3"/>
</svg>
"""


def _rows(figures: Sequence[Figure]) -> Iterator[str]:
    for number, figure in enumerate(figures):
        top = _LINE * (number + 1) + 6
        length = max(2.0, _BAR * min(figure.used, _MOST) / _MOST)
        colour = "#2a7f62" if figure.is_met else "#b3261e"
        said = escape(f"{figure.measured} ({figure.budget})")
        yield (
            f'<text x="{_LEFT - 10}" y="{top + 13}" text-anchor="end">{escape(figure.what)}</text>'
            f'<rect x="{_LEFT}" y="{top}" width="{length:.0f}" height="17" fill="{colour}"/>'
            f'<text x="{_LEFT + _BAR + 8}" y="{top + 13}" fill="#555">{said}</text>'
        )
