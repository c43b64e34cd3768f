"""What a mutation run mutates, which of it, and which tests it asks."""

from collections import Counter
from pathlib import Path

from tests.mutation.choice import who_can_notice
from tests.mutation.copies import ROOT, changed, copied
from tests.mutation.records import LAST_WORD, Record
from tests.mutation.sites import all_sites, drawn
from tests.mutation.subjects import SUBJECTS, found_by_kind, subjects

from .snippets import sites_in

SITES = sites_in("x = " + " + ".join(f"(a < {number})" for number in range(20)))


class TestTheSubjects:
    def test_are_found_of_every_kind(self) -> None:
        found = found_by_kind(ROOT)
        assert set(found) == set(SUBJECTS)
        assert all(found.values()), found

    def test_are_what_decides_and_not_the_edge(self) -> None:
        names = {path.name for path in subjects(ROOT)}
        assert {"rules.py", "store.py", "unit_of_work.py", "joining.py"} <= names
        assert names.isdisjoint({"api.py", "jobs.py", "errors.py", "__init__.py"})

    def test_have_sites_for_every_operator(self) -> None:
        of_operator = Counter(site.operator for site in all_sites(ROOT))
        assert len(of_operator) == 4
        assert min(of_operator.values()) > 50


class TestTheDraw:
    def test_is_the_same_for_the_same_seed(self) -> None:
        assert drawn(SITES, 7, 5) == drawn(SITES, 7, 5)
        assert drawn(SITES, 7, 5) != drawn(SITES, 8, 5)

    def test_takes_none_twice_and_no_more_than_there_are(self) -> None:
        assert len(set(drawn(SITES, 1, 12))) == 12
        assert set(drawn(SITES, 1, 100)) == set(SITES)

    def test_takes_each_as_often_as_any_other(self) -> None:
        """Five of twenty, four thousand times: each a thousand times, give or take a tenth."""
        times = Counter(site for seed in range(4000) for site in drawn(SITES, seed, 5))
        assert set(times) == set(SITES)
        assert all(abs(often - 1000) < 100 for often in times.values()), times


class TestWhoIsAsked:
    SUBJECT = "chalicelib/room/rules.py"
    IN_FUNCTION = "def f(a, b):\n    c = a\n    return c < b\n"

    def record(self, name: str, seconds: float, *lines: int) -> Record:
        return Record(name, seconds, {self.SUBJECT: list(lines)})

    def test_is_who_runs_the_line_and_the_quickest_kind_first(self) -> None:
        (site,) = sites_in(self.IN_FUNCTION)
        records = [
            self.record("tests/races/test_a.py::a", 0.1, 3),
            self.record("tests/unit/other/test_a.py::a", 0.1, 3),
            self.record("tests/api/test_a.py::slow", 2, 3),
            self.record("tests/api/test_a.py::quick", 1, 3),
            self.record("tests/unit/room/test_a.py::a", 5, 3),
            self.record("tests/unit/room/test_a.py::elsewhere", 0.1, 2),
        ]
        assert [test.name for test in who_can_notice(site, records)] == [
            "tests/unit/room/test_a.py::a",
            "tests/api/test_a.py::quick",
            "tests/api/test_a.py::slow",
            "tests/unit/other/test_a.py::a",
            "tests/races/test_a.py::a",
        ]

    def test_is_everybody_near_when_a_line_may_be_run_once_for_all(self) -> None:
        (once, *_) = sites_in("LATE = 1 < 2\n\ndef f(a):\n    return a\n")
        (rare,) = sites_in(self.IN_FUNCTION)
        runs, near = self.record("tests/api/t.py::a", 1, 3), self.record("tests/api/t.py::b", 1, 2)
        assert who_can_notice(rare, [near, runs]) == [runs, near]
        assert who_can_notice(once, [near, runs]) == [runs, near]

    def test_is_at_last_who_runs_nearly_everything(self) -> None:
        (site,) = sites_in(self.IN_FUNCTION)
        last = [Record(file, 300, {}) for file in LAST_WORD]
        runs = self.record("tests/races/t.py::a", 9, 3)
        assert who_can_notice(site, [*last, runs]) == [runs, *last]
        assert all((ROOT / file).is_file() for file in LAST_WORD)

    def test_is_nobody_when_none_comes_near(self) -> None:
        (site,) = sites_in(self.IN_FUNCTION)
        assert who_can_notice(site, [Record("tests/api/t.py::a", 1, {"other.py": [3]})]) == []


class TestTheCopy:
    def test_is_changed_and_the_tree_is_not(self, tmp_path: Path) -> None:
        name = "chalicelib/callbacks/promise_rules.py"
        before = (ROOT / name).read_bytes()
        copy = copied(ROOT, tmp_path)
        with changed(copy / name, "x = 1\n", 1):
            assert (copy / name).read_text() == "x = 1\n"
            assert (ROOT / name).read_bytes() == before
        assert (copy / name).read_bytes() == before
        assert (copy / name).stat().st_mtime == (ROOT / name).stat().st_mtime

    def test_has_the_pages_that_are_built(self, tmp_path: Path) -> None:
        desk = "chalicelib/web/built/desk.js"
        assert (copied(ROOT, tmp_path) / desk).read_bytes() == (ROOT / desk).read_bytes()
