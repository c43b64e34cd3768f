"""What the desk is told of the clinic."""

from dataclasses import replace
from datetime import date

from chalicelib.platform.runtime import Runtime, using
from chalicelib.web.desk_api import desk_view_of

from .conftest import Caller, signed_in
from .mailbox import Mailbox


class TestTheDesk:
    def test_knows_all_that_visitors_know_in_the_same_shape(
        self, desk: Caller, visitor: Caller
    ) -> None:
        public, told = visitor.get("/clinic").json, desk.get("/staff/clinic").json
        assert public.keys() <= told.keys()
        for part in ("locations", "services"):
            for theirs, ours in zip(public[part], told[part], strict=True):
                assert theirs.items() <= ours.items()

    def test_knows_the_bays_of_each_location(self, desk: Caller) -> None:
        _, chicago = desk.get("/staff/clinic").json["locations"]
        consult, infusion = chicago["pools"]
        assert consult == {
            "pool": "consult",
            "bays": [{"bay": "consult-1", "name": "Consultation room"}],
        }
        assert [bay["name"] for bay in infusion["bays"]] == ["Chair 1", "Chair 2", "Chair 3"]

    def test_knows_since_when_a_location_is_open_if_the_clinic_says_so(
        self, desk: Caller, run: Runtime
    ) -> None:
        assert "opened_on" not in desk.get("/staff/clinic").json["locations"][0]
        here, *others = run.clinic.locations
        opened = here.model_copy(update={"opened_on": date(2026, 1, 5)})
        told = desk_view_of(run.clinic.model_copy(update={"locations": (opened, *others)}))
        assert told.locations[0].opened_on == date(2026, 1, 5)

    def test_knows_how_long_a_service_takes_a_bay(self, desk: Caller) -> None:
        services = {each["service_id"]: each for each in desk.get("/staff/clinic").json["services"]}
        infusion = services["ketamine-infusion"]
        assert (infusion["pool"], infusion["bay_minutes"]) == ("infusion", 90)

    def test_knows_what_to_say_and_when_to_lock_itself(self, desk: Caller) -> None:
        told = desk.get("/staff/clinic").json
        assert told["automatic_logoff_minutes"] == 15
        everybody, *others = told["scripts"]
        assert everybody["for"] == []
        assert "988" in everybody["text"]
        assert others[0]["for"] == ["ketamine-consultation"]

    def test_is_told_while_nobody_is_sent_email(self, desk: Caller, run: Runtime) -> None:
        assert desk.get("/staff/clinic").json["mail_is_on"] is False
        with using(replace(run, email=Mailbox())):
            assert desk.get("/staff/clinic").json["mail_is_on"] is True

    def test_is_staff_with_a_role(self, visitor: Caller) -> None:
        assert visitor.get("/staff/clinic").status == 401
        assert signed_in(visitor.client, "staff-new").get("/staff/clinic").status == 403
