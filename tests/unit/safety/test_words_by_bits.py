"""Where phrases stand: at all words at once, as if each were tried from each word by itself."""

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.safety.crisis_phrases import Phrase, Step
from chalicelib.safety.words_by_bits import Positions, Words

A_WORD = st.sampled_from("abcd")
A_MESSAGE = st.lists(A_WORD, max_size=14)
SOME_WORDS = st.frozensets(A_WORD, min_size=1, max_size=3)
A_STEP = st.one_of(
    st.builds(Step, SOME_WORDS, st.integers(0, 3), st.just(False)),
    st.builds(Step, SOME_WORDS, st.just(0), st.just(True)),
)


@st.composite
def phrases(draw: st.DrawFn) -> Phrase:
    steps = (Step(draw(SOME_WORDS), 0, False), *draw(st.lists(A_STEP, max_size=4)))
    return Phrase("sign", steps, tuple(step.words for step in steps if not step.optional))


def tried_one_by_one(words: list[str], steps: tuple[Step, ...], at: int) -> Positions | None:
    """The positions of the steps from a word on: the nearest word that all others can follow."""
    if not steps:
        return ()
    step, *others = steps
    for here in range(at, min(at + step.gap + 1, len(words))):
        if words[here] in step.words:
            rest = tried_one_by_one(words, tuple(others), here + 1)
            if rest is not None:
                return (here, *rest)
    return tried_one_by_one(words, tuple(others), at) if step.optional else None


@given(words=A_MESSAGE, phrase=phrases())
def test_a_phrase_is_found_where_its_steps_can_be_taken_one_after_the_other(
    words: list[str], phrase: Phrase
) -> None:
    expected = [tried_one_by_one(words, phrase.steps, at) for at in range(len(words))]
    starts = [found for at, found in enumerate(expected) if found and found[0] == at]
    assert Words(words).positions_of(phrase) == starts


@given(words=A_MESSAGE, gone=st.sets(st.integers(0, 13)), phrase=phrases())
def test_words_that_are_set_aside_are_found_no_more_and_move_no_other(
    words: list[str], gone: set[int], phrase: Phrase
) -> None:
    left = ["" if at in gone else word for at, word in enumerate(words)]
    assert Words(words).without(gone).positions_of(phrase) == Words(left).positions_of(phrase)
