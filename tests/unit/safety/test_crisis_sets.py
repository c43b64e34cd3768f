"""The sets of messages that the crisis rule is measured by are whole and do not overlap."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from chalicelib.safety.crisis import Level
from chalicelib.safety.crisis_patterns import patterns
from tests import crisis_sets, crisis_weights

SETS = Path(__file__).parent / "crisis" / "sets"
NAMES = crisis_sets.SETS
OF_DANGER = {
    "direct",
    "indirect",
    "slang",
    "misspelled",
    "spanish",
    "about-somebody-else",
    "attempt",
    "method",
}
ORDINARY = {
    "prices",
    "insurance",
    "times-to-call",
    "pain",
    "work",
    "grief-for-a-pet",
    "disability",
    "veterans",
    "not-suicidal",
    "prevention-volunteers",
    "symptoms",
    "everyday-words",
}
ORDINARY_POSTS = {"venting", "everyday", "advice", "grief", "medical", "others", "joke"}
OF_DANGER_IN_POSTS = OF_DANGER - {"misspelled", "spanish"}
ORDINARY_IN_THE_SIXTH = ORDINARY - {"grief-for-a-pet", "symptoms", "everyday-words"} | {
    "grief",
    "medical",
    "spanish",
    "plain",
}
ORDINARY_IN = {"sixth": ORDINARY_IN_THE_SIXTH, "seventh": ORDINARY_POSTS}


def rows_of(name: str) -> list[dict[str, str]]:
    with (SETS / f"{name}.tsv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("name", NAMES)
def test_half_of_a_set_is_danger_and_half_is_ordinary(name: str) -> None:
    rows = rows_of(name)
    expected = Counter(row["expected"] for row in rows)
    assert expected["front"] + expected["panel"] == 150
    assert expected["none"] == 150
    of_danger = OF_DANGER_IN_POSTS if name == "seventh" else OF_DANGER
    assert {row["kind"] for row in rows if row["expected"] == "none"} == ORDINARY_IN.get(
        name, ORDINARY
    )
    assert {row["kind"] for row in rows if row["expected"] != "none"} == of_danger


def test_no_message_stands_in_two_places() -> None:
    texts = Counter(row["text"].casefold() for name in NAMES for row in rows_of(name))
    assert [text for text, times in texts.items() if times > 1] == []


@pytest.mark.parametrize("name", ["first", "second"])
def test_the_sets_for_building_lose_nothing(name: str) -> None:
    """How the rule does on what is new to it is told by the sets held out, and not here."""
    figures = crisis_sets.figures_of(crisis_sets.rows_of(name))
    assert figures.danger_to_panel >= 0.99
    assert figures.front_to_front >= 0.98
    assert figures.ordinary_to_front == 0
    assert figures.ordinary_to_panel <= 0.02


def test_the_batches_that_the_rule_was_learned_from_reach_what_they_reached() -> None:
    """They were written to be hard; what was put aside tells what these figures are worth."""
    figures = crisis_sets.figures_of(crisis_sets.rows_of("written"))
    assert figures.danger_to_panel >= 0.99
    assert figures.front_to_front >= 0.98
    assert figures.ordinary_to_front <= 0.01
    assert figures.ordinary_to_panel <= 0.08


def test_what_was_put_aside_is_not_learned_from() -> None:
    aside = {row.text.casefold() for row in crisis_sets.rows_of("aside")}
    learned = {text.casefold() for text, _, _ in crisis_weights.texts()}
    assert len(aside) >= 150
    assert aside & learned == set()
    for name in NAMES[2:]:
        assert {row["text"].casefold() for row in rows_of(name)} & learned == set()


@pytest.mark.parametrize("name", sorted(crisis_sets.HELD_OUT))
def test_the_texts_of_what_is_held_out_are_not_shown(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert crisis_sets.main([name, "--texts"]) == 2
    assert capsys.readouterr().out == ""


def test_a_batch_of_ordinary_messages_alone_tells_nothing_of_danger() -> None:
    row = crisis_sets.Row("none", "plain", "Are you open?", Level.NONE, ())
    told = crisis_sets.in_words("these", crisis_sets.figures_of([row]))
    assert told == "these: ordinary to the front 0.0%, ordinary to the panel alone 0.0%"


def test_the_second_voice_says_so_by_one_name_and_never_by_the_words() -> None:
    named = [row.signs for row in crisis_sets.rows_of("written") if "reads-alike" in row.signs]
    known = {phrase.sign for phrase in patterns().signs} | {"denied", "reads-alike"}
    assert len(named) >= 50
    assert {sign for signs in named for sign in signs} <= known
