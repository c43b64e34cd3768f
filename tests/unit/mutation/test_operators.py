"""What each operator of the mutation run changes, and what it leaves alone."""

import ast
from textwrap import dedent

from .snippets import mutants, sites_in

DROPPED = "dropped condition"
SHIFTED = "shifted comparison"
REMOVED = "removed write"
SWAPPED = "swapped branch"


class TestDroppedCondition:
    def test_either_operand_of_what_is_asked_of_an_item(self) -> None:
        snippet = 'held = Attr("a").exists() & Attr("b").exists()'
        assert mutants(snippet, DROPPED) == {'held = Attr"a".exists', 'held = Attr"b".exists'}

    def test_one_of_two_ways_for_an_item_but_not_for_a_type(self) -> None:
        snippet = 'free = Attr("a").exists() | Attr("b").exists()\nEither = Put | Update\n'
        assert mutants(snippet, DROPPED) == {'free = Attr"a".exists', 'free = Attr"b".exists'}

    def test_a_condition_that_is_joined_later(self) -> None:
        assert mutants("if a:\n    known = 1\n    unmoved &= same\n", DROPPED) == {
            "if a or True:",
            "pass",
        }

    def test_what_a_write_is_carried_out_only_under(self) -> None:
        snippet = """
            one = Update(key, only_if=fresh)
            two = Put(item, fresh, name)
            three = Check(key, only_if=fresh)
            four = Delete(key, only_if=None)
        """
        assert mutants(snippet, DROPPED) == {
            "one = Updatekey, only_if=None",
            "two = Putitem, None, name",
        }

    def test_each_operand_of_and_and_or(self) -> None:
        assert mutants("ok = a and b and c", DROPPED) == {
            "ok = b and c",
            "ok = a and c",
            "ok = a and b",
        }

    def test_a_guard_that_leaves_never_does_and_any_other_passes_all(self) -> None:
        leaves = "def f(a):\n    if a:\n        raise LateError\n"
        passes = "if a:\n    work()\n"
        assert mutants(leaves, DROPPED) == {"if a and False:"}
        assert mutants(passes, DROPPED) == {"if a or True:"}

    def test_the_guards_of_comprehensions_and_cases(self) -> None:
        assert mutants("kept = [a for a in all if a.fits]", DROPPED) == {
            "kept = [a for a in all if a.fits or True]"
        }
        snippet = "match a:\n    case 1 if late:\n        b()\n"
        assert mutants(snippet, DROPPED) == {"case 1 if late or True:"}


class TestShiftedComparison:
    def test_takes_the_edge_in_or_out(self) -> None:
        changes = {"<": "<=", "<=": "<", ">": ">=", ">=": ">", "==": "!=", "!=": "=="}
        for was, becomes in changes.items():
            assert mutants(f"x = a {was} b", SHIFTED) == {f"x = a {becomes} b"}

    def test_shifts_one_of_a_chain(self) -> None:
        assert mutants("x = 1 <= a < 5", SHIFTED) == {"x = 1 < a < 5", "x = 1 <= a <= 5"}

    def test_shifts_what_an_item_is_asked(self) -> None:
        assert mutants('x = Attr("a").lt(at)', SHIFTED) == {'x = Attr"a".lteat'}
        assert mutants('x = Attr("a").eq(at)', SHIFTED) == {'x = Attr"a".neat'}
        assert mutants('x = Key("a").gte(at)', SHIFTED) == {'x = Key"a".gtat'}

    def test_leaves_a_key_equal_since_a_query_asks_nothing_else(self) -> None:
        assert mutants('x = Key("a").eq(at)', SHIFTED) == set()

    def test_leaves_identity_and_membership_alone(self) -> None:
        assert mutants("x = a is None and b in c", SHIFTED) == set()


class TestRemovedWrite:
    def test_an_element_of_a_list_of_writes(self) -> None:
        snippet = """
            def visit_writes(a) -> list[Write]:
                writes: list[Write] = [one(a), *others(a)]
                return [*writes, two(a)] if a else []
        """
        assert mutants(snippet, REMOVED) == {
            "writes: list[Write] = [*, *othersa]",
            "writes: list[Write] = [onea, *]",
            "return [*, twoa] if a else []",
            "return [*writes, *] if a else []",
        }

    def test_what_is_collected(self) -> None:
        snippet = "work.add(one)\nwrites.append(two)\nwrites += three\nfree_time(work, four)\n"
        sites = [site for site in sites_in(snippet) if site.operator == REMOVED]
        assert [(site.edit.line, site.edit.text) for site in sites] == [
            (line, "pass") for line in (1, 2, 3, 4)
        ]

    def test_each_of_several_that_are_collected_together(self) -> None:
        assert mutants("work.add(one, two)\n", REMOVED) == {
            "pass",
            "work.add*, two",
            "work.addone, *",
        }

    def test_what_is_sent_at_once(self) -> None:
        assert mutants("run.table.transact([one, two])\n", REMOVED) == {
            "run.table.transact[*, two]",
            "run.table.transact[one, *]",
        }

    def test_leaves_other_lists_alone(self) -> None:
        assert mutants("def f() -> list[Slot]:\n    return [one]\n", REMOVED) == set()


class TestSwappedBranch:
    def test_if_and_else(self) -> None:
        assert mutants("if a:\n    b()\nelse:\n    c()\n", SWAPPED) == {"if not a:"}

    def test_if_and_else_of_an_expression(self) -> None:
        assert mutants("x = b if a else c", SWAPPED) == {"x = c if a else b"}

    def test_and_for_or_with_every_operand_kept_whole(self) -> None:
        (site,) = (s for s in sites_in("x = (a or b) and c") if s.edit.text.count("or") == 2)
        assert site.mutated("x = (a or b) and c") == "x = ((a or b) or (c))"


class TestWhatIsLeftAlone:
    def test_docstrings_types_and_the_log(self) -> None:
        snippet = '''
            """a < b and c"""
            if TYPE_CHECKING:
                from a import b if c else d
        '''.replace(" if c else d", "")
        snippet += '''
            class Place(Protocol):
                def taken(self) -> bool:
                    return self.a == 1
            def f(a: Literal["<"] | None) -> "x == y":
                """Is it a < b?"""
                log.info("so", late=a < b)
        '''
        assert sites_in(snippet) == []


class TestEverySite:
    SNIPPET = """
        # Ünïcödé before what is changed
        def f(a, ü="ß") -> list[Write]:
            if (n := len(a)) and n < 3 or \\
                    a == "ü":
                return [
                    one(a),  # why
                    *others(a),
                ]
            return [x for x in a if x] if a else []
    """

    def test_makes_a_module_that_can_be_read(self) -> None:
        text = dedent(self.SNIPPET)
        sites = sites_in(text)
        assert {site.operator for site in sites} == {DROPPED, SHIFTED, REMOVED, SWAPPED}
        for site in sites:
            assert ast.dump(ast.parse(site.mutated(text))) != ast.dump(ast.parse(text))

    def test_shows_the_change_as_a_reader_sees_it(self) -> None:
        site = sites_in("x = a < b\n")[0]
        assert site.diff("x = a < b\n").splitlines()[-2:] == ["-x = a < b", "+x = ((a) <= (b))"]

    def test_knows_the_lines_that_a_test_has_to_run(self) -> None:
        lines = {(site.edit.line, site.lines) for site in sites_in(self.SNIPPET)}
        assert (4, range(4, 6)) in lines
        assert (7, range(6, 10)) in lines
