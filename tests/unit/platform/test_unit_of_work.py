"""A unit of work: decided anew until it fits, written once, and known when it is sent again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from chalicelib.platform.errors import (
    ConflictError,
    IdempotencyConflictError,
    NotFoundError,
    RefusedError,
    UnavailableError,
)
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.conditions import Attr
from chalicelib.platform.storage.joining import ClashError
from chalicelib.platform.storage.keys import item_key
from chalicelib.platform.storage.writes import Check, Delete, Put, Update, Write
from chalicelib.platform.unit_of_work import TRIES, Once, UnitOfWork, carry_out
from tests.unit.platform.scripted_client import client_error, scripted

if TYPE_CHECKING:
    pass

THING = item_key("THING", "1")
NEW = Attr("pk").not_exists()


@pytest.fixture
def here(run: Runtime) -> Runtime:
    """A world with an empty table."""
    return run


def stored(run: Runtime) -> Any:
    return run.table.get(THING)


def makes(told: str, asked: str = "this") -> tuple[Callable[[UnitOfWork], str], Once[str]]:
    """A story that makes a thing, and how it is known again."""

    def story(work: UnitOfWork) -> str:
        work.add(Put({**THING, "told": told}))
        return told

    return story, Once(THING, asked, lambda made: str(made["told"]))


class TestAStory:
    def test_is_committed_as_a_whole_and_told(self, here: Runtime) -> None:
        story, _ = makes("told")
        assert carry_out(here, "staff-ana", story) == "told"
        assert stored(here)["told"] == "told"

    def test_leaves_its_line_of_history_in_the_same_transaction(self, here: Runtime) -> None:
        def story(work: UnitOfWork) -> None:
            work.record("THING", "1", "made", of="x", why=None)

        carry_out(here, "staff-ana", story)
        page = here.table.query(_all_of("THING#1"))
        (event,) = page.items
        assert (event["what"], event["by"], event["details"]) == ("made", "staff-ana", {"of": "x"})

    def test_that_collects_nothing_asks_nothing_of_the_table(self, here: Runtime) -> None:
        world = replace(here, table=scripted(client_error("ThrottlingException")).table)
        assert carry_out(world, "job", lambda work: "nothing") == "nothing"

    def test_is_told_again_with_what_stood_in_the_way(self, here: Runtime) -> None:
        here.table.put(Put({**THING, "told": "by another"}))
        seen: list[Any] = []

        def story(work: UnitOfWork) -> str:
            if work.was_refused("thing"):
                seen.append(work.seen["thing"])
                return "left alone"
            work.add(Put({**THING, "told": "mine"}, NEW, "thing"))
            return "made"

        assert carry_out(here, "staff-ana", story) == "left alone"
        assert [item["told"] for item in seen] == ["by another"]
        assert stored(here)["told"] == "by another"

    def test_forgets_nothing_that_an_earlier_telling_met(self, here: Runtime) -> None:
        here.table.put(Put({**THING, "n": 1}))
        other = item_key("THING", "2")
        here.table.put(Put({**other, "n": 2}))
        tellings: list[set[str]] = []

        def story(work: UnitOfWork) -> None:
            tellings.append(set(work.seen))
            if "first" not in work.seen:
                work.add(Put({**THING}, NEW, "first"))
            elif "second" not in work.seen:
                work.add(Put({**other}, NEW, "second"))

        carry_out(here, "staff-ana", story)
        assert tellings == [set(), {"first"}, {"first", "second"}]

    def test_that_never_fits_is_given_up(self, here: Runtime) -> None:
        here.table.put(Put({**THING}))
        tellings: list[int] = []

        def story(work: UnitOfWork) -> None:
            tellings.append(1)
            work.add(Put({**THING}, NEW, "thing"))

        with pytest.raises(UnavailableError):
            carry_out(here, "staff-ana", story)
        assert len(tellings) == TRIES

    def test_whose_rule_says_no_writes_nothing(self, here: Runtime) -> None:
        def story(work: UnitOfWork) -> None:
            work.add(Put({**THING}))
            raise NotFoundError("There is no such thing.")

        with pytest.raises(NotFoundError):
            carry_out(here, "staff-ana", story)
        assert stored(here) is None


class TestARequestThatIsSentAgain:
    def test_gets_the_first_ones_answer_and_writes_nothing_more(self, here: Runtime) -> None:
        story, once = makes("first")
        carry_out(here, "staff-ana", story, once=once)
        before = stored(here)
        later, once = makes("second")
        assert carry_out(here, "staff-ana", later, once=once) == "first"
        assert stored(here) == before

    def test_that_changes_its_item_and_does_not_make_it_leaves_no_mark(self, here: Runtime) -> None:
        _, once = makes("told")

        def story(work: UnitOfWork) -> str:
            work.add(update(set={"told": "changed"}))
            return "changed"

        assert carry_out(here, "staff-ana", story, once=once) == "changed"
        assert "fingerprint" not in stored(here)

    def test_with_other_content_is_a_conflict(self, here: Runtime) -> None:
        story, once = makes("first")
        carry_out(here, "staff-ana", story, once=once)
        other, once = makes("second", asked="that")
        with pytest.raises(IdempotencyConflictError):
            carry_out(here, "staff-ana", other, once=once)
        assert stored(here)["told"] == "first"

    def test_is_refused_in_its_own_words_where_it_has_some(self, here: Runtime) -> None:
        class HoldUsedError(ConflictError):
            def __init__(self) -> None:
                super().__init__("used")

        story, once = makes("first")
        carry_out(here, "staff-ana", story, once=once)
        other, once = makes("second", asked="that")
        with pytest.raises(HoldUsedError):
            carry_out(here, "staff-ana", other, once=replace(once, otherwise=HoldUsedError))

    def test_is_no_victim_of_its_own_success(self, here: Runtime) -> None:
        """What it wanted is taken: by itself."""
        story, once = makes("first")
        carry_out(here, "staff-ana", story, once=once)

        def finds_it_taken(work: UnitOfWork) -> str:
            raise ConflictError("This time was just taken.")

        assert carry_out(here, "staff-ana", finds_it_taken, once=once) == "first"

    def test_is_another_request_once_what_it_made_is_over(self, here: Runtime) -> None:
        story, once = makes("first")
        carry_out(here, "staff-ana", story, once=once)
        ended = replace(once, is_over=lambda made: made["told"] == "first")

        def finds_it_taken(work: UnitOfWork) -> str:
            raise ConflictError("This time was just taken.")

        with pytest.raises(ConflictError, match="just taken"):
            carry_out(here, "staff-ana", finds_it_taken, once=ended)

        def anew(work: UnitOfWork) -> str:
            work.add(Put({**THING, "told": "second"}, Attr("told").eq("first")))
            return "second"

        assert carry_out(here, "staff-ana", anew, once=ended) == "second"

    def test_is_refused_as_ever_when_it_was_not_done_before(self, here: Runtime) -> None:
        _, once = makes("first")

        def finds_it_taken(work: UnitOfWork) -> str:
            raise ConflictError("This time was just taken.")

        with pytest.raises(ConflictError):
            carry_out(here, "staff-ana", finds_it_taken, once=once)

    def test_stays_open_while_the_table_cannot_answer(self, here: Runtime) -> None:
        story, once = makes("first")
        world = replace(here, table=scripted(client_error("InternalServerError")).table)
        with pytest.raises(UnavailableError):
            carry_out(world, "staff-ana", story, once=once)


def update(**changes: Any) -> Update:
    return Update(THING, **changes)


class TestTwoWritesOfOneItem:
    @pytest.mark.parametrize(
        ("first", "second", "becomes"),
        [
            (update(set={"a": 1}), update(set={"b": 2}), {"a": 1, "b": 2}),
            (update(set={"a": 1}), update(set={"a": 1}), {"a": 1}),
            (update(add={"n": 1}), update(add={"n": 2}), {"n": 3}),
            (Check(THING, NEW), update(set={"a": 1}), {"a": 1}),
            (update(set={"a": 1}), Check(THING, NEW), {"a": 1}),
            (Delete(THING), Put({**THING, "a": 1}), {"a": 1}),
        ],
    )
    def test_become_one(
        self, here: Runtime, first: Write, second: Write, becomes: dict[str, int]
    ) -> None:
        def story(work: UnitOfWork) -> None:
            work.add(first)
            work.add(second)

        carry_out(here, "staff-ana", story)
        item = stored(here)
        assert {name: item[name] for name in becomes} == becomes

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (update(set={"a": 1}), update(set={"a": 2})),
            (update(append={"a": [1]}), update(append={"a": [2]})),
            (update(add={"n": 1}), update(set={"n": 5})),
            (update(remove=("n",)), update(add={"n": 1})),
            (Put({**THING, "a": 1}), Put({**THING, "a": 2})),
            (Put({**THING}), Delete(THING)),
            (Put({**THING}), update(set={"a": 1})),
        ],
    )
    def test_that_do_not_go_together_are_a_defect(
        self, here: Runtime, first: Write, second: Write
    ) -> None:
        work = UnitOfWork(here, "staff-ana", datetime(2027, 1, 1, tzinfo=UTC))
        work.add(first)
        with pytest.raises(ClashError):
            work.add(second)

    def test_hold_under_both_conditions_and_each_name_tells_of_a_refusal(
        self, here: Runtime
    ) -> None:
        here.table.put(Put({**THING, "a": 1, "b": 1}))
        work = UnitOfWork(here, "staff-ana", datetime(2027, 1, 1, tzinfo=UTC))
        work.add(Update(THING, set={"c": 1}, only_if=Attr("a").eq(1), name="one"))
        work.add(Update(THING, set={"d": 1}, only_if=Attr("b").eq(2), name="two"))
        with pytest.raises(RefusedError) as refused:
            work.commit()
        assert set(refused.value.refusals) == {"one", "two"}
        assert "c" not in stored(here)


def _all_of(partition: str) -> Any:
    from chalicelib.platform.storage.conditions import Key

    return Key("pk").eq(partition)
