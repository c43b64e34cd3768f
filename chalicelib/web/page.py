"""The frame that every page shares: head, line to help, phone numbers, security headers."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from ..clinic import Clinic, Location
from ..people.rules import said_phone
from ..platform.http import Answer
from .assets import asset_path
from .markup import NOTHING, Html, fill, fill_file, join, only_if
from .open_line import open_now_markup
from .view import View
from .wording import said_hours

_POLICY = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "connect-src": "'self'",
    "img-src": "data:",  # the icon in the tab, which stands in the page itself
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "require-trusted-types-for": "'script'",  # the script cannot write HTML, even by mistake
    "trusted-types": "'none'",
}


ICON = Html(
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cre"
    "ct width='32' height='32' rx='8' fill='%230d6466'/%3E%3Cpath d='M7 20c3 0 3-3 6-3s3 3 6 "
    "3 3-3 6-3M16 7v6' fill='none' stroke='%23fff' stroke-width='2.5' stroke-linecap='round'/"
    "%3E%3C/svg%3E"
)
"""The icon in the tab, as an address of its own: one request less."""


class Script(NamedTuple):
    """The script of a page, which makes it more than its HTML."""

    name: str
    """The bundle's."""
    families: tuple[str, ...]
    """Of the words that it says."""


@dataclass(frozen=True)
class Frame:
    """The surroundings of a page's content."""

    alarmed: bool = False
    """The line to help stands out."""
    done: bool = False
    """Nothing is next."""
    switch: bool = False
    """A link leads to the same page in the other language."""
    at: datetime | None = None
    """Instant at which it is drawn; None leaves out who is open now."""


USUAL_FRAME = Frame()


def page(
    clinic: Clinic,
    view: View,
    *,
    title: str,
    content: Html,
    script: Script | None = None,
    frame: Frame = USUAL_FRAME,
) -> Answer[str]:
    """A whole page."""
    style = view.palette.style if view.palette else ""
    document = fill_file(
        view.words,
        "page.html",
        language=view.language,
        framed=only_if(view.embedded, " data-framed"),
        title=title,
        clinic=clinic.name,
        icon=ICON,
        css=view.base_path + asset_path("form.css"),
        style=Html(f"<style>{style}</style>\n") if style else NOTHING,
        script=_script(view, script),
        alarmed=only_if(frame.alarmed, " alarmed"),
        top=NOTHING if view.embedded else _top(clinic, view, switch=frame.switch),
        content=content,
        beside=NOTHING if view.embedded else _beside(clinic, view, frame),
        words=_said_by(view, script),
        base=view.base_path,
    )
    return Answer(
        document, content_type="text/html; charset=utf-8", headers=security_headers(view, style)
    )


def security_headers(view: View, style: str = "") -> Mapping[str, str]:
    """Headers that bound what a browser may do; ``style`` is the page's one style sheet."""
    policy = dict(_POLICY)
    if style:
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy["style-src"] += f" 'sha256-{digest}'"
    if view.embedded:
        policy["frame-ancestors"] = "*"
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "Content-Language": view.language,
        "Vary": "Accept-Language",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cache-Control": "no-store",
    }


def _script(view: View, script: Script | None) -> Html:
    if script is None:
        return NOTHING
    path = view.base_path + asset_path(script.name)
    return fill('<script src="{path}" defer></script>', path=path)


def _said_by(view: View, script: Script | None) -> Html:
    """The words as data for the script. No text can end the element that they stand in."""
    said = view.words.families(*script.families) if script else {}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return Html(text.replace("<", "\\u003c"))


def _top(clinic: Clinic, view: View, *, switch: bool) -> Html:
    return fill_file(
        view.words,
        "top.html",
        clinic=clinic.name,
        home=view.path(),
        switch=fill_file(view.words, "switch.html") if switch else NOTHING,
    )


def _beside(clinic: Clinic, view: View, frame: Frame) -> Html:
    return fill_file(
        view.words,
        "beside.html",
        done=only_if(frame.done, " hidden"),
        locations=join(_location(view, location, frame.at) for location in clinic.locations),
    )


def _location(view: View, location: Location, at: datetime | None) -> Html:
    return fill_file(
        view.words,
        "location.html",
        name=location.name,
        phone=location.phone,
        said_phone=said_phone(location.phone),
        open_now=open_now_markup(view.words, location, at) if at else NOTHING,
        hours=join(
            fill("<div><dt>{days}</dt><dd>{spans}</dd></div>", days=days, spans=_spans(spans))
            for days, spans in said_hours(view.words, location)
        ),
    )


def _spans(spans: list[str]) -> Html:
    return join(fill("<span>{span}</span> ", span=span) for span in spans)
