"""On which line of a TOML text each table, key and list item begins.

``tomllib`` does not tell, and a manager needs the line. The text must already have been accepted
by ``tomllib``; the scan relies on that and checks nothing itself.
"""

import re
from bisect import bisect_left

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_BARE_VALUE = re.compile(r"[^,\]}\n#]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))")
_SHORT_ESCAPES = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r"}
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}', re.DOTALL),
    re.compile(r"'''.*?'{3,5}", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


def lines_of(text: str) -> dict[Path, int]:
    """The line, counted from 1, of every path in a valid TOML text; the root is ``()``."""
    scan = _Scan(text)
    scan.document()
    return scan.lines


def line_to_blame(lines: dict[Path, int], path: Path) -> int:
    """The line of ``path``, or of the nearest thing around it that the text does have."""
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return 1


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.lines: dict[Path, int] = {(): 1}
        self._newlines = [offset for offset, char in enumerate(text) if char == "\n"]
        self._tables: dict[Path, int] = {}
        """For each list of ``[[tables]]`` the number of the last one."""

    def document(self) -> None:
        table: Path = ()
        self._skip(_BLANK)
        while self.at < len(self.text):
            if self._accept("["):
                table = self._header()
            else:
                self._pair(table)
            self._skip(_BLANK)

    def _header(self) -> Path:
        is_list_item = self._accept("[")
        keys = self._keys()
        path: Path = ()
        for key in keys[:-1]:
            path = self._into_last((*path, key))
            self._note(path)
        path = (*path, keys[-1])
        if is_list_item:
            self._tables[path] = self._tables.get(path, -1) + 1
            self._note(path)
            path = self._into_last(path)
        self.at = self.text.index("]", self.at) + 1 + is_list_item
        self._note(path)
        return path

    def _into_last(self, path: Path) -> Path:
        return (*path, self._tables[path]) if path in self._tables else path

    def _pair(self, table: Path) -> None:
        start = self.at
        path = table
        for key in self._keys():
            path = (*path, key)
            self._note(path, start)
        self.at = self.text.index("=", self.at) + 1
        self._value(path)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(_BLANK)
            keys.append(self._key())
            self._skip(_BLANK)
            if not self._accept("."):
                return keys

    def _key(self) -> str:
        quote = self.text[self.at]
        if quote not in "\"'":
            return self._skip(_BARE_KEY)
        written = self._skip(_STRINGS[2 if quote == '"' else 3])[1:-1]
        return _ESCAPE.sub(_unescaped, written) if quote == '"' else written

    def _value(self, path: Path) -> None:
        self._skip(_BLANK)
        if self._accept("["):
            self._items(path)
        elif self._accept("{"):
            self._inline_table(path)
        elif not any(self._skip(string) for string in _STRINGS):
            self._skip(_BARE_VALUE)

    def _items(self, path: Path) -> None:
        number = 0
        self._skip(_BLANK)
        while not self._accept("]"):
            self._note((*path, number))
            self._value((*path, number))
            number += 1
            self._skip(_BLANK)
            self._accept(",")
            self._skip(_BLANK)

    def _inline_table(self, path: Path) -> None:
        self._skip(_BLANK)
        while not self._accept("}"):
            self._pair(path)
            self._skip(_BLANK)
            self._accept(",")
            self._skip(_BLANK)

    def _note(self, path: Path, offset: int | None = None) -> None:
        """Keep the first line on which a path turns up."""
        if path not in self.lines:
            self.lines[path] = self._line_of(self.at if offset is None else offset)

    def _line_of(self, offset: int) -> int:
        return bisect_left(self._newlines, offset) + 1

    def _accept(self, char: str) -> bool:
        if not self.text.startswith(char, self.at):
            return False
        self.at += len(char)
        return True

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _SHORT_ESCAPES.get(match[3], match[3])
