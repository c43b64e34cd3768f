"""Values that are planted in a run, and the search for each spelling in which one may turn up."""

import base64
import hashlib
import html
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from urllib.parse import quote

_BASE_64 = re.compile(r"[A-Za-z0-9+/_-]{16,}")
_HEX = re.compile(r"(?:[0-9a-fA-F]{2}){8,}")
_LAYERS = 3
"""So often something may be wrapped in one encoding after another."""


class Planted:
    """Values that stand nowhere else, by what they are."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self.values = values

    @cached_property
    def _folded(self) -> dict[str, str]:
        """Every form in small letters, and the name of the value that it is one of."""
        return {
            form.lower(): name
            for name, value in self.values.items()
            for spelling in spellings(value)
            for form in forms(spelling)
        }

    @cached_property
    def _exact(self) -> dict[str, str]:
        """Every form that is another one in small letters: base 64."""
        return {
            form: name
            for name, value in self.values.items()
            for spelling in spellings(value)
            for cased in (spelling, spelling.lower(), spelling.upper())
            for form in base_64(cased.encode())
        }

    def found_in(self, text: str) -> set[str]:
        """The names of those that stand in a text, or in what it says once it is decoded."""
        found: set[str] = set()
        for _ in range(_LAYERS):
            small = text.lower()
            found |= {name for form, name in self._folded.items() if form in small}
            found |= {name for form, name in self._exact.items() if form in text}
            text = "\n".join(_decoded(text))
        return found


def spellings(value: str) -> set[str]:
    """The ways to write it whole, and its parts: a number, an address, a date, words."""
    if re.fullmatch(r"\+1\d{10}", value):
        return _numbers(value[2:5], value[5:8], value[8:])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return _dates(date.fromisoformat(value))
    if "@" in value:
        return {value, value.partition("@")[0]}
    parts = {value, *value.split()}
    return parts | {_without_marks(part) for part in parts}


def _numbers(area: str, exchange: str, line: str) -> set[str]:
    """From the last seven digits on: whatever is longer ends with them."""
    ends = {f"{exchange}{mark}{line}" for mark in ("", "-", " ", ".")}
    return ends | {f"{area}{exchange}{line}", f"+1{area}{exchange}{line}"}


def _dates(day: date) -> set[str]:
    numbers = {f"{day:{shape}}" for shape in ("%Y-%m-%d", "%Y%m%d", "%m/%d/%Y", "%m%d%Y")}
    return numbers | {f"{day:%B} {day.day}, {day.year}", f"{day.month}/{day.day}/{day.year}"}


def _without_marks(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(each for each in parts if not unicodedata.combining(each))


def forms(spelling: str) -> Iterator[str]:
    """What a spelling looks like where it is written as it is, escaped, in hex, or digested."""
    for text in (spelling, unicodedata.normalize("NFD", spelling)):
        yield text
        yield quote(text, safe="")
        yield quote(text, safe="", encoding="latin-1", errors="replace")
        yield quote(text, safe="").replace("%20", "+")
        yield json.dumps(text)[1:-1]
        yield html.escape(text)
        yield text.encode("ascii", "xmlcharrefreplace").decode()
        yield ascii(text)[1:-1]
        yield repr(text.encode())[2:-1]
    yield "".join(f"%{byte:02x}" for byte in spelling.encode())
    for cased in {spelling, spelling.lower(), spelling.upper()}:
        data = cased.encode()
        yield data.hex()
        for digest in ("md5", "sha1", "sha256"):
            yield hashlib.new(digest, data).hexdigest()


def base_64(data: bytes) -> Iterator[str]:
    """What these bytes look like in base 64, wherever they stand, in either alphabet."""
    for before in range(3):
        text = base64.b64encode(b"\0" * before + data).decode().rstrip("=")
        whole = (before + len(data)) % 3 == 0
        inner = text[(0, 2, 3)[before] : len(text) if whole else -1]
        yield inner
        yield inner.replace("+", "-").replace("/", "_")


def _decoded(text: str) -> Iterator[str]:
    """What stands in those parts of a text that are base 64 or hex, if they are."""
    for part in set(_BASE_64.findall(text)):
        for start in range(4):
            plain = part[start:].replace("-", "+").replace("_", "/")
            cut = plain[: len(plain) - (len(plain) % 4 == 1)]
            yield base64.b64decode(cut + "=" * (-len(cut) % 4)).decode("utf-8", "replace")
    for part in set(_HEX.findall(text)):
        yield bytes.fromhex(part).decode("utf-8", "replace")
