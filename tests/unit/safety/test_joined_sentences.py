"""Two sentences of danger in one text are no less than the graver of the two, however joined.

All pairs that an idiom could span are tried, both ways round, and a part of the others by a fixed
rule. `python -m tests.crisis_pairs` tries every pair with every joint.
"""

from tests.crisis_pairs import fallen, pairs_an_idiom_could_span, recognized


def test_two_phrases_of_danger_joined_to_one_text_keep_the_graver_level() -> None:
    phrases = recognized()
    spanned = pairs_an_idiom_could_span(phrases)
    others = {
        (a, b) for a in range(len(phrases)) for b in range(len(phrases)) if (31 * a + b) % 173 == 0
    }
    assert len(spanned) >= 1_000
    some = {pair for at, pair in enumerate(sorted(spanned)) if at % 6 == 0}
    assert list(fallen(phrases, some | others, joints_each=1)) == []
