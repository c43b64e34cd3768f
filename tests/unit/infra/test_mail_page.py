"""The local stage's page of mail, and what the local cloud is told of who may send."""

import json
import re
import threading
import urllib.request
from html import escape
from http.server import BaseHTTPRequestHandler, HTTPServer

from infra.local.adjustments import for_ministack
from infra.local.mail_page import mail_page, page_of

OLD = {
    "Subject": "Your appointment",
    "To": ["robin@example.com"],
    "Source": "desk@clinic.example",
    "BodyText": "The first",
    "BodyHtml": "<p>The first</p>",
    "Timestamp": 1_000_000.0,
}
NEW = {**OLD, "BodyText": "2nd", "BodyHtml": "<p>The second</p>", "Timestamp": 2_000_000.0}


def test_the_newest_is_on_top_and_who_gets_it_is_said() -> None:
    page = page_of([OLD, NEW])
    assert page.index("The second") < page.index("The first")
    assert "To robin@example.com, from desk@clinic.example" in page
    assert "2 emails" in page


def test_what_stands_in_a_mail_is_text_on_the_page_and_runs_nothing() -> None:
    page = page_of([{**OLD, "Subject": "<script>1</script>", "BodyHtml": '"><script>2</script>'}])
    assert "<script" not in page
    allowed = re.findall(r'<iframe sandbox="([^"]*)" srcdoc=', page)
    assert allowed == ["allow-popups allow-popups-to-escape-sandbox"], "links alone do anything"


def test_a_link_in_a_mail_opens_in_a_tab_of_its_own() -> None:
    """In the mail's frame no script would run, so nothing would be there to see."""
    mail = {**OLD, "BodyHtml": "<html><head></head><body><a href='/manage'>See</a></body></html>"}
    assert escape('<head><base target="_blank"></head>') in page_of([mail])


def test_it_says_so_when_nothing_was_sent() -> None:
    assert "Nothing was sent yet" in page_of([])


def test_it_shows_what_the_cloud_took_at_this_machine_alone() -> None:
    class Cloud(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            assert self.path == "/_ministack/ses/messages"
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"messages": {"000000000000": [OLD]}}).encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    cloud = HTTPServer(("127.0.0.1", 0), Cloud)
    threading.Thread(target=cloud.serve_forever, args=(0.01,), daemon=True).start()
    taken = cloud.server_port
    try:
        with mail_page(f"http://127.0.0.1:{taken}", taken) as url:
            assert url.startswith("http://127.0.0.1:")
            assert str(taken) not in url, "another port, where that one is taken"
            with urllib.request.urlopen(url, timeout=5) as answer:
                assert "The first" in answer.read().decode()
                assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    finally:
        cloud.shutdown()
        cloud.server_close()


def test_only_the_local_cloud_is_told_that_mail_may_come_from_any_identity() -> None:
    def role(resource: object) -> dict[str, object]:
        statement = {"Effect": "Allow", "Action": "ses:SendRawEmail", "Resource": resource}
        other = {"Effect": "Allow", "Action": ["dynamodb:GetItem"], "Resource": "a-table"}
        document = {"Statement": [statement, other]}
        policies = [{"PolicyName": "p", "PolicyDocument": document}]
        return {"Type": "AWS::IAM::Role", "Properties": {"Policies": policies}}

    changed = for_ministack({"Resources": {"Role": role([{"Ref": "MailAddressArn"}])}}, 4566)
    assert changed["Resources"]["Role"] == role("*")
