"""A module's text beside its tree: where a node stands, and what is put in its place."""

import ast
from dataclasses import dataclass
from itertools import accumulate


@dataclass(frozen=True)
class Edit:
    """Other text for a stretch of bytes."""

    start: int
    end: int
    text: str
    line: int


class Source:
    """Reads a module's text by the nodes of its tree."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tree = ast.parse(text)
        self._bytes = text.encode()
        lengths = (len(line) for line in self._bytes.splitlines(keepends=True))
        self._starts = [0, *accumulate(lengths)]

    def start(self, node: ast.expr | ast.stmt) -> int:
        """The first byte of a node."""
        return self._starts[node.lineno - 1] + node.col_offset

    def end(self, node: ast.expr | ast.stmt) -> int:
        """The byte after a node."""
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return self._starts[node.end_lineno - 1] + node.end_col_offset

    def of(self, node: ast.expr) -> str:
        """A node's text, in parentheses, so that it can stand anywhere."""
        return f"({self._bytes[self.start(node) : self.end(node)].decode()})"

    def instead(self, node: ast.expr | ast.stmt, text: str) -> Edit:
        """Other text in the place of a node."""
        return Edit(self.start(node), self.end(node), text, node.lineno)

    def with_edit(self, edit: Edit) -> str:
        """The whole module's text after an edit."""
        changed = self._bytes[: edit.start] + edit.text.encode() + self._bytes[edit.end :]
        return changed.decode()
