"""The matrix as text: rows are use cases, columns are faults, each square counts its cells."""

from collections.abc import Sequence

from .matrix import AGAIN, AT_ONCE, OVERTAKEN, Row
from .wire import Fault

_COLUMNS = (AGAIN, *AT_ONCE, OVERTAKEN, *(fault.value for fault in Fault))
_WIDTH = 7


def report(rows: Sequence[Row]) -> str:
    """The whole of it, in a table."""
    cells = sum(len(row.verdicts) for row in rows)
    wrong = sum(len(row.wrong) for row in rows)
    return f"{_table(rows)}\n{len(rows)} use cases, {cells} cells, {wrong} wrong."


def _table(rows: Sequence[Row]) -> str:
    width = max(len(row.scenario.name) for row in rows)
    legend = [f"{number:>3} {column}" for number, column in enumerate(_COLUMNS, 1)]
    numbers = "".join(f"{number:>{_WIDTH}}" for number, _ in enumerate(_COLUMNS, 1))
    lines = [f"{row.scenario.name:<{width}}{_squares(row)}  {len(row.calls)} calls" for row in rows]
    how = "right cells of all; . where the fault cannot come; ! where one is wrong"
    return "\n".join([*legend, how, " " * width + numbers, *lines, ""])


def _squares(row: Row) -> str:
    return "".join(f"{_square(row, column):>{_WIDTH}}" for column in _COLUMNS)


def _square(row: Row, column: str) -> str:
    verdicts = [each for each in row.verdicts if each.cell.column == column]
    right = sum(not each.wrong for each in verdicts)
    if not verdicts:
        return "."
    return f"{right}" if right == len(verdicts) else f"{right}/{len(verdicts)}!"


def explained(row: Row) -> str:
    """The wrong cells of a use case, those together in which the same went wrong."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for verdict in row.wrong:
        what = tuple(dict.fromkeys(verdict.wrong))
        alike.setdefault(what, []).append(str(verdict.cell))
    lines = [f"{row.scenario.name} ({row.scenario.route}), calls: {' '.join(row.calls)}"]
    for what, cells in alike.items():
        lines.append(f"  {', '.join(cells)}")
        lines += [f"      {line}" for line in what[:12]]
    return "\n".join([*lines, ""])
