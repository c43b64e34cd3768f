"""Reads a page as a browser without script does: its fields, errors, links and words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Attributes = dict[str, str | None]


@dataclass
class ReadPage:
    """A page, read."""

    fields: dict[str, list[str]] = field(default_factory=dict)
    """What the form would send as it stands."""
    names: set[str] = field(default_factory=set)
    """The names of all fields."""
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    """For each list to choose from: value and words of each option."""
    texts: dict[str, str] = field(default_factory=dict)
    """The words of each element that has an id."""
    elements: dict[str, Attributes] = field(default_factory=dict)
    """The attributes of each element that has an id."""
    links: list[str] = field(default_factory=list)
    """Every address that the page names."""
    words: str = ""
    action: str = ""

    @property
    def errors(self) -> dict[str, str]:
        """What stands beside each field that has to change."""
        ends = "-error"
        return {
            name.removesuffix(ends): text.strip()
            for name, text in self.texts.items()
            if name.endswith(ends) and text.strip()
        }


def read_page(html: str) -> ReadPage:
    """The page that a browser makes of this text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.page


_VOID = {"input", "meta", "link", "path", "rect", "br"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = ReadPage()
        self._open: list[tuple[str, Attributes]] = []
        self._textarea: str | None = None
        self._option: tuple[str, str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._in_template():
            return
        if tag not in _VOID:
            self._open.append((tag, given))
        if given.get("id"):
            self.page.elements[str(given["id"])] = given
        self.page.links += [str(given[name]) for name in ("href", "src") if given.get(name)]
        match tag:
            case "form":
                self.page.action = given["action"] or ""
            case "input":
                self._input(given)
            case "textarea":
                self._textarea = ""
            case "option":
                self._begin_option(given)

    def _input(self, given: Attributes) -> None:
        name, value = str(given["name"]), given.get("value") or ""
        self.page.names.add(name)
        if given.get("type") not in ("checkbox", "radio") or "checked" in given:
            self.page.fields.setdefault(name, []).append(value)

    def _begin_option(self, given: Attributes) -> None:
        name = next(str(attrs["name"]) for tag, attrs in reversed(self._open) if tag == "select")
        value = str(given["value"] or "")
        self.page.names.add(name)
        self._option = (name, value)
        self.page.options.setdefault(name, {})[value] = ""
        if "selected" in given or not value:
            self.page.fields[name] = [value]

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open[-1][0] != tag:
            return
        _, given = self._open.pop()
        if tag == "textarea" and self._textarea is not None:
            name = str(given["name"])
            self.page.names.add(name)
            self.page.fields[name] = [self._textarea.removeprefix("\n")]
            self._textarea = None
        if tag == "option":
            self._option = None

    def handle_data(self, data: str) -> None:
        if self._in_template():
            return
        if self._textarea is not None:
            self._textarea += data
            return
        if self._option:
            name, value = self._option
            self.page.options[name][value] += data
        self.page.words += data
        for _, given in self._open:
            if given.get("id"):
                name = str(given["id"])
                self.page.texts[name] = self.page.texts.get(name, "") + data

    def _in_template(self) -> bool:
        """What stands in a template is not on the page."""
        return bool(self._open) and self._open[-1][0] == "template"
