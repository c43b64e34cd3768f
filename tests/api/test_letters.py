"""Somebody who gave but an address is answered by email, from the card of their call."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.runtime import Runtime, using
from chalicelib.sending.note_returned_mail import note_returned_mail
from tests.conftest import FixedClock, make_runtime

from .conftest import Caller, Reply, Submit, attempt, claim_next, write
from .mailbox import Mailbox, text_of
from .test_reopening import closed_today, entries, figures, undo
from .test_returned_mail import told_of

HERE = "/locations/new-york"
BY_MAIL = {"phone": None, "email": "robin@example.com"}
CALL_US = {"letter": "letter-call-us", "language": "en"}
RECEIVED = "We have your request"
ABOUT_IT = "About your request"


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on."""
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


@pytest.fixture
def card(submit: Submit, desk: Caller, job: Callable[[str], Any]) -> Any:
    """A call in hand, of somebody who gave but an address and has their receipt."""
    submit(**BY_MAIL)
    job("send-messages")
    return claim_next(desk)


def letter(caller: Caller, card: Any, **changes: Any) -> Reply:
    return write(caller, card, "letters", **{**CALL_US, **changes})


def missed(desk: Caller) -> Any:
    return desk.get(f"{HERE}/missed-messages").json["messages"]


class TestTheLettersToChooseFrom:
    @pytest.mark.parametrize("language", ["en", "es"])
    def test_are_shown_whole_as_they_are_sent(
        self,
        card: Any,
        desk: Caller,
        mailbox: Mailbox,
        clock: FixedClock,
        language: str,
        job: Callable[[str], Any],
    ) -> None:
        shown = desk.get(f"{HERE}/letters?language={language}").json["letters"]
        assert [each["letter"] for each in shown] == [
            "letter-call-us",
            "letter-book-online",
            "letter-best-by-phone",
        ]
        for each in shown:
            assert letter(desk, card, letter=each["letter"], language=language).status == 200
            clock.forward(minutes=3)
            job("send-messages")
            mail = mailbox.mails[-1]
            assert (str(mail["Subject"]), text_of(mail)) == (each["subject"], each["text"])
            assert "988" in each["text"]
            closed = closed_today(desk)[0]
            again = f"/callbacks/{card['callback_id']}/reopen"
            assert desk.post(again, {"closed_at": closed["closed_at"]}).status == 200
            clock.forward(minutes=1)
            card = claim_next(desk)


class TestWriting:
    def test_answers_them_and_keeps_the_promise_as_a_call_does(
        self, card: Any, desk: Caller, manager: Caller
    ) -> None:
        after = letter(desk, card)
        assert after.status == 200, after.text
        assert (after.json["state"], after.json["outcome"]) == ("closed", "written")
        assert after.json["attempts"] == 1
        assert entries(desk) == []
        (closed,) = closed_today(desk)
        assert closed["outcome"] == "written"
        day = figures(manager)
        assert (day["promised"], day["kept"], day["pending"]) == (1, 1, 0)

    def test_stands_in_the_history(self, card: Any, desk: Caller) -> None:
        letter(desk, card, note="asks about evenings")
        told = desk.get(f"/callbacks/{card['callback_id']}").json["history"]
        written = next(each for each in told if each["what"] == "written")
        assert written["by"] == "staff-ana"
        assert written["details"]["letter"] == "letter-call-us"
        assert written["details"]["note"] == "asks about evenings"

    def test_goes_after_three_minutes_and_not_before(
        self,
        card: Any,
        desk: Caller,
        mailbox: Mailbox,
        clock: FixedClock,
        job: Callable[[str], Any],
    ) -> None:
        letter(desk, card)
        clock.forward(minutes=2, seconds=59)
        job("send-messages")
        assert mailbox.subjects == [RECEIVED]
        clock.forward(seconds=1)
        job("send-messages")
        assert mailbox.subjects == [RECEIVED, ABOUT_IT]
        assert mailbox.taken[-1][0] == "robin@example.com"

    def test_is_undone_within_three_minutes_and_the_mail_taken_back(
        self,
        card: Any,
        desk: Caller,
        manager: Caller,
        mailbox: Mailbox,
        clock: FixedClock,
        job: Callable[[str], Any],
    ) -> None:
        letter(desk, card)
        clock.forward(minutes=2)
        assert undo(desk, card).json["claimed"]
        clock.forward(minutes=5)
        job("send-messages")
        assert mailbox.subjects == [RECEIVED]
        (waiting,) = entries(desk)
        assert waiting["attempts"] == 0
        assert figures(manager)["pending"] == 1

    def test_pressed_twice_goes_once(
        self,
        card: Any,
        desk: Caller,
        mailbox: Mailbox,
        clock: FixedClock,
        job: Callable[[str], Any],
    ) -> None:
        first, again = letter(desk, card), letter(desk, card)
        assert (again.status, again.json) == (200, first.json)
        clock.forward(minutes=4)
        job("send-messages")
        assert mailbox.subjects == [RECEIVED, ABOUT_IT]

    def test_is_not_for_somebody_who_was_promised_a_call(
        self, submit: Submit, desk: Caller
    ) -> None:
        submit(email="robin@example.com")
        refused = letter(desk, claim_next(desk))
        assert refused.status == 409
        assert refused.json["type"].endswith("call-rather")

    def test_is_refused_at_once_while_mail_is_off(
        self, run: Runtime, card: Any, desk: Caller
    ) -> None:
        with using(replace(run, email=None)):
            refused = letter(desk, card)
        assert refused.status == 409
        assert refused.json["type"].endswith("mail-off")

    def test_needs_the_claim(self, card: Any, desk: Caller, colleague: Caller) -> None:
        assert letter(colleague, card).status == 422
        attempt(desk, card, "no-answer")
        assert letter(desk, card).status == 409

    def test_answers_one_of_two_and_is_undone_for_that_one(
        self,
        card: Any,
        submit: Submit,
        desk: Caller,
        mailbox: Mailbox,
        clock: FixedClock,
        job: Callable[[str], Any],
    ) -> None:
        submit(**BY_MAIL, name="Kim Example")
        card = desk.post(
            f"/callbacks/{card['callback_id']}/renew", {"claim": card["claim"]["token"]}
        ).json
        assert letter(desk, card).status == 422
        robin, _ = sorted(card["people"], key=lambda each: each["name"] != "Robin Example")
        after = letter(desk, card, person_id=robin["person_id"])
        assert (after.json["state"], after.json["answered"]) == ("claimed", robin["person_id"])
        clock.forward(minutes=1)
        assert undo(desk, card).status == 200
        clock.forward(minutes=4)
        job("send-messages")
        assert ABOUT_IT not in mailbox.subjects
        assert len(entries(desk)) == 1


class TestAWrongStepBeforeAnother:
    def test_undoing_a_later_step_leaves_an_earlier_letter(
        self,
        card: Any,
        submit: Submit,
        desk: Caller,
        mailbox: Mailbox,
        clock: FixedClock,
        job: Callable[[str], Any],
    ) -> None:
        """Robin was written to; then Kim's call is put off, and that is undone."""
        submit(**BY_MAIL, name="Kim Example")
        renewed = f"/callbacks/{card['callback_id']}/renew"
        card = desk.post(renewed, {"claim": card["claim"]["token"]}).json
        robin = next(each for each in card["people"] if each["name"] == "Robin Example")
        after = letter(desk, card, person_id=robin["person_id"]).json
        left = {**card, "claim": after["claim"]}
        assert write(desk, left, "snooze", until="2026-11-24T15:00:00Z").status == 200
        clock.forward(minutes=1)
        assert undo(desk, left).status == 200
        clock.forward(minutes=3)
        job("send-messages")
        assert mailbox.subjects.count(ABOUT_IT) == 1


class TestTheOutcome:
    def end(self, desk: Caller, card: Any, outcome: str) -> Reply:
        path = f"/callbacks/{card['callback_id']}/letter-outcome"
        return desk.post(path, {"outcome": outcome})

    @pytest.mark.parametrize("outcome", ["answered", "bounced"])
    def test_is_noted_once_it_is_known(
        self, card: Any, desk: Caller, manager: Caller, outcome: str
    ) -> None:
        letter(desk, card)
        assert self.end(desk, card, outcome).status == 204
        assert self.end(desk, card, outcome).status == 204, "said again, it is so already"
        (closed,) = closed_today(desk)
        assert closed["outcome"] == outcome
        shown = desk.get(f"/callbacks/{card['callback_id']}").json
        assert shown["people"][0]["outcome"] == outcome
        assert [each["what"] for each in shown["history"]].count("letter-ended") == 1
        assert figures(manager)["kept"] == 1

    def test_belongs_to_a_letter_alone(self, card: Any, desk: Caller) -> None:
        attempt(desk, card, "declined")
        assert self.end(desk, card, "answered").status == 409

    def test_can_be_reopened_as_any_other(self, card: Any, desk: Caller) -> None:
        letter(desk, card)
        self.end(desk, card, "bounced")
        (closed,) = closed_today(desk)
        path = f"/callbacks/{card['callback_id']}/reopen"
        assert desk.post(path, {"closed_at": closed["closed_at"]}).status == 200
        assert len(entries(desk)) == 1


class TestALetterThatDoesNotGo:
    def test_stands_at_the_desk_until_somebody_saw_to_it(
        self,
        card: Any,
        submit: Submit,
        desk: Caller,
        clock: FixedClock,
        run: Runtime,
        job: Callable[[str], Any],
    ) -> None:
        """The address had its most for the day, which nobody else is ever told."""
        letter(desk, card)
        most = run.clinic.messages.most_mails_a_day
        for n in range(most):
            submit(name=f"Other{n} Example", **BY_MAIL)
        for minutes in (4, 0):
            while job("send-messages")["left"]:
                pass
            clock.forward(minutes=minutes)
        (line,) = missed(desk)
        assert (line["first_name"], line["last_initial"]) == ("Robin", "E")
        assert (line["kind"], line["why"]) == ("letter-call-us", "enough-today")
        assert "robin@example.com" not in str(line)
        path = f"/messages/{line['message_id']}/seen-to"
        assert desk.post(path).status == 204
        assert desk.post(path).status == 204, "said again, it is so already"
        assert missed(desk) == []

    def test_and_comes_back_is_said_at_its_call_and_at_the_desk(
        self,
        card: Any,
        desk: Caller,
        mailbox: Mailbox,
        clock: FixedClock,
        run: Runtime,
        job: Callable[[str], Any],
    ) -> None:
        letter(desk, card)
        clock.forward(minutes=3)
        job("send-messages")
        bounced = [json.dumps(told_of(mailbox, 1))]
        assert note_returned_mail(run, bounced).noted == 1
        assert note_returned_mail(run, bounced).nothing_new == 1
        (closed,) = closed_today(desk)
        assert closed["outcome"] == "bounced"
        (line,) = missed(desk)
        assert (line["first_name"], line["came_back"]) == ("Robin", "bounced")
        seen = {"asked_again": line["asked_again"]}
        refused = desk.post(f"/messages/{line['message_id']}/send-again", seen)
        assert refused.status == 409
        path = f"/callbacks/{card['callback_id']}/reopen"
        assert desk.post(path, {"closed_at": closed["closed_at"]}).status == 200
        refused = letter(desk, claim_next(desk))
        assert refused.status == 409
        assert refused.json["type"].endswith("comes-back")
