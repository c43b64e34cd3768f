"""The weekly templates in the clinic's file: what they say, and what is said of wrong ones."""

import pytest

from chalicelib.clinic import (
    Clinic,
    ClinicConfigError,
    load_clinic,
    parse_clinic,
    services_served,
    slot_minutes,
)
from tests.unit.clinic.test_clinic import GOOD, line_with

EAST = '    { id = "room-2", name = "Room 2" },\n]\n'
"""The end of the pool in the small clinic's first location, after which templates go."""

SERVICES = """
[[services]]
id = "consultation"
name = "Consultation"
pool = "consult"
duration_minutes = 50
recovery_minutes = 10
lead_time_minutes = 120
escort = false
locations = ["east"]
[[services]]
id = "infusion"
name = "Infusion"
pool = "infusion"
duration_minutes = 50
recovery_minutes = 40
lead_time_minutes = 120
escort = true
locations = ["west"]
"""


def with_template(*lines: str, pools: str = "") -> str:
    """The small clinic with one template at its first location, open 8:30 to 17:30 on Monday."""
    template = "\n".join(["[[locations.templates]]", *lines])
    assert GOOD.count(EAST) == 1
    return GOOD.replace(EAST, f"{EAST}{pools}\n{template}\n") + SERVICES


def read(*lines: str, pools: str = "") -> Clinic:
    return parse_clinic(with_template(*lines, pools=pools))


def complaint(*lines: str, blames: str, pools: str = "") -> str:
    """The only complaint about a template; it blames the line with this passage."""
    text = with_template(*lines, pools=pools)
    with pytest.raises(ClinicConfigError) as caught:
        parse_clinic(text)
    (problem,) = caught.value.problems
    assert problem.line == line_with(text, blames)
    return f"{problem.about}: {problem.message}"


MONDAYS = ('pool = "consult"', 'weekdays = ["monday"]')
AT_NINE = (*MONDAYS, 'starts = ["09:00"]')


class TestWhatTemplatesSay:
    def test_start_times_are_listed(self) -> None:
        (template,) = read(*MONDAYS, 'starts = ["13:00", "09:00"]').location("east").templates
        assert template.start_minutes == (9 * 60, 13 * 60)

    def test_or_counted_the_last_one_included(self) -> None:
        counted = ('from = "09:00"', 'to = "11:00"', "every_minutes = 60")
        (template,) = read(*MONDAYS, *counted).location("east").templates
        assert template.start_minutes == (540, 600, 660)

    def test_a_slot_is_as_long_as_the_longest_service_of_the_pool_with_its_recovery(self) -> None:
        clinic = read(*AT_NINE)
        (template,) = clinic.location("east").templates
        assert slot_minutes(template, clinic.services_at("east")) == 60

    def test_or_as_the_longest_of_those_it_names(self) -> None:
        clinic = read(*AT_NINE, 'services = ["follow-up"]')
        (template,) = clinic.location("east").templates
        offered = clinic.services_at("east")
        assert slot_minutes(template, offered) == 30
        assert [service.id for service in services_served(template, offered)] == ["follow-up"]

    def test_or_of_those_it_is_reserved_for(self) -> None:
        reserved = 'reserved = { for = ["follow-up"], release_hours_before = 24 }'
        clinic = read(*AT_NINE, reserved)
        (template,) = clinic.location("east").templates
        assert slot_minutes(template, clinic.services_at("east")) == 30

    def test_the_demo_has_slots_for_every_service_at_each_location(self) -> None:
        clinic = load_clinic()
        for location in clinic.locations:
            offered = clinic.services_at(location.id)
            served = {
                service.id
                for template in location.templates
                for service in services_served(template, offered)
            }
            assert served == {service.id for service in offered}

    def test_the_demo_can_be_booked_eight_weeks_ahead(self) -> None:
        assert load_clinic().scheduling.horizon_days == 56

    def test_they_survive_being_written_as_json(self) -> None:
        clinic = load_clinic()
        assert Clinic.model_validate_json(clinic.model_dump_json(by_alias=True)) == clinic


class TestWhatIsWrongWithATemplate:
    def test_its_pool_is_unknown(self) -> None:
        said = complaint(
            'pool = "attic"', 'weekdays = ["monday"]', 'starts = ["09:00"]', blames='"attic"'
        )
        assert said == 'location "east", template 1, pool: this location has no pool "attic"'

    def test_a_bay_is_not_in_the_pool(self) -> None:
        said = complaint(*AT_NINE, 'bays = ["room-1", "chair-1"]', blames='["room-1", "chair-1"]')
        assert said.endswith('bay 2: pool "consult" has no bay "chair-1"')

    def test_a_bay_is_named_twice(self) -> None:
        said = complaint(*AT_NINE, 'bays = ["room-1", "room-1"]', blames='["room-1", "room-1"]')
        assert said.endswith('bays: names "room-1" twice')

    def test_a_service_is_offered_elsewhere_only(self) -> None:
        named = 'services = ["follow-up", "infusion"]'
        said = complaint(*AT_NINE, named, blames=named)
        assert said.endswith('service 2: this location offers no service "infusion"')

    def test_a_service_takes_place_in_another_pool(self) -> None:
        other = '[[locations.pools]]\nid = "quiet"\nbays = [{ id = "nook", name = "Nook" }]'
        text = with_template(
            'pool = "quiet"',
            'weekdays = ["monday"]',
            'starts = ["09:00"]',
            'services = ["follow-up"]',
            pools=other,
        )
        with pytest.raises(ClinicConfigError) as caught:
            parse_clinic(text)
        assert '"follow-up" takes place in pool "consult", not in "quiet"' in str(caught.value)

    def test_nothing_is_offered_in_its_pool(self) -> None:
        other = '[[locations.pools]]\nid = "quiet"\nbays = [{ id = "nook", name = "Nook" }]'
        said = complaint(
            'pool = "quiet"',
            'weekdays = ["monday"]',
            'starts = ["09:00"]',
            blames='pool = "quiet"',
            pools=other,
        )
        assert said.endswith('this location offers no service in pool "quiet"')

    def test_the_location_is_shut_on_that_day(self) -> None:
        said = complaint(
            'pool = "consult"',
            'weekdays = ["monday", "sunday"]',
            'starts = ["09:00"]',
            blames='"sunday"',
        )
        assert said.endswith("weekday 2: the location is closed on sunday")

    def test_there_is_no_such_weekday(self) -> None:
        said = complaint(
            'pool = "consult"', 'weekdays = ["funday"]', 'starts = ["09:00"]', blames='"funday"'
        )
        assert "must be one of 'monday'" in said

    @pytest.mark.parametrize("start", ["08:00", "12:30", "17:30"])
    def test_a_slot_starts_while_the_location_is_shut(self, start: str) -> None:
        said = complaint(*MONDAYS, f'starts = ["09:00", "{start}"]', blames=f'"{start}"]')
        assert said.endswith(f"start 2: {start} on monday is not within opening hours")

    def test_a_recovery_ends_after_closing(self) -> None:
        said = complaint(*MONDAYS, 'starts = ["17:00"]', blames='["17:00"]')
        assert "takes 60 minutes and would end at 18:00" in said
        assert said.endswith("but the location closes at 17:30")

    def test_a_slot_may_end_just_at_closing_and_run_through_lunch(self) -> None:
        read(*MONDAYS, 'starts = ["11:30", "16:30"]')

    def test_two_slots_of_a_bay_overlap(self) -> None:
        said = complaint(*MONDAYS, 'starts = ["09:00", "09:45"]', blames='"09:45"')
        assert said.endswith(
            'in bay "room-1" on monday the slot 09:45-10:45 overlaps the slot 09:00-10:00'
        )

    def test_steps_are_shorter_than_the_slots(self) -> None:
        counted = ('from = "09:00"', 'to = "11:00"', "every_minutes = 45")
        said = complaint(*MONDAYS, *counted, blames="every_minutes")
        assert "the slot 09:45-10:45 overlaps" in said

    def test_two_templates_want_one_bay_at_the_same_time(self) -> None:
        second = ("[[locations.templates]]", 'pool = "consult"', 'weekdays = ["monday"]')
        third = ('bays = ["room-2"]', 'starts = ["09:30"]')
        said = complaint(*AT_NINE, *second, *third, blames='"09:30"')
        assert said.startswith('location "east", template 2, start 1: in bay "room-2" on monday')

    def test_bays_or_days_that_differ_do_not_overlap(self) -> None:
        second = ("[[locations.templates]]", 'pool = "consult"', 'bays = ["room-2"]')
        read(
            *AT_NINE,
            'bays = ["room-1"]',
            *second,
            'weekdays = ["monday"]',
            'starts = ["09:30"]',
            "[[locations.templates]]",
            'pool = "consult"',
            'weekdays = ["tuesday"]',
            'starts = ["09:30"]',
        )

    @pytest.mark.parametrize(
        "starts",
        [
            (),
            ('from = "09:00"', 'to = "11:00"'),
            ('starts = ["09:00"]', "every_minutes = 60"),
            ("starts = []",),
        ],
    )
    def test_it_does_not_say_when_slots_start(self, starts: tuple[str, ...]) -> None:
        said = complaint(*MONDAYS, *starts, blames="[[locations.templates]]")
        assert 'needs "starts" with a list of times, or "from", "to" and "every_minutes"' in said

    def test_its_steps_end_before_they_begin(self) -> None:
        counted = ('from = "11:00"', 'to = "09:00"', "every_minutes = 60")
        text = with_template(*MONDAYS, *counted)
        with pytest.raises(ClinicConfigError, match="09:00 is earlier than 11:00"):
            parse_clinic(text)

    def test_it_names_services_beside_those_it_is_reserved_for(self) -> None:
        said = complaint(
            *AT_NINE,
            'services = ["follow-up"]',
            'reserved = { for = ["consultation"], release_hours_before = 24 }',
            blames="[[locations.templates]]",
        )
        assert said.endswith('says "for" in "reserved", so leave "services" out')

    def test_the_fallback_pool_is_unknown(self) -> None:
        reserved = 'for = ["follow-up"], release_hours_before = 24, fallback_pool = "attic"'
        said = complaint(*AT_NINE, f"reserved = {{ {reserved} }}", blames="reserved")
        assert said.endswith('reserved, fallback_pool: this location has no pool "attic"')

    def test_nothing_of_the_fallback_pool_fits_into_the_slot(self) -> None:
        other = '[[locations.pools]]\nid = "quiet"\nbays = [{ id = "nook", name = "Nook" }]'
        reserved = 'for = ["follow-up"], release_hours_before = 24, fallback_pool = "quiet"'
        said = complaint(*AT_NINE, f"reserved = {{ {reserved} }}", blames="reserved", pools=other)
        assert said.endswith('no service of pool "quiet" fits into these 30 minutes')


class TestBookingSettings:
    @pytest.mark.parametrize(
        ("right", "wrong", "said"),
        [
            ("horizon_days = 56", "horizon_days = 0", "must be at least 1"),
            ("horizon_days = 56", 'horizon_days = "56"', "must be a whole number"),
            ("hold_minutes = 10", "hold_minutes = 90", "must be at most 60"),
            ("most_holds_per_visitor = 3", "most_holds_per_visitor = 0", "must be at least 1"),
            (
                "most_holds_per_address = 12",
                "most_holds_per_address = 2",
                "must be at least 3, as one visitor can hold",
            ),
            (
                "most_bookings_per_address = 20",
                "most_bookings_per_address = 3",
                "must be at least 4, as one visitor can book",
            ),
            (
                "most_waitlist_entries_per_address = 20",
                "most_waitlist_entries_per_address = 3",
                "must be at least 4, as one visitor can join",
            ),
            (
                "most_codes_per_address = 30",
                "most_codes_per_address = 4",
                "must be at least 5, as one visitor can ask for",
            ),
            (
                "most_code_tries_per_address = 90",
                "most_code_tries_per_address = 14",
                "must be at least 15, as one visitor can type",
            ),
            ("booster_weeks = 4", "", "is missing"),
        ],
    )
    def test_a_wrong_one_is_named(self, right: str, wrong: str, said: str) -> None:
        with pytest.raises(ClinicConfigError, match=said) as caught:
            parse_clinic(GOOD.replace(right, wrong))
        assert right.partition(" ")[0] in str(caught.value)
