"""The clinic's file: what it says, and what is said of one that is wrong."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from chalicelib.clinic import (
    CLINIC_FILE,
    Clinic,
    ClinicConfigError,
    Most,
    OnlineBooking,
    Service,
    Source,
    UnknownLocationError,
    UnknownServiceError,
    Urgency,
    Weekday,
    load_clinic,
    parse_clinic,
)
from chalicelib.clinic.__main__ import main
from chalicelib.platform.errors import NotFoundError

GOOD = """\
name = "Small Clinic"

[[locations]]
id = "east"
name = "East"
zone = "America/New_York"
phone = "+12125550142"
address = ["1 Example Pier"]
[locations.hours]
monday = ["08:30-12:00", "13:00-17:30"]
tuesday = ["08:30-12:00"]
[[locations.closures]]
date = 2027-05-31
reason = "Memorial Day"
[[locations.closures]]
date = 2027-06-01
from = "10:00"
to = "11:00"
reason = "Training"
[[locations.pools]]
id = "consult"
bays = [
    { id = "room-1", name = "Room 1" },
    { id = "room-2", name = "Room 2" },
]

[[locations]]
id = "west"
name = "West"
zone = "America/Chicago"
phone = "+13125550187"
address = ["2 Sample Quay"]
hours = { friday = ["09:00-13:00"] }
pools = [{ id = "infusion", bays = [{ id = "chair-1", name = "Chair 1" }] }]

[[services]]
id = "follow-up"
name = "Follow-up"
pool = "consult"
duration_minutes = 30
recovery_minutes = 0
lead_time_minutes = 120
escort = false
locations = ["east"]

[promises.consultation-request]
routine = 120
urgent = 30
[promises]
crisis = 5
incoming-call = { routine = 120, urgent = 30 }
missed-call.routine = 60
missed-call.urgent = 20
voicemail = { routine = 90, urgent = 20 }
escort-unconfirmed = { routine = 60, urgent = 20 }
no-show = { routine = 240, urgent = 60 }
booster-due = { routine = 960, urgent = 240 }

[callbacks]
lease_minutes = 10
most_attempts = 5
back_off_minutes = [60, 180]
crisis_retry_minutes = 10
how_to_reach_us = "Call us while we are open."

[scheduling]
horizon_days = 56
hold_minutes = 10
offer_minutes = 60
most_holds_per_visitor = 3
most_holds_per_address = 12
most_bookings_per_visitor = 4
most_bookings_per_address = 20
most_waitlist_entries_per_visitor = 4
most_waitlist_entries_per_address = 20
cut_off_minutes = 120
cancel_notice_hours = 24
no_show_minutes = 30
escort_deadline_hours = 24
booster_weeks = 4

[messages]
most_codes_per_visitor = 5
most_codes_per_address = 30
most_code_tries_per_visitor = 15
most_code_tries_per_address = 90

[intake]
minimum_fill_seconds = 3
"""


def changed(old: str, new: str) -> str:
    """The good file with one passage replaced."""
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def complaints(text: str | bytes) -> str:
    with pytest.raises(ClinicConfigError) as caught:
        parse_clinic(text)
    return str(caught.value)


def line_with(text: str, passage: str) -> int:
    """The number of the only line that has a passage."""
    (number,) = (
        number for number, line in enumerate(text.splitlines(), start=1) if passage in line
    )
    return number


class TestADemoClinic:
    clinic = load_clinic()

    def test_it_has_two_locations_in_two_zones(self) -> None:
        zones = {location.id: location.tz.key for location in self.clinic.locations}
        assert zones == {"new-york": "America/New_York", "chicago": "America/Chicago"}

    def test_each_location_breaks_for_lunch(self) -> None:
        for location in self.clinic.locations:
            assert len(location.hours.on(Weekday.MONDAY)) == 2

    def test_its_phone_numbers_are_fictional(self) -> None:
        for location in self.clinic.locations:
            assert location.phone[5:].startswith("55501")

    def test_it_offers_the_services_of_the_house(self) -> None:
        assert {service.id for service in self.clinic.services} == {
            "ketamine-consultation",
            "ketamine-infusion",
            "ketamine-booster",
            "follow-up",
            "medical-cannabis-evaluation",
            "botox",
        }

    def test_a_service_may_be_offered_at_one_location_only(self) -> None:
        here = {service.id for service in self.clinic.services_at("new-york")}
        there = {service.id for service in self.clinic.services_at("chicago")}
        assert here - there == {"botox"}

    def test_infusions_need_somebody_to_see_the_patient_home(self) -> None:
        assert self.clinic.service("ketamine-infusion").escort
        assert not self.clinic.service("follow-up").escort

    def test_urgent_calls_are_promised_sooner_and_a_crisis_soonest(self) -> None:
        for source in Source:
            routine, urgent, crisis = (
                self.clinic.promises.allowed_minutes(source, urgency)
                for urgency in (Urgency.ROUTINE, Urgency.URGENT, Urgency.CRISIS)
            )
            assert crisis < urgent < routine

    def test_it_closes_for_whole_days_and_for_parts(self) -> None:
        new_york = self.clinic.location("new-york")
        assert new_york.open_minutes_on(date(2026, 12, 25)) == ()
        assert new_york.open_minutes_on(date(2026, 12, 24)) == ((510, 720),)

    def test_the_last_back_off_is_used_again(self) -> None:
        settings = self.clinic.callbacks
        last = settings.back_off_minutes[-1]
        assert settings.back_off_after(len(settings.back_off_minutes) + 1) == last

    def test_an_unknown_location_or_service_is_not_found(self) -> None:
        with pytest.raises(UnknownLocationError):
            self.clinic.location("atlantis")
        with pytest.raises(UnknownLocationError):
            self.clinic.services_at("atlantis")
        with pytest.raises(UnknownServiceError):
            self.clinic.service("seance")
        assert issubclass(UnknownLocationError, NotFoundError)
        assert issubclass(UnknownServiceError, NotFoundError)

    def test_what_was_asked_for_is_not_repeated_in_the_message(self) -> None:
        assert "jane" not in str(UnknownLocationError("jane@example.com"))

    def test_nobody_changes_it_while_it_runs(self) -> None:
        with pytest.raises(ValidationError, match="frozen"):
            self.clinic.name = "Other"  # type: ignore[misc]

    def test_it_survives_being_written_as_json(self) -> None:
        written = self.clinic.model_dump_json(by_alias=True)
        assert Clinic.model_validate_json(written) == self.clinic


class TestWaysToWriteIt:
    def test_the_small_file_is_good(self) -> None:
        assert parse_clinic(GOOD).name == "Small Clinic"

    def test_a_file_from_windows_is_read_alike(self) -> None:
        from_windows = b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode()
        assert parse_clinic(from_windows) == parse_clinic(GOOD)

    @pytest.mark.parametrize("span", ["8:30-12:00", " 08:30 - 12:00 ", "08:30\N{EN DASH}12:00"])
    def test_a_span_may_be_written_loosely(self, span: str) -> None:
        clinic = parse_clinic(changed('tuesday = ["08:30-12:00"]', f'tuesday = ["{span}"]'))
        assert str(clinic.location("east").hours.tuesday[0]) == "08:30-12:00"

    def test_times_of_day_may_be_written_without_quotes(self) -> None:
        clinic = parse_clinic(changed('from = "10:00"', "from = 10:00:00"))
        assert clinic == parse_clinic(GOOD)


def online(*lines: str) -> OnlineBooking:
    """Who may book the good file's service, with these lines added."""
    more = "\n".join(("escort = false", *lines))
    return parse_clinic(changed("escort = false", more)).service("follow-up").online


class TestWhoMayBookOnline:
    @pytest.mark.parametrize("who", OnlineBooking)
    def test_is_said_for_each_service(self, who: OnlineBooking) -> None:
        assert online(f'online = "{who}"') is who

    def test_left_out_it_is_whoever_sent_a_request_as_the_form_had_it_before(self) -> None:
        assert online() is OnlineBooking.AFTER_REQUEST


def service(*lines: str) -> Service:
    """The good file's service, with these lines added."""
    more = "\n".join(("escort = false", *lines))
    return parse_clinic(changed("escort = false", more)).service("follow-up")


class TestWhatAServiceAsksAndLeadsTo:
    def test_left_out_it_is_for_all_without_limits_and_leads_to_nothing(self) -> None:
        plain = service()
        assert (plain.adults_only, plain.hours_apart, plain.most) == (False, 0, None)
        assert (plain.leads_to, plain.has_limits) == ((), False)

    def test_is_said_for_each_service(self) -> None:
        limited = service("adults_only = true", "hours_apart = 20")
        assert (limited.adults_only, limited.hours_apart, limited.has_limits) == (True, 20, True)
        weekly = service("most = { count = 3, days = 7 }", 'leads_to = ["follow-up"]')
        assert (weekly.most, weekly.has_limits) == (Most(count=3, days=7), True)
        assert weekly.leads_to == ("follow-up",)


# What is wrong in the file; the passage on the line to blame; what has to be said of it.
MISTAKES = [
    pytest.param(
        'zone = "America/Chicago"',
        'zone = "America/Chikago"',
        "Chikago",
        'location "west", zone: there is no time zone "America/Chikago"',
        id="a zone that is misspelt",
    ),
    pytest.param(
        'zone = "America/Chicago"',
        'zone = "CST"',
        "CST",
        'location "west", zone: "CST" is not the time zone of a place',
        id="an abbreviation for a zone",
    ),
    pytest.param(
        'tuesday = ["08:30-12:00"]',
        'tuesday = [\n  "08:30-12:00",\n  "11:30-17:00",\n]',
        "tuesday",
        'location "east", hours, tuesday: 11:30-17:00 must come after 08:30-12:00',
        id="hours that overlap",
    ),
    pytest.param(
        'tuesday = ["08:30-12:00"]',
        'tuesday = [\n  "08:30-12:00",  # morning\n  "17:00-13:00",\n]',
        "17:00-13:00",
        'location "east", hours, tuesday 2: 13:00 is not later than 17:00',
        id="a span that closes before it opens, in a list of several lines",
    ),
    pytest.param(
        'tuesday = ["08:30-12:00"]',
        'tuesday = ["8 to 12"]',
        "8 to 12",
        'location "east", hours, tuesday 1: "8 to 12" is not a span of time',
        id="a span in words",
    ),
    pytest.param(
        'tuesday = ["08:30-12:00"]',
        'tuesday = ["08:30-12:75"]',
        "12:75",
        'there is no time of day "12:75"',
        id="a time that no clock shows",
    ),
    pytest.param(
        'hours = { friday = ["09:00-13:00"] }',
        "hours = {}",
        "hours = {}",
        'location "west", hours: needs at least one day with opening hours',
        id="a location that never opens",
    ),
    pytest.param(
        'hours = { friday = ["09:00-13:00"] }',
        'hours = { freitag = ["09:00-13:00"] }',
        "freitag",
        'location "west", hours, freitag: is not a setting known here',
        id="a weekday that is none, in an inline table",
    ),
    pytest.param(
        'phone = "+13125550187"',
        'phone = "312-555-0187"',
        "312-555-0187",
        'location "west", phone: must be a phone number with its country code',
        id="a phone number without country code",
    ),
    pytest.param(
        'address = ["2 Sample Quay"]',
        'address = "2 Sample Quay"',
        "2 Sample Quay",
        'location "west", address: must be a list in [ ]',
        id="text where a list belongs",
    ),
    pytest.param(
        'id = "west"',
        'id = "east"   # again',
        "again",
        'location "east", id: "east" is taken',
        id="two locations of one id",
    ),
    pytest.param(
        'id = "west"',
        'id = "West Side"',
        "West Side",
        'location "West Side", id: must be lowercase letters, digits and single hyphens',
        id="an id with a space",
    ),
    pytest.param(
        'id = "room-2"',
        'id = "room-1"',
        'Room 2"',
        'location "east", pool "consult", bay "room-1", id: "room-1" is taken by another bay',
        id="two bays of one id",
    ),
    pytest.param(
        'locations = ["east"]',
        "# everywhere",
        "pool = ",
        'service "follow-up", pool: location "west" has no pool "consult"',
        id="a service whose pool a location lacks",
    ),
    pytest.param(
        'locations = ["east"]',
        'locations = ["east", "north"]',
        "north",
        'service "follow-up", location 2: there is no location "north"',
        id="a service at a location that is none",
    ),
    pytest.param(
        "duration_minutes = 30",
        "duration_minutes = 0",
        "duration_minutes",
        'service "follow-up", duration_minutes: must be more than 0',
        id="a service that takes no time",
    ),
    pytest.param(
        "duration_minutes = 30",
        'duration_minutes = "30"',
        "duration_minutes",
        'service "follow-up", duration_minutes: must be a whole number, without quotes',
        id="a number in quotes",
    ),
    pytest.param(
        "duration_minutes = 30",
        "duration_minutes = 12.5",
        "duration_minutes",
        'service "follow-up", duration_minutes: must be a whole number',
        id="half a minute",
    ),
    pytest.param(
        "lease_minutes = 10",
        "lease_minutes = 300",
        "lease_minutes",
        "callbacks, lease_minutes: must be at most 240",
        id="a claim that would last for hours",
    ),
    pytest.param(
        "escort = false",
        'escort = "no"',
        'escort = "no"',
        'service "follow-up", escort: must be true or false, without quotes',
        id="no where false belongs",
    ),
    pytest.param(
        "escort = false",
        "# escort forgotten",
        "[[services]]",
        'service "follow-up", escort: is missing',
        id="a setting that is missing blames its table",
    ),
    pytest.param(
        "escort = false",
        "escort = false\nescrot = true",
        "escrot",
        'service "follow-up", escrot: is not a setting known here',
        id="a setting that is misspelt",
    ),
    pytest.param(
        "escort = false",
        'escort = false\nonline = "everyone"',
        "everyone",
        "service \"follow-up\", online: must be one of 'anyone', 'after-request', 'invited' or",
        id="people who may book online, in a word of one's own",
    ),
    pytest.param(
        "escort = false",
        'escort = false\nleads_to = ["infusion"]',
        "leads_to",
        'service "follow-up", leads_to 1: there is no service "infusion"',
        id="a service that it leads to, which is not there",
    ),
    pytest.param(
        "escort = false",
        'escort = false\nonline = "nobody"\nleads_to = ["follow-up"]',
        "leads_to",
        'service "follow-up", leads_to 1: nobody can be invited to "follow-up", which is booked',
        id="a service that it leads to, to which nobody can be invited",
    ),
    pytest.param(
        "escort = false",
        "escort = false\nadults_only = 18",
        "adults_only",
        'service "follow-up", adults_only: must be',
        id="an age instead of true",
    ),
    pytest.param(
        "escort = false",
        "escort = false\nhours_apart = 2000",
        "hours_apart",
        'service "follow-up", hours_apart: must be at most 744',
        id="appointments that are months apart, in hours",
    ),
    pytest.param(
        "escort = false",
        "escort = false\nmost = { count = 0, days = 7 }",
        "count",
        'service "follow-up", most, count: must be at least 1',
        id="a most of none",
    ),
    pytest.param(
        "escort = false",
        "escort = false\nonline = true",
        "online",
        "service \"follow-up\", online: must be one of 'anyone', 'after-request', 'invited' or",
        id="online booking switched on",
    ),
    pytest.param(
        "missed-call.urgent = 20",
        "missed-call.urgent = -5",
        "missed-call.urgent",
        "promises, missed-call, urgent: must be more than 0",
        id="a promise before the call, in a dotted key",
    ),
    pytest.param(
        "missed-call.urgent = 20",
        "",
        "missed-call.routine",
        "promises, missed-call, urgent: is missing",
        id="a missing half of a dotted key blames the other half",
    ),
    pytest.param(
        "voicemail = { routine = 90, urgent = 20 }",
        'voicemail = { routine = 90, urgent = "soon" }',
        "soon",
        "promises, voicemail, urgent: must be a whole number",
        id="a promise in words, in an inline table",
    ),
    pytest.param(
        "back_off_minutes = [60, 180]",
        "back_off_minutes = [\n    60,  # an hour\n    0,   # at once\n]",
        "at once",
        "callbacks, back_off_minutes 2: must be more than 0",
        id="a back-off of nothing",
    ),
    pytest.param(
        "back_off_minutes = [60, 180]",
        "back_off_minutes = []",
        "back_off_minutes",
        "callbacks, back_off_minutes: needs at least 1 entry",
        id="no back-off at all",
    ),
    pytest.param(
        "date = 2027-05-31",
        'date = "31 May 2027"',
        "31 May",
        'location "east", closure 1, date: must be a date such as 2027-07-04',
        id="a date in words",
    ),
    pytest.param(
        'to = "11:00"',
        'to = "09:00"',
        'to = "09:00"',
        'location "east", closure 2, to: 09:00 is not later than 10:00',
        id="a closure that ends before it begins",
    ),
    pytest.param(
        "date = 2027-06-01",
        "date = 2027-06-02",
        "2027-06-02",
        "2027-06-02 is a wednesday, and the location is closed then anyway",
        id="a partial closure on a day off",
    ),
    pytest.param(
        "date = 2027-06-01",
        "date = 2027-05-31 # twice",
        "twice",
        "2027-05-31 has another closure at that time already",
        id="two closures at one time",
    ),
]


class TestMistakes:
    @pytest.mark.parametrize(("old", "new", "blamed", "said"), MISTAKES)
    def test_each_mistake_is_told_with_its_line_and_setting(
        self, old: str, new: str, blamed: str, said: str
    ) -> None:
        text = changed(old, new)
        message = complaints(text)
        line = line_with(text, blamed)
        assert message.count("\n") == 0
        assert message.startswith(f"clinic.toml, line {line}: ")
        assert said in message

    def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(self) -> None:
        text = changed("lease_minutes = 10", "lease_minutes = 0").replace('"+12125550142"', '"1"')
        first, second = complaints(text).splitlines()
        phone, lease = line_with(text, '"1"'), line_with(text, "lease_minutes")
        assert first.startswith(f'clinic.toml, line {phone}: location "east", phone')
        assert second.startswith(f"clinic.toml, line {lease}: callbacks, lease_minutes")

    def test_a_table_that_is_missing_is_blamed_on_the_file(self) -> None:
        text = GOOD.replace("[intake]\nminimum_fill_seconds = 3\n", "")
        assert complaints(text) == "clinic.toml, line 1: intake: is missing"

    def test_a_location_shut_for_two_months_could_promise_nobody_a_call(self) -> None:
        days = [date.fromordinal(date(2027, 7, 1).toordinal() + number) for number in range(62)]
        closures = "".join(
            f'[[locations.closures]]\ndate = {day}\nreason = "storm"\n' for day in days
        )
        message = complaints(
            changed("[[locations.pools]]\nid", f"{closures}[[locations.pools]]\nid")
        )
        assert (
            'location "east", closure 3, date: from 2027-07-01 the location stays closed' in message
        )

    @pytest.mark.parametrize(
        ("broken", "line"),
        [
            (changed('zone = "America/Chicago"', 'zone = "America/Chicago'), 30),
            (changed("escort = false", "escort = no"), 43),
            (changed("escort = false", "escort false"), 43),
            (changed('id = "west"', 'id = "west"\nid = "far-west"'), 29),
            (GOOD + "[[unfinished", len(GOOD.splitlines()) + 1),
            (GOOD + 'text = """never ends\n\n', len(GOOD.splitlines()) + 2),
        ],
    )
    def test_what_is_no_toml_is_told_with_its_line(self, broken: str, line: int) -> None:
        assert complaints(broken).startswith(f"clinic.toml, line {line}: is not written as TOML")

    def test_an_empty_file_is_missing_everything(self) -> None:
        assert len(complaints("").splitlines()) == 7

    def test_a_file_in_another_encoding_is_told_with_its_line(self) -> None:
        text = changed('reason = "Training"', 'reason = "Übung"')
        line = line_with(text, "Übung")
        assert complaints(text.encode("latin-1")).startswith(
            f"clinic.toml, line {line}: has a char"
        )

    def test_a_file_that_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(ClinicConfigError, match=r"gone\.toml, line 1: No such file"):
            load_clinic(tmp_path / "gone.toml")


class TestTheCheckBeforePackaging:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return tmp_path / "mine.toml"

    def test_a_good_file_passes(self, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file.write_text(GOOD, "utf-8")
        assert main([str(file)]) == 0
        assert capsys.readouterr().out == "mine.toml: good (2 locations, 1 services)\n"

    def test_a_wrong_file_fails_and_says_why(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        file.write_text(changed("lease_minutes = 10", "lease_minutes = 0"), "utf-8")
        assert main([str(file)]) == 1
        assert "mine.toml, line 60: callbacks, lease_minutes: must be" in capsys.readouterr().err

    def test_production_needs_to_be_told_who_is_alerted_of_a_crisis(
        self, file: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nobody is, where that is said on purpose."""
        file.write_text(GOOD, "utf-8")
        assert main(["--production", str(file)]) == 1
        assert capsys.readouterr().err.count("set on_call_email") == 2
        said = GOOD.replace('zone = "', 'on_call_email = "none"\nzone = "')
        file.write_text(said.replace('"none"', '"oncall@clinic.example"', 1), "utf-8")
        assert main(["--production", str(file)]) == 0

    @pytest.mark.parametrize("wrong", ["nobody", "", "oncall", "oncall@localhost"])
    def test_who_is_alerted_has_an_address(self, wrong: str) -> None:
        assert "on_call_email" in complaints(
            changed(
                'zone = "America/Chicago"', f'zone = "America/Chicago"\non_call_email = "{wrong}"'
            )
        )

    def test_without_a_name_it_checks_the_file_that_is_packaged(self) -> None:
        assert main([]) == 0
        assert CLINIC_FILE.name == "clinic.toml"


class TestTheDesk:
    GOOD_DESK = (
        GOOD
        + """
[desk]
automatic_logoff_minutes = 10

[[desk.scripts]]
text = "Hello."

[[desk.scripts]]
for = ["follow-up"]
text = "Hello again."
"""
    )

    def test_has_settings_of_its_own_which_can_be_left_out(self) -> None:
        assert parse_clinic(self.GOOD_DESK).desk.automatic_logoff_minutes == 10
        assert parse_clinic(GOOD).desk.automatic_logoff_minutes == 15
        assert parse_clinic(GOOD).desk.scripts == ()

    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ('for = ["follow-up"]', 'for = ["botox"]', 'there is no service "botox"'),
            ('for = ["follow-up"]', 'for = ["follow-up", "follow-up"]', "another script already"),
            ('for = ["follow-up"]\n', "# none\n", "for all others already"),
            ('text = "Hello again."', 'text = " "', "must not be empty"),
            ("minutes = 10\n\n[[desk", "minutes = 1\n\n[[desk", "must be at least 2"),
            ("minutes = 10\n\n[[desk", "minutes = 90\n\n[[desk", "must be at most 60"),
        ],
    )
    def test_a_mistake_names_its_line(self, old: str, new: str, said: str) -> None:
        assert self.GOOD_DESK.count(old) == 1
        text = self.GOOD_DESK.replace(old, new)
        (complaint,) = complaints(text).splitlines()
        assert said in complaint
        line = int(complaint.partition("line ")[2].partition(":")[0])
        assert line > line_with(text, "[desk]")


class TestTheNameThatEmailComesFrom:
    def named(self, name: str) -> str:
        return changed("[messages]\n", f'[messages]\nsender_name = "{name}"\n')

    def test_is_neutral_where_the_clinic_sets_none(self) -> None:
        assert parse_clinic(GOOD).messages.sender_name == "Front desk"

    def test_may_be_the_clinics_own(self) -> None:
        assert parse_clinic(self.named("Harbor Light")).messages.sender_name == "Harbor Light"

    @pytest.mark.parametrize("name", ["Harbor Ketamine", "The INFUSION Center", "Botox & more"])
    def test_that_tells_why_people_come_is_refused(self, name: str) -> None:
        assert "tells others why people come" in complaints(self.named(name))
