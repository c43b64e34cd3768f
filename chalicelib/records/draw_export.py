"""Draw an export as a page that people can read and print. Text alone: nothing in it is markup."""

import base64
import hashlib
from collections.abc import Iterator
from html import escape
from typing import Any

from .export_models import ExportedThing, PersonExport

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}"
    "dt{font-weight:600}dd{margin:0 0 .3rem;white-space:pre-wrap;overflow-wrap:anywhere}"
    "section{border-top:1px solid #777;margin-top:1.5rem}"
    "@media print{section{break-inside:avoid}}"
)
_DIGEST = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()

POLICY = (
    f"default-src 'none'; style-src 'sha256-{_DIGEST}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""The content policy of the page: no script, nothing from anywhere, one style of its own."""

_META = POLICY.partition("; frame-ancestors")[0]
"""The same for the page as a file, where no header comes with it."""


def draw_export(export: PersonExport) -> str:
    """The page, whole: it stands by itself as a file."""
    told = export.model_dump(mode="json", exclude_none=True)
    title = f"What {export.clinic} keeps about you"
    last = "This is the last part." if export.next_cursor is None else "There is a further part."
    body = "".join(_thing(each) for each in export.things)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_META)}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{escape(title)}</h1><p>{escape(', '.join(export.names))}</p>"
        f"<p>Part {export.part}, made {escape(told['made_at'])}. {last}</p>"
        f"{body}</main></body></html>"
    )


def _thing(thing: ExportedThing) -> str:
    told = thing.model_dump(mode="json", exclude_none=True)
    parts = [f"<section><h2>{escape(_words(thing.kind))}</h2>{_facts(told['facts'])}"]
    if told["history"]:
        parts.append(f"<h3>History</h3><ul>{''.join(_line(each) for each in told['history'])}</ul>")
    if told["messages"]:
        listed = "".join(f"<li>{_text(each)}</li>" for each in told["messages"])
        parts.append(f"<h3>Messages</h3><ul>{listed}</ul>")
    return "".join([*parts, "</section>"])


def _facts(facts: dict[str, Any]) -> str:
    rows = (
        f"<dt>{escape(_words(name))}</dt><dd>{_text(each)}</dd>" for name, each in facts.items()
    )
    return f"<dl>{''.join(rows)}</dl>"


def _line(line: dict[str, Any]) -> str:
    details = f": {_text(line['details'])}" if line.get("details") else ""
    who = f"{escape(line['at'])} {escape(_words(line['what']))} by {escape(line['by'])}"
    return f"<li>{who}{details}</li>"


def _text(value: Any) -> str:
    return escape("; ".join(_spoken(value)))


def _spoken(value: Any) -> Iterator[str]:
    """A value as words: what is in a map by its names, what is in a list one after another."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield f"{_words(name)}: {', '.join(_spoken(inner))}"
    elif isinstance(value, list):
        for inner in value:
            yield from _spoken(inner)
    elif isinstance(value, bool):
        yield "yes" if value else "no"
    else:
        yield str(value)


def _words(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").capitalize()
