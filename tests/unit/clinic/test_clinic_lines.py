"""Every setting of a TOML text is found on its own line, however it is written."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clinic.toml_lines import line_to_blame, lines_of

TEXT = '''\
# a remark with = and [brackets]
title = "a # b" # remark
site."north west".'gate' = 1
number = { one = 1, two = { three = [ 1,
  2, # two
  3 ] } }
story = """
[not.a.table]
fake = 1
quoted \\""" still inside"""
raw = \'\'\'
also = "fake"
\'\'\'
"esc\\u0061ped" = 1979-05-27 07:32:00
nested = [
  [1, 2],

  [ { a = "]" },
    { b = '}' } ],
]

[[fruit]]
name = "apple"
[fruit.skin]
color = "red"
[[fruit.kind]]
name = "gala"
[[fruit.kind]]
name = "fuji"
[ [fruit] ]
'''.replace("[ [fruit] ]", "[[ fruit ]]\nname = 'pear'\n[[fruit.kind]]\nname = 'conference'")


def test_each_setting_is_found_where_it_is_written() -> None:
    lines = lines_of(TEXT)
    assert {path: line for path, line in lines.items() if path} == {
        ("title",): 2,
        ("site",): 3,
        ("site", "north west"): 3,
        ("site", "north west", "gate"): 3,
        ("number",): 4,
        ("number", "one"): 4,
        ("number", "two"): 4,
        ("number", "two", "three"): 4,
        ("number", "two", "three", 0): 4,
        ("number", "two", "three", 1): 5,
        ("number", "two", "three", 2): 6,
        ("story",): 7,
        ("raw",): 11,
        ("escaped",): 14,
        ("nested",): 15,
        ("nested", 0): 16,
        ("nested", 0, 0): 16,
        ("nested", 0, 1): 16,
        ("nested", 1): 18,
        ("nested", 1, 0): 18,
        ("nested", 1, 0, "a"): 18,
        ("nested", 1, 1): 19,
        ("nested", 1, 1, "b"): 19,
        ("fruit",): 22,
        ("fruit", 0): 22,
        ("fruit", 0, "name"): 23,
        ("fruit", 0, "skin"): 24,
        ("fruit", 0, "skin", "color"): 25,
        ("fruit", 0, "kind"): 26,
        ("fruit", 0, "kind", 0): 26,
        ("fruit", 0, "kind", 0, "name"): 27,
        ("fruit", 0, "kind", 1): 28,
        ("fruit", 0, "kind", 1, "name"): 29,
        ("fruit", 1): 30,
        ("fruit", 1, "name"): 31,
        ("fruit", 1, "kind"): 32,
        ("fruit", 1, "kind", 0): 32,
        ("fruit", 1, "kind", 0, "name"): 33,
    }


def test_what_is_found_is_what_the_text_holds() -> None:
    assert set(lines_of(TEXT)) == set(paths_in(tomllib.loads(TEXT)))


def test_what_is_not_written_is_blamed_on_what_is_around_it() -> None:
    lines = lines_of(TEXT)
    assert line_to_blame(lines, ("fruit", 0, "skin", "weight")) == 24
    assert line_to_blame(lines, ("fruit", 1, "skin", "weight")) == 30
    assert line_to_blame(lines, ("vegetable",)) == 1


def paths_in(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    inside: list[tuple[str | int, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path] + [found for step, item in inside for found in paths_in(item, (*path, step))]


awkward = st.text("ab \"'\\#=[]{},.\té\n", max_size=6)
keys = st.text("ab-_1", min_size=1, max_size=3) | awkward
scalars = st.integers() | st.booleans() | awkward
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)


def quoted(text: str) -> str:
    escapes = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
    return '"' + "".join(escapes.get(char, char) for char in text) + '"'


def written(value: Any) -> str:
    """A value as TOML, lists spread over lines."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[ # list\n" + "".join(f"{written(item)},\n" for item in value) + "]"
    if isinstance(value, dict):
        pairs = (f"{quoted(key)} = {written(item)}" for key, item in value.items())
        return "{ " + ", ".join(pairs) + " }"
    return str(value)


@given(st.dictionaries(keys, values, max_size=4))
def test_nothing_is_missed_or_made_up_in_any_text(content: dict[str, Any]) -> None:
    text = "".join(f"{quoted(key)} = {written(item)}\n" for key, item in content.items())
    assert tomllib.loads(text) == content
    assert set(lines_of(text)) == set(paths_in(content))
