"""A visitor opens the page of their visit: sees, moves and cancels it, says who comes along."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.appointments import book
from chalicelib.scheduling.appointments import hold as holding
from chalicelib.scheduling.appointments.confirm_escort import confirm_escort
from chalicelib.scheduling.appointments.load_appointment import Asked
from chalicelib.scheduling.appointments.models import BookIn, HoldIn
from chalicelib.scheduling.appointments.note_booking import manage_token
from chalicelib.scheduling.day.day_sheet import day_sheet
from tests.conftest import FixedClock

from .axe import assert_accessible
from .conftest import Visitor
from .lost_answers import BROKEN, BUSY, CUT, answer_first
from .visitors import (
    OpenForm,
    choose,
    open_at_the_servers_time,
    pass_time,
    press,
    publish_next_weeks,
)

WEDNESDAY_10 = "2026-11-25T15:00Z"


@pytest.fixture(autouse=True)
def published(run: Runtime) -> None:
    """There are times to choose from."""
    publish_next_weeks(run)


@pytest.fixture
def appointment(run: Runtime) -> tuple[str, str]:
    """The visit of somebody with an ordinary name; its id and token."""
    return booked(run, "Robin Example")


def booked(
    run: Runtime,
    name: str,
    phone: str = "212-555-0123",
    *,
    service: str = "ketamine-infusion",
    at: str = WEDNESDAY_10,
) -> tuple[str, str]:
    """An infusion on Wednesday at ten, with an escort still to be named; or something else."""
    wish = {"location_id": "new-york", "service_id": service, "starts_at": at}
    hold = holding.hold_time(run, HoldIn.model_validate(wish), "", None)
    person = {"name": name, "phone": phone, "hold_token": hold.hold_token}
    appointment = book.book_held_time(run, BookIn.model_validate(person))
    return appointment.appointment_id, manage_token(run, appointment.appointment_id)


OpenAppointment = Callable[..., Visitor]


@pytest.fixture
def open_appointment(
    open_form: OpenForm, clock: FixedClock, site: str, appointment: tuple[str, str]
) -> OpenAppointment:
    """Open the page of the visit, or of another one."""

    def open_with(fragment: str | None = None, query: str = "", **options: Any) -> Visitor:
        visitor = open_at_the_servers_time(open_form, clock, **options)
        named = ".".join(appointment) if fragment is None else fragment
        visitor.page.goto(f"{site}manage{query}#{named}")
        visitor.page.wait_for_selector("#visit-title")
        return visitor

    return open_with


def desk_names_an_escort(run: Runtime, appointment: tuple[str, str]) -> None:
    """Meanwhile, on the phone."""
    confirm_escort(run, Asked(appointment[0], "staff-ana"), "Sam Example")


class TestSeeingIt:
    def test_shows_when_where_and_until_when_it_can_be_changed(
        self, open_appointment: OpenAppointment
    ) -> None:
        visitor = open_appointment()
        said = visitor.page.inner_text("main")
        assert "Hello Robin, here is your appointment." in said
        assert "Wednesday, November 25, 10:00 am EST" in said
        assert "9:00 am CST your time" in said
        assert "100 Example Pier" in said
        assert "You can reschedule or cancel here until Tuesday, November 24, 10:00 am EST." in said
        assert visitor.complaints == []

    def test_never_puts_id_or_token_into_an_address_that_is_sent(
        self, open_appointment: OpenAppointment, appointment: tuple[str, str]
    ) -> None:
        visitor = open_appointment()
        asked: list[str] = []
        visitor.page.on("request", lambda call: asked.append(call.url))
        visitor.page.reload()
        visitor.page.wait_for_selector("#visit-title")
        assert not [url for url in asked if appointment[1] in url.partition("#")[0]]

    @pytest.mark.parametrize(
        ("fragment", "said"),
        [
            ("", "This link is incomplete"),
            ("<img src=x onerror=alert(1)>", "This link is incomplete"),
            (f"{'0' * 26}.{'a' * 43}", "We can't find this appointment"),
        ],
    )
    def test_says_what_is_wrong_with_a_link(
        self, open_appointment: OpenAppointment, fragment: str, said: str
    ) -> None:
        visitor = open_appointment(fragment)
        assert said in visitor.page.inner_text("main")
        assert "(212) 555-0142" in visitor.page.inner_text("body")
        assert_accessible(visitor.page)

    def test_without_script_says_so_and_whom_to_call(self, open_form: OpenForm, site: str) -> None:
        page = open_form(java_script_enabled=False).page
        page.goto(f"{site}manage")
        assert "This page needs JavaScript" in page.inner_text("main")
        assert "(212) 555-0142" in page.inner_text("body")


class TestMovingIt:
    def test_takes_a_choice_and_a_yes(self, open_appointment: OpenAppointment) -> None:
        visitor = open_appointment()
        page = visitor.page
        press(page, "Reschedule")
        page.wait_for_selector(".start")
        assert_accessible(page)
        choose(visitor, "Nov 27", "11:30 am")
        page.wait_for_selector("text=Reschedule your appointment?")
        assert "Friday, November 27, 11:30 am EST" in page.inner_text("main")
        assert_accessible(page)
        press(page, "Yes, reschedule")
        page.wait_for_selector("text=Your appointment has been rescheduled.")
        assert "Friday, November 27, 11:30 am EST" in page.inner_text("main")
        page.reload()
        page.wait_for_selector("text=Friday, November 27, 11:30 am EST")
        assert visitor.complaints == []

    @pytest.mark.parametrize("how", [CUT, BROKEN, BUSY])
    def test_without_an_answer_is_pressed_again_as_it_was(
        self, open_appointment: OpenAppointment, how: str
    ) -> None:
        visitor = open_appointment()
        page = visitor.page
        writes = answer_first(page, "**/reschedule", how)
        press(page, "Reschedule")
        choose(visitor, "Nov 27", "11:30 am")
        press(page, "Yes, reschedule")
        page.wait_for_selector("text=We can't tell if that worked")
        assert "Nothing has been changed" not in page.inner_text("main")
        assert_accessible(page)
        press(page, "Try again")
        page.wait_for_selector("text=Your appointment has been rescheduled.")
        first, again = writes.sent
        assert writes.versions[0] == writes.versions[1]
        assert first.post_data == again.post_data

    def test_writes_over_nothing_that_was_not_seen(
        self, open_appointment: OpenAppointment, run: Runtime, appointment: tuple[str, str]
    ) -> None:
        visitor = open_appointment()
        desk_names_an_escort(run, appointment)
        press(visitor.page, "Reschedule")
        visitor.page.wait_for_selector(".start")
        choose(visitor, "Nov 27", "11:30 am")
        press(visitor.page, "Yes, reschedule")
        visitor.page.wait_for_selector("text=This appointment has changed since you opened it.")
        said = visitor.page.inner_text("main")
        assert "Sam Example will take you home." in said
        assert "Wednesday, November 25, 10:00 am EST" in said


class TestCancellingIt:
    def test_asks_once_more_and_says_until_when(self, open_appointment: OpenAppointment) -> None:
        visitor = open_appointment()
        page = visitor.page
        press(page, "Cancel this appointment")
        page.wait_for_selector("text=Cancel this appointment?")
        assert "until Tuesday, November 24, 10:00 am EST" in page.inner_text("main")
        assert_accessible(page)
        press(page, "No, keep it")
        page.wait_for_selector("text=Hello Robin")
        press(page, "Cancel this appointment")
        press(page, "Yes, cancel it")
        page.wait_for_selector("text=This appointment is canceled")
        assert_accessible(page)
        page.reload()
        page.wait_for_selector("text=This appointment is canceled")
        assert visitor.complaints == []

    def test_asks_why_without_need_and_the_desk_sees_it(
        self, open_appointment: OpenAppointment, run: Runtime
    ) -> None:
        visitor = open_appointment()
        page = visitor.page
        press(page, "Cancel this appointment")
        page.wait_for_selector("text=Why are you canceling?")
        assert_accessible(page)
        page.get_by_label("I have no one to take me home").check()
        page.get_by_label("Anything else we should know").fill("My sister is away.")
        press(page, "Yes, cancel it")
        page.wait_for_selector("text=This appointment is canceled")
        assert page.get_by_role("link", name="Book another time").count() == 1
        assert_accessible(page)
        (line,) = day_sheet(run, "new-york", date(2026, 11, 23)).canceled_online
        assert (line.cause, line.reason) == ("no-ride", "My sister is away.")
        assert visitor.complaints == []

    def test_other_times_are_offered_first(self, open_appointment: OpenAppointment) -> None:
        visitor = open_appointment()
        press(visitor.page, "Cancel this appointment")
        press(visitor.page, "Choose another time instead")
        visitor.page.wait_for_selector(".start")
        choose(visitor, "Nov 27", "11:30 am")
        press(visitor.page, "Yes, reschedule")
        visitor.page.wait_for_selector("text=Your appointment has been rescheduled.")

    def test_whoever_writes_that_they_are_in_danger_is_shown_help(
        self, open_appointment: OpenAppointment
    ) -> None:
        visitor = open_appointment(query="?lang=es", viewport={"width": 320, "height": 640})
        page = visitor.page
        press(page, "Cancelar esta cita")
        page.fill("#cancel-reason", "I want to kill myself")
        page.click(".first.alarming")
        page.wait_for_selector(".crisis")
        assert page.locator(".crisis a[href='tel:988,2']").count() == 1
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert_accessible(page)
        assert visitor.complaints == []

    def test_help_is_shown_for_what_they_wrote_also_where_it_is_too_late_to_cancel(
        self, open_appointment: OpenAppointment, clock: FixedClock
    ) -> None:
        visitor = open_appointment()
        press(visitor.page, "Cancel this appointment")
        visitor.page.fill("#cancel-reason", "I want to kill myself")
        clock.forward(days=1, hours=1)
        press(visitor.page, "Yes, cancel it")
        visitor.page.wait_for_selector("text=It's too late to change this appointment online.")
        assert visitor.page.locator(".crisis a[href='tel:988']").count() == 1

    def test_too_late_is_said_with_the_number_to_call(
        self, open_appointment: OpenAppointment, clock: FixedClock
    ) -> None:
        visitor = open_appointment()
        press(visitor.page, "Cancel this appointment")
        clock.forward(days=1, hours=1)
        press(visitor.page, "Yes, cancel it")
        visitor.page.wait_for_selector("text=It's too late to change this appointment online.")
        assert visitor.page.get_attribute("main p .phone", "href") == "tel:+12125550142"

    def test_that_it_is_too_late_is_seen_at_once(
        self, open_appointment: OpenAppointment, clock: FixedClock
    ) -> None:
        clock.forward(days=1, hours=1)
        visitor = open_appointment()
        assert visitor.page.query_selector("text=Cancel this appointment") is None
        assert "Please call us at (212) 555-0142" in visitor.page.inner_text("main")


class TestJustBookedWithinTheNotice:
    """A consultation tomorrow at nine, booked at ten today."""

    def test_it_says_until_which_minute_and_no_longer_once_that_is_past(
        self, open_appointment: OpenAppointment, run: Runtime, clock: FixedClock
    ) -> None:
        tomorrow = {"service": "ketamine-consultation", "at": "2026-11-24T14:00Z"}
        visitor = open_appointment(".".join(booked(run, "Kim Example", "212-555-0199", **tomorrow)))
        page = visitor.page
        said = "You can reschedule or cancel here until 10:15 am EST today."
        assert said in page.inner_text("main")
        press(page, "Cancel this appointment")
        page.wait_for_selector("text=Cancel this appointment?")
        assert said in page.inner_text("main")
        press(page, "No, keep it")
        page.wait_for_selector("text=Hello Kim")
        pass_time(visitor, clock, 15 * 60 + 2)
        page.wait_for_selector("text=It's too late to change this appointment online.")
        assert "until 10:15" not in page.inner_text("main")
        assert page.get_by_role("button", name="Cancel this appointment").count() == 0
        assert visitor.complaints == []


class TestTheEscort:
    def test_is_asked_for_until_it_is_known(self, open_appointment: OpenAppointment) -> None:
        visitor = open_appointment()
        page = visitor.page
        assert "by Tuesday, November 24, 10:00 am EST" in page.inner_text(".escort")
        page.click(".escort button")
        assert page.inner_text("#escort-error") == "Please tell us their name."
        assert visitor.focused == "escort"
        assert_accessible(page)
        page.fill("#escort", "Kim Example")
        page.click(".escort button")
        page.wait_for_selector("text=Thank you. We've noted who will take you home.")
        assert "Kim Example will take you home." in page.inner_text(".escort")
        assert visitor.complaints == []

    @pytest.mark.parametrize(
        "name",
        ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "\u202egnp.exe", "W" * 100],
    )
    def test_is_shown_as_text_whatever_they_are_called(
        self, open_appointment: OpenAppointment, name: str
    ) -> None:
        visitor = open_appointment(viewport={"width": 320, "height": 640})
        visitor.page.fill("#escort", name)
        visitor.page.click(".escort button")
        visitor.page.wait_for_selector("text=Thank you.")
        shown = str(visitor.page.text_content(".escort"))
        assert name.strip("\u202e") in shown
        assert "\u202e" not in shown
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert visitor.complaints == []


class TestGettingReady:
    def test_a_patient_confirms_gets_ready_and_says_that_they_are_here(
        self, open_appointment: OpenAppointment, clock: FixedClock
    ) -> None:
        visitor = open_appointment()
        page = visitor.page
        assert "by Tuesday, November 24, 10:00 am EST" in page.inner_text(".ready")
        assert page.query_selector("text=I'm here") is None
        assert_accessible(page)
        press(page, "I'll be there")
        page.wait_for_selector("text=Thank you. We'll see you then.")
        page.check("[value=fasting]")
        page.check("[value=no-driving]")
        press(page, "Save")
        page.wait_for_selector("text=Thank you. We've noted it.")
        press(page, "Contact me about this appointment")
        page.wait_for_selector("text=We'll contact you about this appointment.")
        page.reload()
        page.wait_for_selector("text=You told us you'll be there.")
        assert page.is_checked("[value=fasting]")
        assert not page.is_checked("[value=escort]")
        assert "You asked us to contact you." in page.inner_text(".ready")
        assert_accessible(page)
        clock.forward(days=1, hours=23, minutes=30)
        page.clock.set_system_time(clock.now)
        page.reload()
        press(page, "I'm here")
        page.wait_for_selector("text=Thank you. The front desk knows you're here.")
        assert visitor.complaints == []

    def test_in_spanish_on_a_narrow_phone(
        self, open_appointment: OpenAppointment, clock: FixedClock
    ) -> None:
        visitor = open_appointment(query="?lang=es", viewport={"width": 320, "height": 640})
        page = visitor.page
        press(page, "Sí, voy a venir")
        page.wait_for_selector("text=Gracias. Hasta entonces.")
        page.check("[value=escort]")
        press(page, "Guardar")
        page.wait_for_selector("text=Gracias. Lo anotamos.")
        press(page, "Comuníquense conmigo por esta cita")
        page.wait_for_selector("text=Nos comunicaremos con usted por esta cita.")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert_accessible(page)
        clock.forward(days=1, hours=23, minutes=30)
        page.clock.set_system_time(clock.now)
        page.reload()
        press(page, "Ya llegué")
        page.wait_for_selector("text=Gracias. La recepción sabe que ya llegó.")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert_accessible(page)
        assert visitor.complaints == []

    @pytest.mark.parametrize("how", [CUT, BROKEN])
    def test_what_got_no_answer_is_said_again_and_counts_once(
        self, open_appointment: OpenAppointment, how: str
    ) -> None:
        visitor = open_appointment()
        page = visitor.page
        for verb, button, told in (
            ("confirm", "I'll be there", "Thank you. We'll see you then."),
            ("call-me", "Contact me about this appointment", "We'll contact you about this"),
        ):
            writes = answer_first(page, f"**/{verb}", how)
            press(page, button)
            page.wait_for_selector("text=We can't tell if that worked")
            assert_accessible(page)
            press(page, "Try again")
            page.wait_for_selector(f"text={told}")
            assert writes.versions[0] == writes.versions[1]

    def test_moving_asks_anew_whether_they_come(self, open_appointment: OpenAppointment) -> None:
        visitor = open_appointment()
        page = visitor.page
        press(page, "I'll be there")
        page.wait_for_selector("text=You told us you'll be there.")
        press(page, "Reschedule")
        page.wait_for_selector(".start")
        choose(visitor, "Nov 27", "11:30 am")
        press(page, "Yes, reschedule")
        page.wait_for_selector("text=Your appointment has been rescheduled.")
        assert page.get_by_role("button", name="I'll be there").count() == 1

    def test_the_keyboard_alone_says_that_they_come(
        self, open_appointment: OpenAppointment
    ) -> None:
        visitor = open_appointment()
        visitor.page.get_by_role("button", name="I'll be there").focus()
        visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_selector("text=Thank you. We'll see you then.")
        assert visitor.focused == "visit-title"


class TestANameThatIsNone:
    @pytest.mark.parametrize(
        "name",
        ["<script>alert(1)</script>", "<img/src=x/onerror=alert(1)>", "\u202egnp", "W" * 100],
    )
    def test_is_greeted_as_text(
        self, open_appointment: OpenAppointment, run: Runtime, name: str
    ) -> None:
        fragment = ".".join(booked(run, name, "212-555-0199"))
        visitor = open_appointment(fragment, viewport={"width": 320, "height": 640})
        shown = str(visitor.page.text_content("main"))
        assert name.strip("\u202e") in shown
        assert "\u202e" not in shown
        assert visitor.page.evaluate("document.documentElement.scrollWidth") <= 320
        assert visitor.complaints == []


class TestForEverybody:
    def test_it_is_there_in_spanish(self, open_appointment: OpenAppointment) -> None:
        visitor = open_appointment(query="?lang=es")
        assert visitor.page.get_attribute("html", "lang") == "es"
        assert "Hola, Robin" in visitor.page.inner_text("main")
        assert "iércoles, 25 de noviembre, 10:00 a.\xa0m. EST" in visitor.page.inner_text("main")
        visitor.page.click("#switch")
        visitor.page.wait_for_selector("text=Hello Robin")

    def test_the_keyboard_alone_cancels(
        self, open_appointment: OpenAppointment, clock: FixedClock
    ) -> None:
        visitor = open_appointment()
        for label in ("Cancel this appointment", "Yes, cancel it"):
            for _ in range(60):
                visitor.page.keyboard.press("Tab")
                if visitor.page.evaluate("document.activeElement.textContent") == label:
                    break
            visitor.page.keyboard.press("Enter")
        visitor.page.wait_for_selector("text=This appointment is canceled")
        pass_time(visitor, clock, 1)
