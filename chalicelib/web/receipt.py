"""The receipt and the crisis panel, for the page and, empty, for the script to fill."""

from ..intake.models import CrisisPanel, HelpLine, Receipt
from ..people.rules import said_phone
from .markup import NOTHING, Html, fill, fill_file, join, only_if
from .mine_page import mine_link
from .view import View

_SAFE_LINKS = ("tel:", "sms:", "https://")


def receipt_markup(view: View, receipt: Receipt) -> Html:
    """The receipt to keep: the latest time, the number, the reference; help comes first."""
    panel, desk = receipt.crisis, receipt.front_desk
    return fill_file(
        view.words,
        "receipt.html",
        crisis=crisis_markup(view, panel, focused=True) if panel else NOTHING,
        promise=receipt.promise,
        number=said_phone(receipt.phone_understood or ""),
        no_number=only_if(receipt.phone_understood is None, " hidden"),
        behalf=receipt.on_behalf_of or "",
        no_behalf=only_if(receipt.on_behalf_of is None, " hidden"),
        reference=receipt.reference,
        link=f"{view.path('receipt')}#{receipt.request_id}.{receipt.visitor_token}",
        location=receipt.location.name,
        phone=f"tel:{receipt.location.phone}",
        said_phone=said_phone(receipt.location.phone),
        no_phone=only_if(desk is not None and not desk.is_open, " hidden"),
        desk=desk.said if desk else "",
        no_desk=only_if(desk is None, " hidden"),
        mine=mine_link(view),
    )


def empty_receipt(view: View) -> Html:
    """The receipt's shape, for the script to fill."""
    return fill_file(
        view.words,
        "receipt.html",
        crisis=NOTHING,
        promise="",
        number="",
        no_number=NOTHING,
        behalf="",
        no_behalf=NOTHING,
        reference="",
        link="",
        location="",
        phone="",
        said_phone="",
        no_phone=NOTHING,
        desk="",
        no_desk=NOTHING,
        mine=mine_link(view),
    )


def crisis_markup(
    view: View,
    panel: CrisisPanel,
    *,
    name: str = "crisis",
    focused: bool = False,
    live: bool = False,
) -> Html:
    """Ways to get help at once. ``name`` sets it apart from another one on the page."""
    return fill_file(
        view.words,
        "crisis.html",
        name=name,
        heading=panel.heading,
        text=panel.text,
        lines=join(map(_help_line, panel.lines)),
        focused=only_if(focused, " autofocus"),
        waiting=only_if(live, " when-ticked"),
    )


def empty_crisis(view: View) -> Html:
    """The panel's shape, for the script to fill."""
    return crisis_markup(view, CrisisPanel(heading="", text="", lines=[]))


def _help_line(line: HelpLine) -> Html:
    if not line.href.startswith(_SAFE_LINKS):
        return fill("<li>{label}</li>", label=line.label)
    return fill(
        '<li><a href="{href}"{target}>{label}</a></li>',
        href=line.href,
        label=line.label,
        target=only_if(line.href.startswith("https:"), ' target="_blank" rel="noopener"'),
    )
