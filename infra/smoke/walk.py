"""The walk: a visitor asks for a call, the desk takes it, the visitor books and calls off."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from infra.smoke.calls import Api, SmokeError

NAME, PHONE = "Smoke Test", "+12025550199"
"""Nobody's: numbers like it are kept free for stories."""

_ASSET = re.compile(r'(?:href|src)="[^"]*?(assets/[^"]+)"')


@dataclass
class Walk:
    """One walk through the API. ``sign_in`` gives a token of staff, by the API's own sign-in."""

    api: Api
    sign_in: Callable[[], str]
    say: Callable[[str], None]
    left: dict[str, str] = field(default_factory=dict)
    """What has been made so far, by kind: the ids by which it is taken away."""

    def run(self) -> None:
        """Walk all of it. Raises SmokeError where the stage does not answer as it should."""
        place = self._see_form()
        receipt = self._ask_for_call(place)
        self._take_call(receipt["request_id"], self.sign_in())
        self._book(place, receipt)

    def _see_form(self) -> dict[str, str]:
        page = self.api.get("")
        assets = _ASSET.findall(page)
        _hold_true(bool(assets), "the form has no assets")
        for path in assets:
            self.api.get(path)
        location = self.api.get("clinic")["locations"][0]
        self.say("the form is there, with its assets")
        return {
            "location_id": location["location_id"],
            "service_id": location["services"][0],
        }

    def _ask_for_call(self, place: dict[str, str]) -> Any:
        form = {**place, "name": NAME, "phone": PHONE, "consent": True, "is_adult": True}
        receipt = self.api.post("requests", form, Idempotency_Key=secrets.token_urlsafe(16))
        self.left["REQUEST"] = receipt["request_id"]
        _hold_true(bool(receipt["promise"]), "the receipt promises nothing")
        self.api.get(f"requests/{receipt['request_id']}", Visitor_Token=receipt["visitor_token"])
        self.say(f"a request is taken: {receipt['promise']}")
        return receipt

    def _take_call(self, request_id: str, token: str) -> None:
        self.say("staff can sign in")
        seen = self.api.get(f"staff/requests/{request_id}", Authorization=token)
        call = self.left["CALLBACK"] = seen["callback_id"]
        card = self.api.post(f"callbacks/{call}/claim", {}, Authorization=token)
        _hold_true(card["phone"] == PHONE, "the call is somebody else's")
        self.left["PERSON"] = card["people"][0]["person_id"]
        reached = {"claim": card["claim"]["token"], "disposition": "reached"}
        after = self.api.post(f"callbacks/{call}/attempts", reached, Authorization=token)
        _hold_true(after["state"] == "closed", "the call is not closed")
        self.say("the call is claimed and answered")

    def _book(self, place: dict[str, str], receipt: Any) -> None:
        asked = f"location={place['location_id']}&service={place['service_id']}"
        offered = self.api.get(f"availability?{asked}")
        last = offered["last_day"]
        times = self.api.get(f"availability?{asked}&from={last}&to={last}")["times"]
        times = times or offered["times"]
        _hold_true(bool(times), "no time can be booked: is the schedule published?")
        request = {"request_id": receipt["request_id"]}
        wish = {**place, **request, "starts_at": times[-1]["starts_at"]}
        sender = {"Request_Token": receipt["visitor_token"]}
        key = secrets.token_urlsafe(16)
        held = self.api.post("holds", wish, Idempotency_Key=key, **sender)
        said = {"name": NAME, "phone": PHONE, "is_adult": True}
        who = {"hold_token": held["hold_token"], **said, **request}
        booked = self.api.post("appointments", who, **sender)
        self.left["APPOINTMENT"] = booked["appointment_id"]
        self.say("a time is held and booked")
        path, mine = f"appointments/{booked['appointment_id']}", booked["manage_token"]
        self.api.get(path, Manage_Token=mine)
        called_off = self.api.post(f"{path}/cancel", {"reason": "smoke test"}, Manage_Token=mine)
        _hold_true(called_off["status"] == "cancelled", "the appointment is not called off")
        self.say("the appointment is called off")


def _hold_true(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise SmokeError(otherwise)
