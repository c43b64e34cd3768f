"""The receipt and the crisis panel, for the page and, empty, for the script to fill."""

from ..intake.models import CrisisPanel, HelpLine, Receipt
from .markup import NOTHING, Html, fill, fill_file, join, only_if
from .wording import said_phone

_SAFE_LINKS = ("tel:", "sms:", "https://")


def receipt_markup(receipt: Receipt) -> Html:
    """What a visitor keeps: by when, where to call, under which reference; help comes first."""
    return fill_file(
        "receipt.html",
        crisis=crisis_markup(receipt.crisis, focused=True) if receipt.crisis else NOTHING,
        promise=receipt.promise,
        reference=receipt.reference,
        location=receipt.location.name,
        phone=f"tel:{receipt.location.phone}",
        said_phone=said_phone(receipt.location.phone),
    )


def empty_receipt() -> Html:
    """The receipt's shape, for the script to fill."""
    return fill_file(
        "receipt.html",
        crisis=NOTHING,
        promise="",
        reference="",
        location="",
        phone="",
        said_phone="",
    )


def crisis_markup(
    panel: CrisisPanel, *, name: str = "crisis", focused: bool = False, live: bool = False
) -> Html:
    """Ways to get help at once. ``name`` sets it apart from another one on the page."""
    return fill_file(
        "crisis.html",
        name=name,
        heading=panel.heading,
        text=panel.text,
        lines=join(map(_help_line, panel.lines)),
        focused=only_if(focused, " autofocus"),
        waiting=only_if(live, " when-ticked"),
    )


def empty_crisis() -> Html:
    """The panel's shape, for the script to fill."""
    return crisis_markup(CrisisPanel(heading="", text="", lines=[]))


def _help_line(line: HelpLine) -> Html:
    if not line.href.startswith(_SAFE_LINKS):
        return fill("<li>{label}</li>", label=line.label)
    return fill('<li><a href="{href}">{label}</a></li>', href=line.href, label=line.label)
