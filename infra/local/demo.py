"""Demo data for the local stage, made through the API itself: a schedule, and requests of people
who do not exist.

Each request has an idempotency key of its own, so sending them again changes nothing.
"""

import json
import urllib.error
import urllib.request
from typing import Any

from infra.local.cloud import CloudError

_PEOPLE: list[dict[str, Any]] = [
    {
        "name": "Ada Example",
        "phone": "(212) 555-0117",
        "message": "I have had depression for years and two medicines did not help. "
        "What would a first appointment be like?",
        "screening": ["current-medication"],
        "current_medication": "sertraline 100 mg",
        "may_leave_voicemail": True,
    },
    {
        "name": "Bram Example",
        "email": "bram@example.com",
        "message": "Do you treat migraine as well? Mornings suit me.",
        "call_from": "09:00",
        "call_until": "11:30",
    },
    {
        "name": "Chiara Example",
        "phone": "+1 312 555 0144",
        "email": "chiara@example.com",
        "message": "My doctor suggested infusions. I take medicine for blood pressure.",
        "screening": ["uncontrolled-high-blood-pressure", "current-medication"],
        "current_medication": "lisinopril",
    },
    {
        "name": "Đặng Example",
        "phone": "312-555-0128",
        "message": "Xin chào, I would like to ask about prices. Thank you 🙏",
        "call_days": ["monday", "wednesday"],
    },
    {
        "name": "Emeka Example",
        "phone": "+1 917 555 0171",
        "message": "I had six infusions elsewhere and am due for a booster.",
        "may_leave_voicemail": True,
    },
    {
        "name": "Fatima Example",
        "phone": "(646) 555-0136",
        "message": "I do not know how much longer I can go on like this.",
        "thinking_of_self_harm": True,
    },
    {
        "name": "Guillermo Example",
        "phone": "773 555 0102",
        "message": "Quisiera una consulta, por favor.",
        "language": "es",
        "call_from": "13:00",
        "call_until": "17:00",
    },
    {
        "name": "Hanna Example",
        "email": "hanna@example.org",
        "message": "",
    },
]


def seed(url: str) -> int:
    """Send every demo request to the API at ``url``, by turns to each location.

    Returns how many there are. Raises CloudError with the API's own words when one is refused.
    """
    clinic = _call("GET", f"{url}clinic")
    for number, person in enumerate(_PEOPLE):
        location = clinic["locations"][number % len(clinic["locations"])]
        place = {
            "location_id": location["location_id"],
            "service_id": location["services"][number % len(location["services"])],
        }
        boxes = {"consent": True, "is_adult": True}
        _call("POST", f"{url}requests", {**person, **place, **boxes}, f"demo-{number:04}")
    return len(_PEOPLE)


def publish_slots(url: str, token: str) -> int:
    """Publish every location's slots up to the horizon, as the nightly job does.

    ``token`` is the manager's. Returns how many slots are new. Raises CloudError as ``seed`` does.
    """
    published = 0
    for location in _call("GET", f"{url}clinic")["locations"]:
        asked = f"location={location['location_id']}&service={location['services'][0]}"
        offered = _call("GET", f"{url}availability?{asked}")
        days = {"from": offered["from"], "to": offered["last_day"]}
        route = f"{url}locations/{location['location_id']}/slots/publish"
        published += _call("POST", route, days, token=token)["published"]
    return published


def _call(
    method: str, url: str, body: dict[str, Any] | None = None, key: str = "", token: str = ""
) -> Any:
    content = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/json", "Idempotency-Key": key, "Authorization": token}
    headers = {name: value for name, value in headers.items() if value}
    request = urllib.request.Request(url, content, headers, method=method)  # noqa: S310  # local
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  # local
            return json.load(answer)
    except urllib.error.HTTPError as refusal:
        said = refusal.read().decode("utf-8", "replace")[:500]
        raise CloudError(f"the API refused demo data ({refusal.code}): {said}") from refusal
