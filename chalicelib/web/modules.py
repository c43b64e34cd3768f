"""The desk's script: ES modules for those who read them, joined into one file for the browser.

Fifty modules would be as many requests, and behind the gateway as many functions starting at once.
Each module becomes a scope of its own that gives back what it exports; a module comes after those
that it imports. Understood is what our modules use, and nothing else passes:

    import { a, b as c } from "./name.js";
    export function f() …    export async function f() …    export class C …    export const x = …
    export { a, b as c } from "./name.js";
"""

import re
from collections.abc import Callable, Iterator

Read = Callable[[str], str]
"""The source of a module, by its file's name."""

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./([a-z-]+\.js)";$', re.MULTILINE)
_PASSED_ON = re.compile(r'^export \{([^}]*)\} from "\./([a-z-]+\.js)";$', re.MULTILINE)
_EXPORT = re.compile(
    r"^export (?=(?:async )?(?:function|class|const) ([A-Za-z0-9_$]+))", re.MULTILINE
)
_NOT_UNDERSTOOD = re.compile(r"^(import|export)\b.*$", re.MULTILINE)


class ModuleError(Exception):
    """A module is written in a way that cannot be joined with others."""


def joined(main: str, read: Read) -> str:
    """``main`` and all that it imports, as one script. Raises ModuleError."""
    order: list[str] = []
    _sort(main, read, order, ())
    scopes = "".join(_scope(file, read(file)) for file in order)
    return f'"use strict";(()=>{{\n{scopes}}})();\n'


def _sort(file: str, read: Read, order: list[str], importers: tuple[str, ...]) -> None:
    if file in importers:
        raise ModuleError(f"{' imports '.join((*importers, file))}")
    if file in order:
        return
    for imported in _imported(read(file)):
        _sort(imported, read, order, (*importers, file))
    order.append(file)


def _imported(source: str) -> Iterator[str]:
    for form in (_IMPORT, _PASSED_ON):
        yield from (found[2] for found in form.finditer(source))


def _scope(file: str, source: str) -> str:
    given = [found[1] for found in _EXPORT.finditer(source)]
    for names, imported in _PASSED_ON.findall(source):
        given += [f"{as_}: {_name(imported)}.{name}" for name, as_ in _names(names)]
    body = _PASSED_ON.sub("", _EXPORT.sub("", source))
    body = _IMPORT.sub(_taken, body)
    if left := _NOT_UNDERSTOOD.search(body):
        raise ModuleError(f"{file}: {left[0]}")
    return f"const {_name(file)} = (() => {{\n{body}\nreturn {{ {', '.join(given)} }};\n}})();\n"


def _taken(found: re.Match[str]) -> str:
    names = ", ".join(n if n == as_ else f"{n}: {as_}" for n, as_ in _names(found[1]))
    return f"const {{ {names} }} = {_name(found[2])};"


def _names(listed: str) -> Iterator[tuple[str, str]]:
    """``a, b as c`` as pairs of the name there and the name here."""
    for each in filter(None, (name.strip() for name in listed.split(","))):
        there, _, here = each.partition(" as ")
        yield there.strip(), (here or there).strip()


def _name(file: str) -> str:
    return "$" + file.removesuffix(".js").replace("-", "_")
