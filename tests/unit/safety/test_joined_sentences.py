"""Two sentences of danger in one text are no less than the graver of the two, however joined.

All pairs that an idiom could span are tried, both ways round, and a part of the others by a fixed
rule. `python -m tests.crisis_pairs` tries every pair with every joint.
"""

import pytest

from chalicelib.safety.crisis import Level, read_signs
from tests.crisis_pairs import fallen, pairs_an_idiom_could_span, recognized


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
