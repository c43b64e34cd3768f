"""Mail that comes back: its address gets no more, and who can't be told otherwise is looked for."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from chalice.test import Client

from chalicelib.clinic import Clinic
from chalicelib.messaging.models import CameBack, Message
from chalicelib.messaging.store import message_key
from chalicelib.platform.clock import parse_instant
from chalicelib.platform.runtime import Runtime, using
from chalicelib.platform.storage.history import load_events
from chalicelib.platform.storage.keys import item_key
from chalicelib.platform.storage.writes import Delete
from chalicelib.sending.note_returned_mail import NotYetNotedError
from tests.conftest import FixedClock, make_runtime
from tests.published import publish_days

from .conftest import Caller, Submit, claim_next
from .mailbox import Mailbox
from .permitted import only_what_is_permitted

Job = Callable[[str], Any]

HERE = "/locations/new-york"
AT_10, AT_1130 = "2026-11-30T15:00:00Z", "2026-11-30T16:30:00Z"
ROBIN = {"name": "Robin Example", "email": "robin@example.com"}
BOTH_WAYS = {**ROBIN, "phone": "212-555-0123"}


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def run(dynamodb: Any, clock: FixedClock, clinic: Clinic, mailbox: Mailbox) -> Iterator[Runtime]:
    """A world in which mail is on."""
    with using(replace(make_runtime(dynamodb, clock, clinic), email=mailbox)) as runtime:
        yield runtime


@pytest.fixture
def published(run: Runtime) -> None:
    publish_days(run, "new-york", "2026-11-30", "2026-12-11")


def told_of(mailbox: Mailbox, number: int, what: str = "Bounce", **changes: Any) -> dict[str, Any]:
    """What a configuration set tells of one of the mails."""
    to, _ = mailbox.taken[number]
    return {
        "eventType": what,
        "mail": {
            "timestamp": "2026-11-23T15:00:00.000Z",
            "messageId": f"mail-{number + 1}",
            "destination": [to],
            "tags": {name: [value] for name, value in mailbox.tags[number].items()},
        },
        "bounce": {"bounceType": "Permanent", "bouncedRecipients": [{"emailAddress": to}]},
        "complaint": {"complainedRecipients": [{"emailAddress": to}]},
        **changes,
    }


def without_tags(told: dict[str, Any]) -> dict[str, Any]:
    """The same as an identity's notice tells it."""
    mail = {name: value for name, value in told["mail"].items() if name != "tags"}
    return {**told, "mail": mail, "notificationType": told["eventType"], "eventType": None}


@dataclass
class Post:
    """Mail on its way out, and what is told of it afterwards."""

    client: Client
    run: Runtime
    mailbox: Mailbox
    job: Job

    def send(self) -> int:
        """Let the job run; the number of mails that went."""
        report = self.job("send-messages")
        assert report["failed"] == 0
        return int(report["counts"]["sent"])

    def tell(self, *notices: Any) -> Any:
        """Let the topic hand over notices, as SNS does; what came of them."""
        texts = [each if isinstance(each, str) else json.dumps(each) for each in notices]
        records = [{"EventSource": "aws:sns", "Sns": {"Message": text}} for text in texts]
        event = {"Records": records}
        with only_what_is_permitted(self.run, "note-returned-mail"):
            return self.client.lambda_.invoke("note-returned-mail", event).payload

    def message(self, number: int) -> Message:
        """The message of one of the mails, as it now stands."""
        item = self.run.table.get(message_key(self.mailbox.tags[number]["message"]))
        return Message.model_validate(item)

    def history(self, number: int) -> list[str]:
        """What its history says, the oldest first."""
        message_id = self.mailbox.tags[number]["message"]
        events = load_events(self.run.table, "MESSAGE", message_id)
        return [event.what for event in reversed(list(events))]


@pytest.fixture
def post(client: Client, run: Runtime, mailbox: Mailbox, job: Job) -> Post:
    return Post(client, run, mailbox, job)


NEW, NOTHING_NEW = (1, 0), (0, 1)


def counts(told: Any) -> tuple[int, int]:
    return told["noted"], told["nothing_new"]


def book(desk: Caller, starts_at: str = AT_10, **given: Any) -> Any:
    body = {"service_id": "ketamine-infusion", "starts_at": starts_at, **(given or ROBIN)}
    reply = desk.post(f"{HERE}/appointments", body)
    assert reply.status == 201, reply.text
    return reply.json


def book_online(visitor: Caller, **given: Any) -> Any:
    hold = {"location_id": "new-york", "service_id": "ketamine-infusion", "starts_at": AT_10}
    token = visitor.post("/holds", hold).json["hold_token"]
    reply = visitor.post("/appointments", {"hold_token": token, **(given or ROBIN)})
    assert reply.status == 201, reply.text
    return reply.json


def queue(desk: Caller) -> list[Any]:
    return list(desk.get(f"{HERE}/queue").json["entries"])


@pytest.fixture(params=[lambda told: told, without_tags], ids=["event", "notice"])
def shaped(request: Any) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """One of the two shapes in which it is told."""
    shape: Callable[[dict[str, Any]], dict[str, Any]] = request.param
    return shape


class TestMailThatCameBack:
    @pytest.mark.parametrize(
        ("what", "how"),
        [("Bounce", CameBack.BOUNCED), ("Complaint", CameBack.COMPLAINED)],
    )
    def test_shows_at_its_message_and_its_address_gets_no_more(
        self, submit: Submit, post: Post, shaped: Any, what: str, how: CameBack
    ) -> None:
        submit(email="robin@example.com")
        assert post.send() == 1
        assert counts(post.tell(shaped(told_of(post.mailbox, 0, what)))) == NEW
        assert post.message(0).came_back is how
        assert post.history(0) == ["sent", str(how)]
        submit(name="Somebody Else", phone="212-555-0199", email="Robin@Example.com")
        assert post.send() == 0
        assert len(post.mailbox.taken) == 1

    def test_others_get_theirs_as_ever(self, submit: Submit, post: Post) -> None:
        submit(email="robin@example.com")
        post.send()
        post.tell(told_of(post.mailbox, 0))
        submit(phone="212-555-0199", email="sam@example.com")
        assert post.send() == 1

    def test_says_why_what_comes_after_it_is_not_sent(self, submit: Submit, post: Post) -> None:
        submit(email="robin@example.com")
        post.send()
        post.tell(told_of(post.mailbox, 0, "Complaint"))
        submit(phone="212-555-0199", email="robin@example.com")
        post.send()
        items = post.run.table.client.scan(TableName=post.run.table.name)["Items"]
        called_off = [item for item in items if item.get("what") == {"S": "called-off"}]
        assert [item["details"]["M"]["why"]["S"] for item in called_off] == ["address-complained"]

    @pytest.mark.parametrize("bounce", ["Transient", "Undetermined"])
    def test_only_for_now_changes_nothing(self, submit: Submit, post: Post, bounce: str) -> None:
        submit(email="robin@example.com")
        post.send()
        told = told_of(post.mailbox, 0, bounce={"bounceType": bounce})
        assert counts(post.tell(told)) == NOTHING_NEW
        submit(phone="212-555-0199", email="robin@example.com")
        assert post.send() == 1

    def test_told_twice_or_late_changes_nothing_more(self, submit: Submit, post: Post) -> None:
        """Nor does a bounce that is told of after a complaint."""
        submit(email="robin@example.com")
        post.send()
        bounce, complaint = told_of(post.mailbox, 0), told_of(post.mailbox, 0, "Complaint")
        assert counts(post.tell(bounce)) == NEW
        assert counts(post.tell(bounce)) == NOTHING_NEW
        assert counts(post.tell(complaint)) == NEW
        assert counts(post.tell(bounce, without_tags(bounce), complaint)) == (0, 3)
        assert post.message(0).came_back is CameBack.COMPLAINED
        assert post.history(0) == ["sent", "bounced", "complained"]

    def test_is_known_by_its_tags_before_it_is_noted_that_it_went(
        self, submit: Submit, post: Post
    ) -> None:
        submit(email="robin@example.com")
        post.send()
        post.run.table.transact([Delete(item_key("MAIL", "mail-1"))])
        assert counts(post.tell(told_of(post.mailbox, 0))) == NEW

    def test_without_them_it_is_told_again_until_it_is_noted(
        self, submit: Submit, post: Post, clock: FixedClock
    ) -> None:
        submit(email="robin@example.com")
        post.send()
        post.run.table.transact([Delete(item_key("MAIL", "mail-1"))])
        with pytest.raises(NotYetNotedError):
            post.tell(without_tags(told_of(post.mailbox, 0)))
        clock.forward(minutes=10)
        assert counts(post.tell(without_tags(told_of(post.mailbox, 0)))) == NOTHING_NEW

    def test_of_others_is_no_matter_of_ours(self, post: Post) -> None:
        mail = {"messageId": "x", "timestamp": "2026-11-01T00:00:00Z"}
        told = {"notificationType": "Bounce", "bounce": {"bounceType": "Permanent"}, "mail": mail}
        theirs = {**told, "mail": {**mail, "tags": {"message": ["gone"], "address": ["unknown"]}}}
        assert counts(post.tell(told, theirs)) == (0, 2)
        assert post.run.table.client.scan(TableName=post.run.table.name)["Items"] == []

    def test_what_cannot_be_read_stops_no_other(self, submit: Submit, post: Post) -> None:
        submit(email="robin@example.com")
        post.send()
        told = post.tell("robin@example.com is no JSON", "[]", told_of(post.mailbox, 0), "{}")
        assert (told["noted"], told["unreadable"]) == (1, 3)

    def test_what_fails_stops_no_other_and_is_told_again(self, submit: Submit, post: Post) -> None:
        submit(email="robin@example.com")
        submit(phone="212-555-0199", email="sam@example.com")
        post.send()
        spoiled = message_key(post.mailbox.tags[0]["message"])
        post.run.table.client.put_item(
            TableName=post.run.table.name,
            Item={name: {"S": text} for name, text in spoiled.items()},
        )
        with pytest.raises(ValueError, match="validation error"):
            post.tell(told_of(post.mailbox, 0), told_of(post.mailbox, 1))
        assert post.message(1).came_back is CameBack.BOUNCED

    def test_leaves_no_address_in_a_log(self, submit: Submit, post: Post, capsys: Any) -> None:
        submit(email="robin@example.com")
        post.send()
        post.tell(
            told_of(post.mailbox, 0), "robin@example.com", told_of(post.mailbox, 0, "Complaint")
        )
        said = capsys.readouterr()
        assert "mail-came-back" in said.out
        assert "robin" not in (said.out + said.err).lower()


def test_the_desk_is_told_of_what_did_not_arrive(submit: Submit, desk: Caller, post: Post) -> None:
    """Not of what somebody called spam: they got it."""
    submit(email="robin@example.com")
    submit(phone="212-555-0199", email="sam@example.com")
    post.send()
    bounces = [to for to, _ in post.mailbox.taken].index("robin@example.com")
    bounced, complained = (
        told_of(post.mailbox, bounces),
        told_of(post.mailbox, 1 - bounces, "Complaint"),
    )
    post.tell(bounced, complained, bounced)
    where = f"{HERE}/missed-messages"
    (missed,) = desk.get(where).json["messages"]
    assert (missed["kind"], missed["came_back"]) == ("request-received", "bounced")
    assert desk.post(f"/messages/{missed['message_id']}/seen-to").status in (200, 204)
    assert desk.get(where).json["messages"] == []
    post.tell(bounced)
    assert desk.get(where).json["messages"] == []


def test_a_code_that_did_not_arrive_is_nothing_for_the_desk(
    visitor: Caller, desk: Caller, post: Post
) -> None:
    """Anybody can ask for one, for any address; whoever waits for it asks for another."""
    asked = {"location_id": "new-york", **ROBIN}
    assert visitor.post("/proofs", asked).status == 201
    assert post.send() == 1
    assert counts(post.tell(told_of(post.mailbox, 0))) == NEW
    assert desk.get(f"{HERE}/missed-messages").json["messages"] == []
    assert visitor.post("/proofs", asked).status == 201
    assert post.send() == 0, "its address gets no more"


def test_the_call_of_a_request_says_so_to_whoever_would_answer_by_email(
    submit: Submit, desk: Caller, post: Post
) -> None:
    submit(phone=None, email="robin@example.com")
    post.send()
    post.tell(told_of(post.mailbox, 0), told_of(post.mailbox, 0))
    card = claim_next(desk)
    said = [line["what"] for line in card["history"]]
    assert said.count("mail-bounced") == 1


class TestWhoCanBeToldByEmailAlone:
    def test_is_owed_contact_once_their_mail_bounces_and_the_desk_sees_why(
        self, published: None, desk: Caller, visitor: Caller, post: Post, shaped: Any
    ) -> None:
        book_online(visitor)
        post.send()
        assert counts(post.tell(shaped(told_of(post.mailbox, 0)))) == NEW
        (entry,) = queue(desk)
        assert (entry["source"], entry["first_name"]) == ("mail-bounced", "Robin")
        assert entry["reason"] == (
            "Email doesn't arrive, and no phone number: Mon, Nov 30, 10:00 am EST"
        )
        card = claim_next(desk)
        assert (card.get("phone"), card["email"]) == (None, "robin@example.com")

    def test_once_however_often_it_is_told_and_whatever_else_is_not_sent(
        self, published: None, desk: Caller, visitor: Caller, post: Post, clock: FixedClock
    ) -> None:
        made = book_online(visitor)
        post.send()
        post.tell(told_of(post.mailbox, 0), told_of(post.mailbox, 0))
        clock.forward(days=6)
        post.send()
        assert len(post.mailbox.taken) == 1
        card = claim_next(desk)
        assert len(card["occasions"]) == 1
        assert made["version"] == 1

    def test_whoever_gave_a_number_is_not(
        self, published: None, desk: Caller, visitor: Caller, post: Post
    ) -> None:
        book_online(visitor, **BOTH_WAYS)
        post.send()
        assert counts(post.tell(told_of(post.mailbox, 0))) == NEW
        assert queue(desk) == []

    def test_whoever_complains_is_not(
        self, published: None, desk: Caller, visitor: Caller, post: Post
    ) -> None:
        book_online(visitor)
        post.send()
        post.tell(told_of(post.mailbox, 0, "Complaint"))
        assert queue(desk) == []

    def test_nor_is_whoever_canceled_it_themselves(
        self, published: None, desk: Caller, visitor: Caller, post: Post
    ) -> None:
        made = book_online(visitor)
        post.send()
        where = f"/appointments/{made['appointment_id']}/cancel"
        assert visitor.post(where, {}, Manage_Token=made["manage_token"]).status == 200
        post.tell(told_of(post.mailbox, 0))
        assert queue(desk) == []

    @pytest.mark.usefixtures("published")
    @pytest.mark.parametrize("minutes", [-1, 1])
    def test_nobody_is_called_once_the_appointment_has_begun(
        self,
        desk: Caller,
        visitor: Caller,
        post: Post,
        clock: FixedClock,
        minutes: int,
    ) -> None:
        starts_at = parse_instant(book_online(visitor)["starts_at"])
        post.send()
        clock.now = starts_at + timedelta(minutes=minutes)
        assert counts(post.tell(told_of(post.mailbox, 0))) == NEW
        assert bool(queue(desk)) is (minutes < 0)

    def test_nor_is_anybody_whose_appointment_is_no_longer_kept(
        self, published: None, desk: Caller, visitor: Caller, post: Post
    ) -> None:
        made = book_online(visitor)
        post.send()
        post.run.table.transact([Delete(item_key("APPOINTMENT", made["appointment_id"]))])
        assert counts(post.tell(told_of(post.mailbox, 0))) == NEW
        assert queue(desk) == []

    def test_is_owed_it_too_where_staff_canceled(
        self, published: None, desk: Caller, visitor: Caller, post: Post, clock: FixedClock
    ) -> None:
        """Else they come for nothing."""
        made = book_online(visitor)
        post.send()
        where = f"/staff/appointments/{made['appointment_id']}/cancel"
        assert desk.post(where, {}).status == 200
        clock.forward(minutes=3)
        post.send()
        post.tell(told_of(post.mailbox, 1))
        assert [entry["source"] for entry in queue(desk)] == ["mail-bounced"]

    def test_is_owed_it_where_nothing_is_sent_since_mail_to_them_bounced_before(
        self, published: None, desk: Caller, visitor: Caller, submit: Submit, post: Post
    ) -> None:
        """Their own page shows no change by that, and no other version."""
        submit(email="robin@example.com", phone="212-555-0199")
        post.send()
        post.tell(told_of(post.mailbox, 0))
        made = book_online(visitor)
        post.send()
        assert len(post.mailbox.taken) == 1
        assert "mail-bounced" in [entry["source"] for entry in queue(desk)]
        token = made.pop("manage_token")
        path = f"/appointments/{made['appointment_id']}"
        assert visitor.get(path, Manage_Token=token).json == made
