"""Put a message's words together: subject, plain text and HTML, all from one template."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import escape
from pathlib import Path

from ..clinic import Clinic, Location
from ..people.rules import said_phone
from ..platform.calendar_file import CalendarEvent
from ..platform.languages import LANGUAGES, Language
from ..platform.toml_file import toml_file
from .calendar_part import CalendarPart
from .models import MessageKind

_TEMPLATES = Path(__file__).parents[1] / "strings" / "mail"
_FRAME = Path(__file__).with_name("frame.html")
_STANDS_OUT = "## "
_LINK = re.compile(r"\[([^\[\]]+)\]\((\S*)\)")
"""A paragraph that is a link, as templates have it: ``[label](address)``."""

_BUTTON = (
    '<table role="presentation" cellpadding="0" cellspacing="0" style="margin:16px 0"><tr>'
    '<td style="background-color:#1f5f8b;border:1px solid #ffffff;border-radius:6px">'
    '<a href="{address}" style="display:inline-block;padding:12px 20px;color:#ffffff;'
    'font-weight:bold;text-decoration:none">{label}</a></td></tr></table>'
)
"""A table, since a mail program of note gives nothing else a color."""


@dataclass(frozen=True)
class Wording:
    """The words of one mail."""

    language: Language
    subject: str
    text: str
    html: str
    calendar: CalendarPart | None = None
    """The appointments that it tells of, for the calendar of whoever gets it."""


def templates_of(language: Language) -> Mapping[str, Mapping[str, str]]:
    """The templates of a language by kind of message, and the frame that all have."""
    return _read(language)


@cache
def _read(language: Language) -> Mapping[str, Mapping[str, str]]:
    return toml_file(_TEMPLATES / f"{language}.toml")


def word(
    kind: MessageKind,
    language: Language | None,
    clinic: Clinic,
    location: Location,
    words: Mapping[str, str],
    each: Sequence[Mapping[str, str]] = (),
) -> Wording:
    """The words of a message of this kind; ``words`` fill the holes that are its own.

    Where they name a ``footer`` of the template, it stands in the place of the usual one.
    ``each`` is told of several things in a row, by what the template has for one of them. What is
    ``only_seen``, since it is too late to change it, has a button that says no more.
    """
    spoken = language or LANGUAGES[0]
    templates = templates_of(spoken)
    filled: dict[str, str] = {
        "sender": clinic.messages.sender_name,
        "address": ", ".join(location.address),
        "phone": said_phone(location.phone),
        "asks": "",
        **words,
    }
    filled["asks"] = filled["asks"].format_map(filled)
    template, frame = templates[kind], templates["frame"]
    filled["times"] = "\n\n".join(
        _labeled(template, "each", one).format_map({**filled, **one}) for one in each
    )
    subject = template["subject"].format_map(filled)
    body = _paragraphs(_labeled(template, "text", words).format_map(filled))
    chosen = template.get(words.get("footer", "footer"), frame["footer"])
    footer = _paragraphs(chosen.format_map(filled))
    return Wording(spoken, subject, _as_text(body, footer), _as_html(spoken, subject, body, footer))


def _labeled(template: Mapping[str, str], name: str, words: Mapping[str, str]) -> str:
    """The text of a template, with a button that promises no more than is still possible."""
    text = template.get(name, "")
    return _LINK.sub(rf"[{template['see']}](\2)", text) if words.get("only_seen") else text


def asked(kind: MessageKind, language: Language | None, names: Sequence[str]) -> str:
    """The further paragraphs of a template by these names: what its reader is asked to do."""
    template = templates_of(language or LANGUAGES[0])[kind]
    return "\n\n".join(template[name] for name in names)


def events_for(
    events: Sequence[CalendarEvent], language: Language, location: Location
) -> list[CalendarEvent]:
    """The events as a calendar shows them, which others may look at: where, and no word of what."""
    frame = templates_of(language)["frame"]
    said = frame["event_text"].format(phone=said_phone(location.phone))
    where = ", ".join(location.address)
    return [
        replace(each, summary=frame["event"], description=said, location=where) for each in events
    ]


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text. A link that leads nowhere is none."""
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return [_begun(part) for part in parts if part and not _leads_nowhere(part)]


def _leads_nowhere(paragraph: str) -> bool:
    link = _LINK.fullmatch(paragraph)
    return link is not None and not link[2]


def _begun(paragraph: str) -> str:
    """The paragraph with a capital at its start, also where a time begins it: ``el lunes``."""
    mark = _STANDS_OUT if paragraph.startswith(_STANDS_OUT) else ""
    said = paragraph.removeprefix(mark)
    return f"{mark}{said[:1].upper()}{said[1:]}"


def _as_text(body: list[str], footer: list[str]) -> str:
    said = [_LINK.sub(r"\1:\n\2", paragraph.removeprefix(_STANDS_OUT)) for paragraph in body]
    return "\n\n".join([*said, "--", *footer]) + "\n"


def _as_html(language: str, subject: str, body: list[str], footer: list[str]) -> str:
    return _FRAME.read_text("utf-8").format(
        language=language,
        title=escape(subject),
        body="\n".join(_shown(paragraph) for paragraph in body),
        footer="\n".join(f"<p>{escape(paragraph)}</p>" for paragraph in footer),
    )


def _shown(paragraph: str) -> str:
    if paragraph.startswith(_STANDS_OUT):
        said = escape(paragraph.removeprefix(_STANDS_OUT))
        return f'<p style="font-size:20px;line-height:28px;font-weight:bold">{said}</p>'
    if link := _LINK.fullmatch(paragraph):
        return _BUTTON.format(label=escape(link[1]), address=escape(link[2]))
    return f"<p>{escape(paragraph)}</p>"
