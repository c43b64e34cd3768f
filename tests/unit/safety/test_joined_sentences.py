"""Two sentences of danger in one text are no less than the graver of the two, however joined.

All pairs that an idiom could span are tried, both ways round, and a part of the others by a fixed
rule. `python -m tests.crisis_pairs` tries every pair with every joint.
"""

from random import Random

import pytest

from chalicelib.safety.crisis import Level, read_signs
from tests.crisis_pairs import (
    FOLDER,
    GRAVITY,
    JOINTS,
    fallen,
    pairs_an_idiom_could_span,
    recognized,
)


@pytest.mark.parametrize(
    "text",
    [
        "suicidal ideation off and on for years, no intent so driving to the bridge now",
        "why did I survive and they didn't so took the whole bottle",
        "s u i c i d e, i od'd last night, woke up, still here unfortunately",
        "I plan on using my service weapon, I lost my dad to suicide and I think about it too",
    ],
)
def test_the_end_of_one_sentence_hides_nothing_of_the_next(text: str) -> None:
    assert read_signs(text).level is Level.CRISIS


def test_two_phrases_of_danger_joined_to_one_text_keep_the_graver_level() -> None:
    phrases = recognized()
    spanned = pairs_an_idiom_could_span(phrases)
    others = {
        (a, b) for a in range(len(phrases)) for b in range(len(phrases)) if (31 * a + b) % 173 == 0
    }
    assert len(spanned) >= 1_000
    some = {pair for at, pair in enumerate(sorted(spanned)) if at % 6 == 0}
    assert list(fallen(phrases, some | others, joints_each=1)) == []


@pytest.mark.parametrize(
    "text",
    [
        "im suisidal and need an evaluation for medical cannabis",
        "I need to die because the vet says Max has weeks to live",
        "i wanna kil myself and what is the deadline for the discount",
        "the noose is tied because my insurance denied the infusions again",
        "I need to die and I am sick of being on hold",
        "I have decided to end my life but my father died in 2010 of a heart attack",
        "I took 30 of my mom's pills because I fell off the roof in 2015 and broke my back",
        "quiero morir y quiero saber el precio de las infusiones",
    ],
)
def test_a_harmless_saying_joined_to_a_sign_hides_nothing_of_it(text: str) -> None:
    assert read_signs(text).level is Level.CRISIS


OF_A_PROFESSION = (
    "passive suicidal ideation for years so Our nonprofit trains barbers to talk about suicide "
    "with their customers, may we put cards at your desk?"
)
PUT_FIRST_BY_WEIGHTS = (
    "Please take the crisis flag off my chart, I wasn't talking about suicide, I was talking about "
    "my job. Ya no pienso en nada más que en suicidarme"
)
ALSO_PUT_FIRST_BY_WEIGHTS = (
    "Will you be open on Friday? No problem if not so almost went through with it on Tuesday"
)


def test_harmless_sentences_joined_to_phrases_of_danger_take_next_to_nothing_from_them() -> None:
    """Two thousand drawn texts."""
    chance = Random(1)  # noqa: S311  # the same texts each time
    phrases, harmless = recognized(), harmless_sentences()
    fallen = [
        text
        for _ in range(2_000)
        for sign, level in [chance.choice(phrases)]
        for text in [joined(chance, sign, chance.choice(harmless))]
        if GRAVITY[read_signs(text).level] < GRAVITY[level]
    ]
    assert fallen == [OF_A_PROFESSION, ALSO_PUT_FIRST_BY_WEIGHTS, PUT_FIRST_BY_WEIGHTS]


def harmless_sentences() -> list[str]:
    lines = (FOLDER / f"{name}.txt" for name in ("harmless", "ordinary"))
    texts = [line.strip() for file in lines for line in file.read_text("utf-8").splitlines()]
    return [text for text in texts if text and not text.startswith("#")]


def joined(chance: Random, sign: str, harmless: str) -> str:
    first, second = chance.sample([sign, harmless], 2)
    return first.removesuffix(".") + chance.choice([*JOINTS, " but ", ". ", "\n"]) + second
