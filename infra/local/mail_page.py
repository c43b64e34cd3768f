"""A page that shows the mail of the local stage, as those would read it whom it was sent to.

It is served by ``make run`` itself and asks the local cloud; nothing of it is ever deployed.
"""

import json
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from infra.local.cloud import ADDRESS

_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'",
    "X-Content-Type-Options": "nosniff",
}

_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="refresh" content="20">
<title>Mail of the local stage</title>
<style>
body {{ font: 16px/1.5 system-ui, sans-serif }}
body {{ max-width: 46rem; margin: 2rem auto; padding: 0 1rem }}
article {{ border: 1px solid #8a8a8a; border-radius: 6px; padding: 1rem; margin: 1rem 0 }}
h2 {{ font-size: 1.1rem; margin: 0 }}
p {{ margin: .25rem 0 }}
iframe {{ width: 100%; height: 26rem; border: 1px solid #8a8a8a; margin-top: .5rem }}
pre {{ white-space: pre-wrap; font: inherit }}
</style>
</head>
<body>
<h1>Mail of the local stage</h1>
<p>{said} It went no further than this machine.</p>
{mails}
</body>
</html>
"""

_LEAVE = "allow-popups allow-popups-to-escape-sandbox"
"""What a mail on the page may do: its links open in a tab of their own, and nothing else."""

_MAIL = """<article>
<h2>{subject}</h2>
<p>To {to}, from {sender}, {at}</p>
<iframe sandbox="{leave}" srcdoc="{html}" title="{subject}"></iframe>
<details><summary>Plain text</summary><pre>{text}</pre></details>
</article>"""


def page_of(mails: list[dict[str, Any]]) -> str:
    """The page that shows these, the newest first; whatever stands in them is text here."""
    newest_first = sorted(mails, key=lambda mail: float(mail.get("Timestamp", 0)), reverse=True)
    count = len(mails)
    said = f"{count} emails, the newest first." if count != 1 else "One email."
    if not count:
        said = "Nothing was sent yet. The job that sends runs every minute."
    return _PAGE.format(said=said, mails="\n".join(map(_shown, newest_first)))


def _shown(mail: dict[str, Any]) -> str:
    at = datetime.fromtimestamp(float(mail.get("Timestamp", 0)), UTC)
    told = {
        "subject": mail.get("Subject", ""),
        "to": ", ".join(mail.get("To", [])),
        "sender": mail.get("Source", ""),
        "at": f"{at:%Y-%m-%d %H:%M:%S} UTC",
        "html": _in_a_tab_of_its_own(mail.get("BodyHtml") or ""),
        "text": mail.get("BodyText") or "",
    }
    return _MAIL.format(leave=_LEAVE, **{name: escape(str(text)) for name, text in told.items()})


def _in_a_tab_of_its_own(html: str) -> str:
    """The mail, with its links where a mail program opens them: not in the mail's own frame."""
    return html.replace("<head>", '<head><base target="_blank">', 1)


def mails_in(endpoint: str) -> list[dict[str, Any]]:
    """All mail that the local cloud took."""
    url = f"{endpoint}/_ministack/ses/messages"
    with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  # our own address
        by_account: dict[str, list[dict[str, Any]]] = json.load(answer)["messages"]
    return [mail for mails in by_account.values() for mail in mails]


@contextmanager
def mail_page(endpoint: str, port: int) -> Iterator[str]:
    """While the block runs, the page is there, on this machine alone; its address.

    Where ``port`` is taken, it is at another.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the name that the library asks for
            """Show the mail there is now."""
            content = page_of(mails_in(endpoint)).encode()
            self.send_response(200)
            for name, value in {**_HEADERS, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the library's
            """Keep quiet: the terminal is for the run's own words."""

    try:
        server = ThreadingHTTPServer((ADDRESS, port), Handler)
    except OSError:
        server = ThreadingHTTPServer((ADDRESS, 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://{ADDRESS}:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
