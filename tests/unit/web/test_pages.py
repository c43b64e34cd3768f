"""Pages work wherever the API is deployed, and for whatever clinic."""

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from chalicelib.clinic import Clinic
from chalicelib.intake.models import CrisisPanel, HelpLine
from chalicelib.platform.cognito import StaffPool
from chalicelib.platform.http import Incoming
from chalicelib.platform.http.problems import Problem, ProblemField
from chalicelib.platform.ids import Ids
from chalicelib.platform.languages import words_of
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.settings import Settings
from chalicelib.platform.storage.table import Table
from chalicelib.platform.tokens import Keyring
from chalicelib.web.notices import errors_by_field, notice_for
from chalicelib.web.receipt import crisis_markup
from chalicelib.web.request_pages import first_page
from chalicelib.web.view import View, view_for
from tests.api.form_reader import ReadPage, read_page
from tests.conftest import CountedBytes, FixedClock


@pytest.fixture
def world(clinic: Clinic, clock: FixedClock) -> Runtime:
    """A runtime without a table: the first page needs none."""

    def no_client() -> None:
        raise AssertionError("the page reads no table")

    return Runtime(
        settings=Settings.model_validate({}),
        clinic=clinic,
        table=Table(no_client, "none"),  # type: ignore[arg-type]
        staff_pool=StaffPool(no_client, "none"),
        clock=clock,
        ids=Ids(CountedBytes()),
        keyring=Keyring(lambda: "unused"),
    )


def shown(world: Runtime, base_path: str = "/") -> ReadPage:
    incoming = Incoming("GET", base_path, {}, {}, {}, b"", {}, "id")
    return read_page(first_page(view_for(incoming), world).content)


@pytest.mark.parametrize("base_path", ["/", "/api/", "/restapis/abc/local/_user_request_/"])
def test_every_address_of_its_own_lies_below_the_stage(world: Runtime, base_path: str) -> None:
    page = shown(world, base_path)
    own = [link for link in [*page.links, page.action] if link.startswith("/")]
    assert page.action == f"{base_path}requests"
    assert len(own) == 5  # style, script, home, what is theirs, action
    assert all(link.startswith(base_path) for link in own)


def test_nothing_is_fetched_from_anywhere_else(world: Runtime) -> None:
    schemes = {urlsplit(link).scheme for link in shown(world).links}
    assert schemes == {"", "tel", "sms", "data", "https"}
    elsewhere = [link for link in shown(world).links if link.startswith("https:")]
    assert set(elsewhere) == {"https://988lifeline.org/chat/"}


def test_a_clinic_of_one_location_has_it_chosen(world: Runtime) -> None:
    clinic = world.clinic.model_copy(update={"locations": world.clinic.locations[:1]})
    page = shown(replace(world, clinic=clinic))
    assert page.fields["location_id"] == ["new-york"]
    assert page.options["service_id"]["botox"] == "Botox"


def test_a_chain_of_many_locations_has_a_list_to_choose_from(world: Runtime) -> None:
    place = world.clinic.locations[0]
    many = tuple(place.model_copy(update={"id": f"place-{number}"}) for number in range(6))
    services = world.clinic.services[:2]
    clinic = world.clinic.model_copy(update={"locations": many, "services": services})
    page = shown(replace(world, clinic=clinic))
    assert set(page.options["location_id"]) == {"", *(location.id for location in many)}


def test_names_from_the_clinics_file_are_text_too(world: Runtime) -> None:
    clinic = world.clinic.model_copy(update={"name": "Dawn & <Dusk>"})
    page = shown(replace(world, clinic=clinic))
    assert "Dawn & <Dusk>" in page.words


def test_a_way_to_help_with_an_address_of_another_kind_is_no_link() -> None:
    line = HelpLine(label="Click me", href="javascript:alert(1)")
    panel = CrisisPanel(heading="Help", text="", lines=[line])
    assert "javascript" not in crisis_markup(View("/", "en"), panel)
    assert "Click me" in crisis_markup(View("/", "en"), panel)


ENGLISH = words_of("en")


def a_problem(kind: str, *errors: tuple[str, str, int | None]) -> Problem:
    return Problem(
        type=f"urn:frontdesk:problem:{kind}",
        title="",
        status=400,
        detail="",
        errors=[
            ProblemField(field=name, pointer=f"#/{name}", message="", code=code, limit=limit)
            for name, code, limit in errors
        ],
    )


def test_a_problem_of_an_unknown_kind_has_words_too() -> None:
    notice = notice_for(ENGLISH, a_problem("never-heard-of"))
    assert notice.title == "Something went wrong on our end"


def test_an_error_within_a_group_belongs_to_the_group_and_the_first_one_counts() -> None:
    first, second = ("call_days.0", "missing", None), ("call_days.3", "invalid", None)
    problem = a_problem("invalid-input", first, second)
    assert errors_by_field(ENGLISH, problem) == {"call_days": "Please fill this in."}


def test_an_error_says_which_field_it_means_even_far_from_it() -> None:
    problem = a_problem("invalid-input", ("name", "too-long", 100))
    assert errors_by_field(ENGLISH, problem) == {
        "name": "Your name is too long. Please use 100 characters or fewer."
    }
