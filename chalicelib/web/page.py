"""What every page shares: its head, the line to help, the phone numbers, its security headers."""

from ..core.clinic import Clinic, Location
from ..core.http import Answer
from .assets import asset_path
from .markup import NOTHING, Html, fill, fill_file, join, only_if
from .wording import said_hours, said_phone

SECURITY_HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "style-src 'self'",
            "script-src 'self'",
            "connect-src 'self'",
            "img-src data:",  # the icon in the tab, which stands in the page itself
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",  # the script cannot write HTML, even by mistake
            "trusted-types 'none'",
        )
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


ICON = Html(
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cre"
    "ct width='32' height='32' rx='8' fill='%230d6466'/%3E%3Cpath d='M7 20c3 0 3-3 6-3s3 3 6 "
    "3 3-3 6-3M16 7v6' fill='none' stroke='%23fff' stroke-width='2.5' stroke-linecap='round'/"
    "%3E%3C/svg%3E"
)
"""The icon in the tab, as an address of its own: one request less."""


def page(
    clinic: Clinic,
    base_path: str,
    *,
    title: str,
    content: Html,
    script: str | None = None,
    alarmed: bool = False,
    done: bool = False,
) -> Answer[str]:
    """A whole page. ``alarmed`` makes the line to help stand out; ``done`` drops what is next."""
    document = fill_file(
        "page.html",
        title=title,
        clinic=clinic.name,
        home=base_path,
        icon=ICON,
        css=base_path + asset_path("form.css"),
        script=fill('<script src="{path}" defer></script>', path=script) if script else NOTHING,
        alarmed=only_if(alarmed, " alarmed"),
        content=content,
        done=only_if(done, " hidden"),
        locations=join(map(_location, clinic.locations)),
    )
    return Answer(document, content_type="text/html; charset=utf-8", headers=SECURITY_HEADERS)


def _location(location: Location) -> Html:
    return fill_file(
        "location.html",
        name=location.name,
        phone=location.phone,
        said_phone=said_phone(location.phone),
        hours=join(
            fill("<div><dt>{days}</dt><dd>{spans}</dd></div>", days=days, spans=_spans(spans))
            for days, spans in said_hours(location)
        ),
    )


def _spans(spans: list[str]) -> Html:
    return join(fill("<span>{span}</span> ", span=span) for span in spans)
