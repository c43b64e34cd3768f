"""Which partitions a job may write to, by its own policy file.

That each may do what it does is held wherever a test runs one: see ``job`` in tests/api.
"""

import pytest

from tests.iam_policies import WRITES, asked_of_dynamodb, is_permitted, of_table

OWN = {
    "publish-slots": {"SLOTS", "MESSAGE"},
    "release-slots": {"SLOTS"},
    "expire-holds": {"SLOTS", "WAITING", "WAITLIST", "POINT", "MESSAGE"},
    "offer-freed-slots": {"SLOTS", "WAITING", "WAITLIST", "POINT", "MESSAGE"},
    "index-people": {"FIND", "PERSON"},
    "return-stale-claims": {"CALLBACK", "MESSAGE"},
}
"""By job: kinds of partitions that it writes to. All may be given leave for their own report."""

KINDS = (
    *("APPOINTMENT", "BOOSTER", "CALLBACK", "CLOSED", "CLOSING", "COLLEAGUES", "FEEDS", "FIND"),
    *("FLAGGED-FORM", "HOLD", "HOLDER", "INVITATION", "LINK", "MAIL", "MAILED", "MESSAGE"),
    *("OVERRIDES", "PERSON", "POINT", "PROMISES", "PROOF", "PROVEN", "REFERENCE", "REQUEST"),
    *("SERIES", "SLOTS", "TURN", "WAITING", "WAITLIST"),
)


@pytest.mark.parametrize("job", OWN)
def test_a_job_may_write_to_its_own_partitions_and_to_no_others(job: str) -> None:
    may = {
        kind
        for kind in KINDS
        for write in WRITES
        if is_permitted(job, of_table(write, f"{kind}#1"))
    }
    assert may == OWN[job]


@pytest.mark.parametrize("job", OWN)
def test_it_may_keep_its_own_report_and_no_other_jobs(job: str) -> None:
    assert is_permitted(job, of_table("PutItem", f"JOB#{job}"))
    others = [f"JOB#{other}" for other in (*OWN, "send-messages", f"{job}-2") if other != job]
    assert not any(
        is_permitted(job, of_table(write, other)) for write in WRITES for other in others
    )


@pytest.mark.parametrize("job", [job for job in OWN if job != "index-people"])
def test_it_can_write_nothing_to_a_person_not_even_beside_what_it_may(job: str) -> None:
    for write in WRITES:
        assert not is_permitted(job, of_table(write, "PERSON#p1"))
        assert not is_permitted(job, of_table(write, "SLOTS#new-york#2026-11-25", "PERSON#p1"))


def test_the_index_of_people_notes_that_it_is_written_and_replaces_nobody() -> None:
    assert is_permitted("index-people", of_table("UpdateItem", "PERSON#p1"))
    assert not is_permitted("index-people", of_table("PutItem", "PERSON#p1"))
    assert not is_permitted("index-people", of_table("DeleteItem", "PERSON#p1"))


def test_a_transaction_asks_for_each_of_its_actions_alone_and_with_all_of_their_partitions() -> (
    None
):
    def key(pk: str) -> dict[str, object]:
        return {"pk": {"S": pk}, "sk": {"S": "x"}}

    actions = [
        {"Put": {"Item": key("SLOTS#a")}},
        {"Put": {"Item": key("PERSON#p1")}},
        {"Update": {"Key": key("POINT#b")}},
        {"ConditionCheck": {"Key": key("PERSON#p1")}},
    ]
    assert list(asked_of_dynamodb("TransactWriteItems", {"TransactItems": actions})) == [
        *(of_table("PutItem", pk).touching("pk", "sk") for pk in ("SLOTS#a", "PERSON#p1")),
        of_table("UpdateItem", "POINT#b").touching("pk", "sk"),
        of_table("ConditionCheckItem", "PERSON#p1"),
        of_table("ConditionCheckItem", "PERSON#p1"),
        of_table("PutItem", "PERSON#p1", "SLOTS#a").touching("pk", "sk"),
        of_table("UpdateItem", "POINT#b").touching("pk", "sk"),
    ]
