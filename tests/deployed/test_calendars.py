"""Files through the gateway: a calendar that subscribes to a feed, and the day's roster."""

from typing import Any
from urllib.parse import urlsplit

from icalendar import Calendar

from tests.deployed.calls import Reply, call
from tests.deployed.whole import Whole

FEEDS = "locations/new-york/calendar-feeds"


def browse(whole: Whole, method: str, url: str, body: Any = None, **how: Any) -> Reply:
    """Call an address as a browser does, which knows where ``*.localhost`` is."""
    to = urlsplit(url)
    headers = {"Host": to.netloc, **how.pop("headers", {})}
    return call(method, f"{whole.cloud.endpoint}{to.path}", body, headers=headers, **how)


def make(whole: Whole) -> Any:
    token = whole.token("front-desk")
    url = f"{whole.deployed.url}{FEEDS}"
    reply = browse(whole, "POST", url, {"label": "Chairs"}, token=token)
    assert reply.status == 201, reply.content
    assert reply.json()["url"].startswith(f"{whole.deployed.url}locations/new-york/feeds/")
    return reply.json()


def test_a_feed_opens_at_the_address_that_was_told_until_it_is_revoked(whole: Whole) -> None:
    feed = make(whole)
    reply = browse(whole, "GET", feed["url"])
    assert reply.status == 200, reply.content
    assert reply.headers["content-type"].startswith("text/calendar")
    assert Calendar.from_ical(reply.content)["x-wr-calname"] == "Harbor Light New York: Chairs"
    again = browse(whole, "GET", feed["url"], headers={"If-None-Match": reply.headers["etag"]})
    assert again.status == 304
    path = f"{FEEDS}/{feed['feed_id']}/revoke"
    assert whole.call("POST", path, {}, token=whole.token("front-desk")).status == 200
    assert browse(whole, "GET", feed["url"]).status == 404


def test_the_address_of_a_feed_is_in_none_of_our_logs(whole: Whole) -> None:
    feed = make(whole)
    browse(whole, "GET", feed["url"])
    token = feed["url"].rpartition("/")[2].removesuffix(".ics")
    assert [line for line in whole.lines_with("feeds/{feed_file}") if "answered" in line]
    assert whole.lines_with(token) == []


def test_the_roster_comes_byte_for_byte(whole: Whole) -> None:
    path = "locations/new-york/roster.csv?date=2026-11-25"
    reply = whole.call("GET", path, token=whole.token("front-desk"))
    assert reply.status == 200
    assert reply.content.startswith(b"\xef\xbb\xbfDate,Start (America/New_York),End (")
    assert whole.call("GET", path).status == 401
