"""A visitor's request reaches the desk and is answered: the deployed whole, end to end."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from chalicelib.platform.clock import instant_text, utc_now
from tests.deployed.calls import Reply
from tests.deployed.whole import Whole

PERSON = {
    "name": "Quillon Testperson",
    "phone": "(212) 555-0164",
    "email": "quillon.testperson@example.com",
    "message": "A message that no log may hold: marzipan 🕊️ and <b>more</b>.",
}
REQUEST = {
    "location_id": "new-york",
    "service_id": "ketamine-consultation",
    "consent": True,
    "is_adult": True,
    **PERSON,
}
TOLD = ("quillon", "testperson", "5550164", "555-0164", "555 0164", "marzipan")
"""What would show in a log line that holds any of it."""


def submit(whole: Whole, key: str, **changes: Any) -> Reply:
    body = {**REQUEST, **changes}
    return whole.call("POST", "requests", body, headers={"Idempotency-Key": key})


def claim(whole: Whole, callback_id: str) -> Any:
    reply = whole.call("POST", f"callbacks/{callback_id}/claim", {}, token=desk(whole))
    assert reply.status == 200, reply.content
    return reply.json()


def desk(whole: Whole) -> str:
    return whole.token("front-desk")


def callback_of(whole: Whole, request_id: str) -> str:
    shown = whole.call("GET", f"staff/requests/{request_id}", token=desk(whole)).json()
    return str(shown["callback_id"])


def eventually(holds: Callable[[], bool], seconds: float) -> bool:
    """Look every half second, at most so long: the cloud's own schedule is being waited for."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.5)
    return False


def test_a_request_is_claimed_and_answered_by_somebody_who_signed_in(whole: Whole) -> None:
    sent = submit(whole, "flow")
    assert sent.status == 201
    receipt = sent.json()
    assert receipt["promise"].startswith("We'll call you by ")

    listed = whole.call("GET", "locations/new-york/queue", token=desk(whole)).json()["entries"]
    assert "Quillon" in {entry["first_name"] for entry in listed}

    card = claim(whole, callback_of(whole, receipt["request_id"]))
    assert (card["phone"], card["name"]) == ("+12125550164", "Quillon Testperson")

    attempts = f"callbacks/{card['callback_id']}/attempts"
    outcome = {"claim": card["claim"]["token"], "disposition": "reached", "note": "Will think."}
    after = whole.call("POST", attempts, outcome, token=desk(whole))
    assert after.json()["state"] == "closed"

    history = whole.call("GET", f"callbacks/{card['callback_id']}", token=desk(whole)).json()
    told = [event["what"] for event in history["history"]]
    assert told[0] == "opened"
    assert {"claimed", "attempted"} <= set(told)


def test_the_next_call_can_be_taken(whole: Whole) -> None:
    submit(whole, "next", message="i want to end my life", phone="212-555-0165")
    taken = whole.call("POST", "locations/new-york/queue/claim", {}, token=desk(whole))
    assert taken.json()["urgency"] == "crisis"


def test_sent_at_once_with_one_key_it_is_stored_once_with_equal_receipts(whole: Whole) -> None:
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: submit(whole, "at once", phone="2125550166"), range(8)))
    assert {reply.status for reply in replies} == {201}
    assert len({reply.content for reply in replies}) == 1
    callback_id = callback_of(whole, replies[0].json()["request_id"])
    shown = whole.call("GET", f"callbacks/{callback_id}", token=desk(whole)).json()
    assert len(shown["occasions"]) == 1


def test_a_message_comes_back_byte_for_byte_through_the_gateway(whole: Whole) -> None:
    message = "漢字 😀 \u202eRTL\u202c <script>\r\n" + "ß" * 3900
    receipt = submit(whole, "bytes", message=message, phone="212-555-0167").json()
    seen = whole.call(
        "GET",
        f"requests/{receipt['request_id']}",
        headers={"Visitor-Token": receipt["visitor_token"]},
    )
    assert seen.json()["message"].encode() == message.encode()


def test_a_manager_sees_the_service_level_and_a_stranger_does_not(whole: Whole) -> None:
    today = utc_now().date().isoformat()
    path = f"locations/new-york/service-level?from={today}&to={today}"
    assert whole.call("GET", path, token=whole.token("manager")).status == 200
    assert whole.call("GET", path, token=whole.token()).status == 403
    assert whole.call("GET", path).status == 401


def test_the_scheduled_job_returns_a_claim_that_was_abandoned(whole: Whole) -> None:
    receipt = submit(whole, "abandoned", phone="212-555-0168").json()
    card = claim(whole, callback_of(whole, receipt["request_id"]))
    run_out = instant_text(utc_now())
    whole.client("dynamodb").update_item(
        TableName=whole.deployed.deployment.data["SettingTable"],
        Key={
            "pk": {"S": f"CALLBACK#{card['callback_id']}"},
            "sk": {"S": "CALLBACK"},
        },
        UpdateExpression="SET lease_until = :at, due_at = :place",
        ExpressionAttributeValues={
            ":at": {"S": run_out},
            ":place": {"S": f"0-lease#{run_out}"},
        },
    )

    def is_returned() -> bool:
        shown = whole.call("GET", f"callbacks/{card['callback_id']}", token=desk(whole)).json()
        return "claim-ran-out" in [event["what"] for event in shown["history"]]

    assert eventually(is_returned, seconds=180)


def test_every_short_job_may_do_its_work_and_keep_its_report(whole: Whole) -> None:
    names = {"return-stale-claims", "expire-holds", "offer-freed-slots", "release-slots"}
    event = {
        "version": "0",
        "id": "1",
        "account": "000000000000",
        "region": "us-east-1",
        "time": "2026-11-23T15:00:00Z",
        "source": "aws.events",
        "detail-type": "Scheduled Event",
        "resources": [],
        "detail": {},
    }
    for name in names:
        assert whole.invoke(name.title().replace("-", ""), event)["failed"] == 0
    jobs = whole.call("GET", "jobs", token=desk(whole)).json()["jobs"]
    kept = {job["name"] for job in jobs if "last" in job and job["last"]["by"] == "schedule"}
    assert names <= kept


def test_no_log_line_tells_who_wrote_or_what(whole: Whole) -> None:
    receipt = submit(whole, "logged", phone="212 555 0164").json()
    submit(whole, "refused", phone="212 555 0164 testperson", email="marzipan@")
    path = f"requests/{receipt['request_id']}"
    whole.call("GET", path, headers={"Visitor-Token": receipt["visitor_token"]})
    search = {"phone": PERSON["phone"], "email": PERSON["email"]}
    whole.call("POST", "contacts/search", search, token=desk(whole))
    written = [line for line in whole.lines_with('"what": "answered"') if '"status": 201' in line]
    assert written, "the functions' own lines are among those that are looked through"
    assert whole.lines_with(*TOLD, receipt["visitor_token"]) == []
