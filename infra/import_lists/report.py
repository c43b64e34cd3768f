"""Tell whoever is about to import a list how it is understood. No word of its rows is shown."""

from collections.abc import Iterable, Iterator

from infra.import_lists.column_rules import Column
from infra.import_lists.date_rules import DateOrder
from infra.import_lists.findings import LineProblem
from infra.import_lists.look import Look

MOST_SHOWN = 200
"""Lines with problems that are shown; the rest is counted."""

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_ORDERS = {DateOrder.MONTH_FIRST: "month/day/year", DateOrder.DAY_FIRST: "day/month/year"}


def report_lines(look: Look) -> Iterator[str]:
    """The dry run in words: the columns, the counts, and each problem with line and column."""
    file, read = look.file, look.read
    between = _DELIMITERS[file.delimiter]
    yield f"{len(file.rows)} rows, columns separated by {between}, text in {file.encoding}"
    yield from _columns(look)
    if read is None:
        yield from look.missing
        yield "Nothing can be imported. Say which column it is with --column, such as:"
        yield '  --column phone="Reach at"'
        return
    yield f"{len(read.rows)} {look.kind} can be imported"
    if read.repeats:
        yield f"{len(read.repeats)} rows repeat an earlier one and are imported once:"
        yield from problem_lines(read.repeats)
    if read.problems:
        lines = len({problem.line for problem in read.problems})
        yield f"{lines} rows can't be imported as they are:"
        yield from problem_lines(read.problems)


def problem_lines(problems: Iterable[LineProblem]) -> Iterator[str]:
    """Each problem as a line of text, with the line and column of the file."""
    every = sorted(problems, key=lambda each: each.line)
    for problem in every[:MOST_SHOWN]:
        column = f", {problem.column}" if problem.column else ""
        yield f"  line {problem.line}{column}: {problem.message}"
    if len(every) > MOST_SHOWN:
        yield f"  and {len(every) - MOST_SHOWN} more"


def _columns(look: Look) -> Iterator[str]:
    columns = look.columns
    for column in Column:
        if column in columns.used:
            yield f"  {column.value:<17} from {columns.name_of(column)}"
    if columns.unused:
        yield f"  {'not used':<17} {', '.join(columns.unused)}"
    if {Column.DATE, Column.DATE_OF_BIRTH} & set(columns.used):
        doubt = "" if look.is_sure_of_order else " (not certain; change it with --dates)"
        yield f"  {'dates are':<17} {_ORDERS[look.order]}{doubt}"
