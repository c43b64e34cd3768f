"""Scheduled jobs: everything that is due, whatever becomes of some of it, while time lasts."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from threading import Barrier, Lock
from typing import Any

import pytest

from chalicelib.clinic import Clinic
from chalicelib.platform.errors import RefusedError, UnavailableError
from chalicelib.platform.jobs import MOST_FAILURES, JobReport, work_off
from chalicelib.platform.runtime import Runtime
from chalicelib.platform.storage.expressions import Item
from tests.conftest import FixedClock, make_runtime

Captured = pytest.CaptureFixture[str]

AGES = 3600.0


def never(_item: Item) -> None:
    raise AssertionError("there is nothing to do")


@pytest.fixture
def run(clock: FixedClock, clinic: Clinic) -> Runtime:
    return make_runtime(None, clock, clinic)  # type: ignore[arg-type]  # never touched


def items(*names: str) -> list[Item]:
    return [{"pk": f"CALLBACK#{name}"} for name in names]


def at_new_york(due: Iterable[Item]) -> Callable[[str], Iterable[Item]]:
    return lambda location_id: due if location_id == "new-york" else []


def work(
    run: Runtime,
    due: Callable[[str], Iterable[Item]],
    do: Callable[[Item], None],
    time_left: Callable[[], float] = lambda: AGES,
    at_once: int = 1,
) -> JobReport:
    return work_off(run, "a-job", due, do, time_left, at_once=at_once)


def test_when_nothing_is_due_nothing_is_done(run: Runtime) -> None:
    assert work(run, lambda _location_id: [], never) == JobReport("a-job")


def test_everything_that_is_due_at_every_location_is_done(run: Runtime) -> None:
    done: list[str] = []
    report = work(run, lambda location_id: items(location_id), lambda item: done.append(item["pk"]))
    assert sorted(done) == ["CALLBACK#chicago", "CALLBACK#new-york"]
    assert (report.due, report.done) == (2, 2)
    assert not report.left


def test_locations_are_worked_off_at_the_same_time(run: Runtime) -> None:
    """Each waits for the other: one after the other, they would wait for ever."""
    both = Barrier(len(run.clinic.locations))

    def due(location_id: str) -> list[Item]:
        both.wait(timeout=10)
        return items(location_id)

    assert work(run, due, lambda _item: None).done == 2


def test_one_poisonous_item_never_stops_the_rest(run: Runtime) -> None:
    done: list[str] = []

    def do(item: Item) -> None:
        if item["pk"] == "CALLBACK#bad":
            raise ValueError("Robin Example, +12125550123")
        done.append(item["pk"])

    report = work(run, at_new_york(items("a", "bad", "b")), do)
    assert done == ["CALLBACK#a", "CALLBACK#b"]
    assert (report.due, report.done, report.failed) == (3, 2, 1)
    assert report.failures == ["CALLBACK#bad"]


@pytest.mark.parametrize(
    "poison", [KeyError("slot"), TypeError(), RuntimeError(), UnavailableError("busy"), OSError()]
)
@pytest.mark.parametrize("at_once", [1, 2])
def test_whatever_a_poisonous_item_raises_the_rest_is_done(
    run: Runtime, poison: Exception, at_once: int
) -> None:
    done: list[str] = []

    def do(item: Item) -> None:
        if item["pk"] == "CALLBACK#bad":
            raise poison
        done.append(item["pk"])

    report = work(run, at_new_york(items("bad", "a", "b")), do, at_once=at_once)
    assert sorted(done) == ["CALLBACK#a", "CALLBACK#b"]
    assert (report.due, report.done, report.failed) == (3, 2, 1)
    assert report.failures == ["CALLBACK#bad"]


def test_what_is_no_longer_due_when_its_turn_comes_is_skipped(run: Runtime) -> None:
    def do(_item: Item) -> None:
        raise RefusedError({"callback": None})

    report = work(run, at_new_york(items("a", "b")), do)
    assert (report.due, report.skipped, report.failed) == (2, 2, 0)
    assert report.failures == []


def test_a_table_that_is_busy_for_one_item_is_a_failure_of_that_item(run: Runtime) -> None:
    def do(_item: Item) -> None:
        raise UnavailableError("The table is busy.")

    assert work(run, at_new_york(items("a")), do).failed == 1


class TestALocationThatCannotBeRead:
    def test_the_others_are_worked_off_and_it_is_told(self, run: Runtime) -> None:
        def due(location_id: str) -> list[Item]:
            if location_id == "new-york":
                raise UnavailableError("The table is busy.")
            return items("a")

        report = work(run, due, lambda _item: None)
        assert (report.done, report.failed) == (1, 1)
        assert report.failures == ["new-york"]

    def test_what_was_read_of_it_before_is_done(self, run: Runtime) -> None:
        def two_and_then_none() -> Iterator[Item]:
            yield from items("a", "b")
            raise UnavailableError("The table is busy.")

        report = work(run, at_new_york(two_and_then_none()), lambda _item: None)
        assert (report.due, report.done, report.failed) == (2, 2, 1)

    def test_none_of_many_locations_is_left_out_for_it(self, run: Runtime, clinic: Clinic) -> None:
        """More than are worked off at the same time."""
        template = clinic.locations[0]
        many = [template.model_copy(update={"id": f"place-{n}"}) for n in range(30)]
        chain = clinic.model_copy(update={"locations": many})

        def due(location_id: str) -> list[Item]:
            if location_id == "place-0":
                raise UnavailableError("The table is busy.")
            return items(location_id)

        report = work(replace(run, clinic=chain), due, lambda _item: None)
        assert (report.done, report.failed) == (29, 1)


class TestTime:
    def test_with_its_time_nearly_out_it_leaves_the_rest_and_says_so(self, run: Runtime) -> None:
        left = iter([30.0, 20.0, 1.0])
        done: list[str] = []
        report = work(
            run,
            at_new_york(items("a", "b", "c", "d")),
            lambda item: done.append(item["pk"]),
            lambda: next(left),
        )
        assert done == ["CALLBACK#a", "CALLBACK#b"]
        assert report.left
        assert (report.due, report.done) == (2, 2)

    def test_with_nothing_left_to_do_nothing_is_left(self, run: Runtime) -> None:
        assert not work(run, at_new_york([]), lambda _item: None, lambda: 0.0).left

    def test_no_more_is_read_than_there_is_time_to_do(self, run: Runtime) -> None:
        read: list[int] = []

        def endless() -> Iterator[Item]:
            while True:
                read.append(1)
                yield {"pk": "CALLBACK#x"}

        left = iter([30.0] * 5 + [0.0])
        work(run, at_new_york(endless()), lambda _item: None, lambda: next(left))
        assert len(read) == 6


class TestSeveralAtOnce:
    def test_so_many_items_are_worked_on_at_the_same_time(self, run: Runtime) -> None:
        """Each waits for three others: fewer at a time, and they would wait for ever."""
        four = Barrier(4)

        def do(_item: Item) -> None:
            four.wait(timeout=10)

        report = work(run, at_new_york(items(*"abcdefgh")), do, at_once=4)
        assert (report.due, report.done) == (8, 8)

    def test_a_poisonous_one_stops_no_other_and_every_one_is_counted(self, run: Runtime) -> None:
        def do(item: Item) -> None:
            number = int(item["pk"].removeprefix("CALLBACK#"))
            if number % 10 == 0:
                raise ValueError("cannot be read")
            if number % 10 == 1:
                raise RefusedError({})

        report = work(run, at_new_york(items(*map(str, range(200)))), do, at_once=8)
        assert (report.due, report.done, report.skipped, report.failed) == (200, 160, 20, 20)
        assert sorted(report.failures) == sorted(f"CALLBACK#{n}" for n in range(0, 200, 10))

    def test_what_was_begun_is_counted_when_the_rest_cannot_be_read(self, run: Runtime) -> None:
        def five_and_then_none() -> Iterator[Item]:
            yield from items(*"abcde")
            raise UnavailableError("The table is busy.")

        report = work(run, at_new_york(five_and_then_none()), lambda _item: None, at_once=8)
        assert (report.due, report.done, report.failed) == (5, 5, 1)
        assert report.failures == ["new-york"]

    def test_with_its_time_nearly_out_it_ends_what_it_began_and_begins_no_more(
        self, run: Runtime
    ) -> None:
        left = iter([30.0] * 10 + [1.0])
        done: list[str] = []
        report = work(
            run,
            at_new_york(items(*map(str, range(50)))),
            lambda item: done.append(item["pk"]),
            lambda: next(left),
            at_once=4,
        )
        assert (report.due, report.done, report.left) == (10, 10, True)
        assert len(done) == 10

    def test_however_much_is_due_only_a_handful_is_in_memory(self, run: Runtime) -> None:
        guard, alive, most = Lock(), 0, 0

        def count(by: int) -> None:
            nonlocal alive, most
            with guard:
                alive += by
                most = max(most, alive)

        def due() -> Iterator[Item]:
            for number in range(5000):
                count(1)
                yield {"pk": f"CALLBACK#{number}"}

        report = work(run, at_new_york(due()), lambda _item: count(-1), at_once=8)
        assert report.done == 5000
        assert most <= 16

    def test_failures_without_end_make_no_report_without_end(self, run: Runtime) -> None:
        def do(_item: Item) -> None:
            raise ValueError("cannot be read")

        everything = items(*map(str, range(MOST_FAILURES + 50)))
        report = work(run, lambda _location_id: everything, do, at_once=8)
        assert report.failed == 2 * len(everything)
        assert len(report.failures) == MOST_FAILURES


def lines(captured: Captured) -> list[dict[str, Any]]:
    return [json.loads(line) for line in captured.readouterr().out.splitlines()]


def test_it_tells_what_it_did_in_one_line(run: Runtime, capsys: Captured) -> None:
    work(run, at_new_york(items("a", "b")), lambda _item: None)
    (line,) = lines(capsys)
    told = {
        name: line[name] for name in ("what", "job", "due", "done", "skipped", "failed", "left")
    }
    assert told == {
        "what": "job-ran",
        "job": "a-job",
        "due": 2,
        "done": 2,
        "skipped": 0,
        "failed": 0,
        "left": False,
    }


def test_what_failed_is_told_by_its_id_and_never_by_what_it_holds(
    run: Runtime, capsys: Captured
) -> None:
    def do(item: Item) -> None:
        raise ValueError(f"cannot read {item['name']}")

    work(run, at_new_york([{"pk": "CALLBACK#a", "name": "Robin Example"}]), do)
    failed, _ran = lines(capsys)
    assert failed["what"] == "job-item-failed"
    assert failed["item"] == "CALLBACK#a"
    assert failed["failure"] == "ValueError"
    assert "Robin" not in json.dumps(failed)


def test_the_report_is_what_json_takes() -> None:
    report = JobReport("a-job", due=1, failed=1, failures=["CALLBACK#a"])
    assert json.loads(json.dumps(report.as_dict())) == {
        "job": "a-job",
        "due": 1,
        "done": 0,
        "skipped": 0,
        "failed": 1,
        "left": False,
        "failures": ["CALLBACK#a"],
        "counts": {},
    }
