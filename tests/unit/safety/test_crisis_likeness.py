"""The second voice of the crisis rule: what words weigh where no phrase speaks, or around one."""

import math
import time
import tracemalloc

import pytest

from chalicelib.intake.crisis_help import READ_AT_ONCE
from chalicelib.intake.models import LONGEST_MESSAGE
from chalicelib.safety import read_message
from chalicelib.safety.crisis import Level, read_signs
from chalicelib.safety.crisis_likeness import (
    WINDOW,
    Bounds,
    Likeness,
    Weights,
    likeness_of,
    parse_weights,
    weights,
)
from chalicelib.safety.crisis_patterns import patterns
from chalicelib.safety.read_message import Message
from tests import crisis_sets, crisis_weights

NO_PHRASE_SAYS_IT = ["I took 22 of my pills an hour ago"]
MOST_TIMES_AN_ORDINARY_ONE = 20
LENGTHS = (LONGEST_MESSAGE, READ_AT_ONCE)
HOSTILE = [
    "want ",
    "i do not want to ",
    "not ",
    "k.",
    "suc*",
    "$'|!",
    "a ",
    "pill gun ",
    "i me my ",
]
HOSTILE += ["i me my ", "die my hair, ", "k il ", "aabb", "I am. ", "\n", "iwantto", "sx "]
HOSTILE += ["die suicide ", "suicide table die chair lamp ", "umbrella suicide hello "]
HOSTILE += ["a", "ab", "a.", "gave up ", "a! ", "a, ", "su", "s o i ", "a\u0301"]


def words_of(text: str) -> Message:
    return read_message.read(text, patterns())


def some_weights(danger: dict[str, int]) -> Weights:
    of = {word: (weight, 0) for word, weight in danger.items()}
    bounds = Bounds(*[0.0] * len(Bounds._fields))
    return Weights(of, Likeness(0.0, 0.0), {}, bounds)


@pytest.mark.parametrize("text", NO_PHRASE_SAYS_IT)
def test_what_no_phrase_says_is_shown_the_panel_for_what_it_is_like(text: str) -> None:
    reading = read_signs(text)
    assert reading.level is not Level.NONE
    assert reading.signs == ("reads-alike",)


@pytest.mark.parametrize(
    "text",
    [
        "my commute to your other clinic is suicide in the mornings, do you have evening hours",
        "Thoughts of suicide or self harm: none. Sleep: poor. Requesting: a consult in December.",
        "I run a suicide prevention program at the county hospital and need your referral criteria",
    ],
)
def test_words_of_danger_among_ordinary_ones_put_nothing_first(text: str) -> None:
    assert read_signs(text).level is not Level.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "I overdosed",
        "My daughter overdosed",
        "I overdosed. Please send someone",
        "I shot myself",
        "kms",
        "Suicidal now",
        "feeling suicidal, any slot today?",
        "Planning suicide",
        "Gun in mouth",
        "She wants to jump",
        "I'm offing myself",
        "Quiere matarse",
        "Mi mamá quiere matarse",
        "Intentó suicidarse hace una hora",
        "Tengo una soga",
        "My roommate overdosed in the bathroom",
    ],
)
def test_few_words_are_enough_to_come_first(text: str) -> None:
    """Where there are no others, none can say otherwise."""
    assert read_signs(text).level is Level.CRISIS


@pytest.mark.parametrize(
    "text", ["I want to die", "I took all my pills", "kms", "I wish I was dead"]
)
def test_no_ordinary_words_around_it_lower_a_sentence_of_danger(text: str) -> None:
    ordinary = [row.text for row in crisis_sets.rows_of("first") if row.expected == "none"]
    alone = read_signs(text).level
    for before, after in zip(ordinary[::7], ordinary[3::7], strict=False):
        assert read_signs(f"{before.rstrip('.')}. {text}. {after}").level in (alone, Level.CRISIS)


def test_two_signs_in_an_ordinary_message_show_the_panel_and_come_not_first() -> None:
    asked = "the page says call 988 if ur thinking of ending things"
    ordinary = "i am not, i just could not find the link for the billing office"
    meant = "and i am, the pills are on the billing letter in front of me"
    assert read_signs(f"{asked}, {ordinary}").level is Level.PANEL
    assert read_signs(f"{asked} {meant}").level is Level.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "I coordinate the county's suicide prevention walk. May we hang a poster in your lobby?",
        "Referral from Dr. Oakes, 44 F, depression, no suicidal ideation. Fax for records, please?",
        "Our church runs a class about suicide awareness in May, would a nurse come to speak?",
    ],
)
def test_who_speaks_of_it_as_a_subject_among_ordinary_words_is_shown_nothing(text: str) -> None:
    assert read_signs(text).level is Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "suicide",
        "Suicide.",
        "It's about suicide. Call me.",
        "I'd like to book for Monday. Suicide has been on my mind. Do you take Aetna?",
        "Do you have evening hours? I keep reading about suicide at night and I can't stop.",
    ],
)
def test_the_word_alone_or_among_words_of_danger_shows_the_panel(text: str) -> None:
    assert read_signs(text).level is not Level.NONE


def test_two_weak_signs_show_the_panel_among_ordinary_words_and_come_first_among_others() -> None:
    ordinary = (
        "I lead a support group for parents bereaved by suicide, and have since 2006. Several of "
        "us want to know whether grief is a thing you treat, or if it has to be called depression?"
    )
    reading = read_signs(ordinary)
    assert (reading.level, reading.signs) == (Level.PANEL, ("topic", "others"))
    assert read_signs("thinking about suicide, my wife would be better off").level is Level.CRISIS


def test_what_is_told_of_long_ago_is_not_put_first_by_it() -> None:
    assert read_signs("my brother took his own life").level is Level.PANEL


def test_the_same_word_many_times_counts_once() -> None:
    by = some_weights({"river": 4})
    once = likeness_of(words_of("river"), by).danger
    assert likeness_of(words_of("river " * 20), by).danger == once == pytest.approx(0.4)


def test_a_letter_around_a_window_takes_nothing_from_it() -> None:
    by = some_weights({"river": 8, "stone": 8, "lawn": -8})
    letter = "The lawn is green. " * 100
    found = likeness_of(words_of(f"{letter} The river, the stone. {letter}"), by).danger
    assert found > likeness_of(words_of(letter), by).danger
    assert len(words_of(letter).words) > WINDOW


@pytest.mark.parametrize(
    "text",
    [
        (
            "Our dog died on Sunday and the house is so quiet. I cried in the kitchen all evening. "
            "My sister is coming on Friday and we are going to plant a tree for him."
        ),
        (
            "Third breakup this year and I am so tired of apps. Deleted them all, ate ice cream in "
            "the bath and watched the worst movie ever made. How do you people meet anyone?"
        ),
        (
            "The boss fight at the end of chapter nine killed me forty times. I threw the "
            "controller, took a walk and beat it on the first try. Is the next one worth the money?"
        ),
        (
            "My manager moved the deadline again and I sat in the car and cried before going in. I "
            "have started to look for another job. How long did it take you to find one?"
        ),
    ],
)
def test_sad_or_loud_words_about_other_things_show_nothing(text: str) -> None:
    assert read_signs(text).level is Level.NONE


@pytest.mark.parametrize(
    "danger",
    [
        "At night I lie there wishing my heart would stop beating before the morning.",
        "I have been thinking that everyone would breathe easier without me in the world.",
    ],
)
def test_one_sentence_of_danger_in_a_cheerful_letter_shows_the_panel(danger: str) -> None:
    letter = (
        "Hi there! I found you on the map and the pictures of the garden are lovely. What does a "
        "first visit cost, and is the lot behind the building free? I work at the bakery until "
        "one, so afternoons are best."
    )
    rest = "My plan is Aetna and the card is new. Thanks so much, have a great week!"
    assert read_signs(f"{letter} {danger} {rest}").level is not Level.NONE
    assert read_signs(f"{letter} {rest}").level is Level.NONE


def test_a_sign_counts_one_less_in_a_message_plainly_about_something_else() -> None:
    gave_away = (
        "I gave away my piano and my old records when we moved to the condo by the lake. Do you "
        "have an elevator, and can my wife sit with me in the room?"
    )
    asked_by_others = (
        "My insurer wants it in writing whether I have had suicidal ideation in the last year. I "
        "have not. Can the doctor write that for the file, or does it take my own?"
    )
    assert read_signs(gave_away).level is Level.NONE
    assert read_signs(asked_by_others).level is Level.PANEL
    assert (
        read_signs("I have suicidal ideation and a plan. Do you have an elevator?").level
        is Level.CRISIS
    )


def test_the_file_of_weights_is_what_the_script_fits() -> None:
    """The groups and bounds are the script's; the weights are fitted by `--write`."""
    by = weights()
    assert by.groups == crisis_weights.groups()
    assert by.bounds == crisis_weights.BOUNDS
    assert all(
        abs(each) <= 10 * crisis_weights.MOST_WEIGHT for both in by.of.values() for each in both
    )
    assert crisis_weights.TARGET.stat().st_size <= 240_000


def test_a_file_without_its_numbers_is_refused() -> None:
    with pytest.raises(KeyError, match="base_of_danger"):
        parse_weights("weigh 5 0 river\n")


def seconds(text: str, enough: float = 0) -> float:
    """The least of some runs, as the machine has other work, or of those until it is ``enough``."""
    least = math.inf
    for _ in range(3):
        begin = time.process_time()
        read_signs(text)
        least = min(least, time.process_time() - begin)
        if least <= enough:
            break
    return least


@pytest.mark.parametrize("unit", ["a", "ab", "su", "iwantto", "a*", "0", "$'|!"])
def test_no_word_however_long_takes_much_memory(unit: str) -> None:
    words_of("hopeles iwanttodie k.m.s")  # what is made once
    tracemalloc.start()
    try:
        words_of((unit * READ_AT_ONCE)[:READ_AT_ONCE])
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most <= 200 * READ_AT_ONCE


@pytest.mark.parametrize("length", LENGTHS)
def test_no_hostile_message_costs_more_than_some_ordinary_ones(length: int) -> None:
    rows = [row for name in ("first", "second") for row in crisis_sets.rows_of(name)]
    ordinary = " ".join(row.text for row in rows if row.expected == "none")
    assert len(ordinary) >= length
    usual = seconds(ordinary[:length])
    most = MOST_TIMES_AN_ORDINARY_ONE * usual
    costs = {unit: seconds((unit * length)[:length], enough=most) for unit in HOSTILE}
    assert {unit: cost / usual for unit, cost in costs.items() if cost > most} == {}
