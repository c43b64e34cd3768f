"""What people write is read as they wrote it: slips are mended, and no ordinary word is one."""

import itertools
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from chalicelib.safety import crisis_denials, crisis_patterns, read_message
from chalicelib.safety.crisis import Level, read_signs
from chalicelib.safety.crisis_patterns import index_of, parse, patterns
from chalicelib.safety.crisis_phrases import PatternError
from chalicelib.safety.read_message import read
from chalicelib.safety.read_word import plain_words

_EACH_LIST = 20_000
_SHORTEST_SLIP = 5
_SLIPS_ALL_THE_SAME = {"loosing", "overdoes", "unlive"}
_DRAWN_OUT = 3


def common_words() -> list[str]:
    """The words that English books, films and names use most, but for those that are drawn out."""
    lists = ("english_wikipedia", "us_tv_and_film", "female_names", "male_names", "surnames")
    words = dict.fromkeys(
        word for name in lists for word in list(FREQUENCY_LISTS[name])[:_EACH_LIST]
    )
    return [
        word
        for word in words
        if word.isascii()
        and word.isalpha()
        and not any(letter * _DRAWN_OUT in word for letter in set(word))
    ]


def test_common_words_of_english_read_as_themselves() -> None:
    """But for the plain forms that the pattern file lists: "killing" is read as "kill"."""
    rules = patterns()
    words = common_words()
    assert len(words) > 40_000
    listed = rules.spelling.keys() | rules.fillers | _SLIPS_ALL_THE_SAME
    rewritten = {
        word: found
        for word in words
        if word not in listed and (found := read(word, rules).words) != [word]
    }
    assert {word for word in rewritten if not word.startswith("suicid")} == set()


def test_ordinary_words_with_doubled_letters_read_as_themselves() -> None:
    rules = patterns()
    source = Path(__file__).parent / "crisis" / "ordinary.txt"
    lines = source.read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    assert len(words) >= 800
    assert [
        word
        for word in words
        if word not in rules.spelling and read(word, rules).words not in ([word], [])
    ] == []


@pytest.mark.parametrize(
    "text",
    [
        "$1,800 for six, $350 after, $1 a mile, $5i or $15",
        "at 5, 5:15, 5h from now, 10am, 1 pm, 12:45, 2026-11-30",
        "5mg, 0.5 mg, 50mg at 8am, 10 ml, 1mg b.i.d., 2 cc, 100mcg",
        "1100 S Hill St, Suite 5D, 51 Odd Fellows Rd, Apt 0D, exit 51",
        "S1 and L5, the SI joint, C5 to C7, T1, A1c of 5.1",
        "SSI, SSDI, VA, SNAP, WIC, EBT, HSA, FSA, COBRA, Medi-Cal, Medicaid, GI bill",
        "BCBS, UHC, Aetna, Cigna, TRICARE Prime, Kaiser HMO, Humana Gold, Oscar, Molina",
        "member id 5I1S0D, group 00D1E, policy K1LL-1-51",
        "homeless, putting, willing, loving, changing, season, though, tables, mills, wills",
    ],
)
def test_prices_times_doses_addresses_insurers_and_benefits_are_no_signs(text: str) -> None:
    assert read_signs(text).level is Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "i am so hopeles",
        "i want to die tonigth, i hve a plann to kil myslef",
        "i wannna diiie",
        "killl mysefl",
        "i want t0 d1e",
        "I want to 0d",
        "su1c1de",
        "everybdy wuld be beter off wihtout me",
        "i swalowed the hole botle of pils",
        "gonna ovredose",
    ],
)
def test_slips_in_words_of_danger_are_seen_through(text: str) -> None:
    assert read_signs(text).level is not Level.NONE


def test_a_word_is_looked_up_as_a_slip_wherever_it_has_one() -> None:
    """Most words are ruled out by how they begin and end: none that is one letter off."""
    rules = patterns()
    looked_up = [
        (slip, word)
        for word in sorted(set(rules.slips.values()))
        for slip in (*without_a_letter(word), *with_another_letter(word), *with_two_swapped(word))
        if slip not in rules.vocabulary and slip not in rules.spelling
        if len(slip) >= _SHORTEST_SLIP and rules.slips.get(word) == word
        if all(rules.slips.get(rest, word) == word for rest in (slip, *without_a_letter(slip)))
    ]
    assert len(looked_up) > 1000
    meant = {word: read(word, rules).words for _, word in looked_up}
    assert {slip for slip, word in looked_up if read(slip, rules).words != meant[word]} == set()


def without_a_letter(word: str) -> list[str]:
    return [word[:at] + word[at + 1 :] for at in range(len(word))]


def with_another_letter(word: str) -> list[str]:
    return [word[:at] + "q" + word[after:] for at in range(len(word)) for after in (at, at + 1)]


def with_two_swapped(word: str) -> list[str]:
    return [word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1)]


@pytest.mark.parametrize("word", ["suicide", "sucide", "suiside"])
def test_suicide_taken_apart_is_read_as_one_word_wherever_it_is(word: str) -> None:
    rules = patterns()
    places = itertools.chain(
        itertools.combinations(range(2, len(word)), 1),
        itertools.combinations(range(2, len(word)), 2),
    )
    for ends in places:
        pieces = " ".join(word[begin:end] for begin, end in pairwise((0, *ends, len(word))))
        assert read(f"about {pieces} today", rules).words == ["about", "suicide", "today"], pieces


@pytest.mark.parametrize(("word", "other"), [("SSI", "SI"), ("good", "god"), ("odd", "OD")])
def test_a_doubled_letter_is_not_drawn_out(word: str, other: str) -> None:
    rules = patterns()
    assert read(word, rules).words != read(other, rules).words


def test_a_word_that_is_known_with_a_slip_is_one_that_phrases_use() -> None:
    """A slip that led to a word no phrase has would be read for nothing."""
    rules = patterns()
    used = {word for phrase in rules.signs for step in phrase.steps for word in step.words}
    assert {
        plain for plain in rules.slips.values() if not used & {*rules.spelling.get(plain, (plain,))}
    } == set()


@pytest.mark.parametrize("line", ["sign burden: heavy", "sign burden: strong weak"])
def test_a_weight_that_is_none_is_refused(line: str) -> None:
    with pytest.raises(PatternError, match="no such weight"):
        parse(f"[{line}]\nburden\n")


def test_no_word_that_people_write_is_remembered_and_no_order_of_them() -> None:
    rules = parse("[joined]\nend it\n[slips]\nburden\n[sign burden]\nburden\n[sign end]\nend it\n")
    before = list(plain_words(rules).items())
    assert {word for word, _ in before} == rules.vocabulary
    for text in ("it burden", "Jane Example, 212-555-0123, b*rden and budren", "suicidejane"):
        read(text, rules)
    assert list(plain_words(rules).items()) == before
    assert read("burden budren", rules).words == ["burden", "burden"]


def test_no_expression_is_made_of_what_people_write(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python keeps the last ones that were made."""
    rules = patterns()
    read("iwanttodie k.m.s", rules)
    made: list[str] = []
    monkeypatch.setattr(re, "compile", made.append)
    read("I want to k*ll jane*s d*g. F*ck, d*e, su*cide", rules)
    assert made == []


@pytest.mark.parametrize(
    ("starred", "plain"), [("k*ll", "kill"), ("d*e", "die"), ("s*icide", "suicide")]
)
def test_a_word_with_stars_for_letters_is_read_as_the_one_it_hides(
    starred: str, plain: str
) -> None:
    assert read(starred, patterns()).words[:1] == [plain]


SOURCE = crisis_patterns.SOURCE.read_text(encoding="utf-8")


def test_the_file_keeps_to_its_own_notation() -> None:
    """A function reads it without a check."""
    assert len(parse(SOURCE).signs) >= 1_900


def test_the_file_is_read_the_same_with_the_index_that_a_package_has_of_it() -> None:
    without = parse(SOURCE, checked_before=True)
    index = json.loads(json.dumps(index_of(SOURCE)))
    rules = parse(SOURCE, checked_before=True, index=index)
    assert rules.vocabulary == without.vocabulary
    for read_with, read_alone in (
        (rules.signs, without.signs),
        (rules.past, without.past),
        (rules.idioms, without.idioms),
    ):
        assert list(read_with) == list(read_alone)
        for phrase in read_alone:
            words = frozenset(word for step in phrase.steps for word in step.words)
            assert phrase in read_with.that_may_stand_in(words)


@pytest.mark.parametrize("word", ["just", "dont"])
def test_what_was_checked_before_is_read_without_another_look(word: str) -> None:
    """A function starts with the file that the tests read; it has no time to look for slips."""
    slip = f"{SOURCE}\n[sign river]\nto the {word} river"
    with pytest.raises(PatternError, match=f"'{word}' never reaches a phrase"):
        parse(slip)
    assert len(parse(slip, checked_before=True).signs) == len(parse(SOURCE).signs) + 1


def test_a_phrase_is_looked_up_by_its_rarest_part() -> None:
    """One that may be any of several words is as common as all of them together."""
    found = parse(f"{SOURCE}\n[sign river]\nnow|tonight river today?").reader.rarest["signs"]
    last = max(number for numbers in found.values() for number in numbers)
    assert [part for part, numbers in found.items() if last in numbers] == ["river"]


A_NEW_PHRASE = "[sign river]\nto the river tonight"


def test_an_index_of_an_earlier_file_hides_no_phrase() -> None:
    later = f"{SOURCE}\n{A_NEW_PHRASE}"
    rules = parse(later, checked_before=True, index=index_of(SOURCE))
    assert rules.vocabulary == parse(later).vocabulary
    assert list(rules.signs.that_may_stand_in(frozenset({"to", "the", "river", "tonight"})))


@pytest.mark.parametrize(
    "left_over",
    [
        json.dumps({"rarest": {"signs": {}}, "vocabulary": "none"}),
        json.dumps(index_of(A_NEW_PHRASE)),
        json.dumps({"of": "", "rarest": {"signs": {}}, "vocabulary": "none"}),
        "{}",
        "[]",
        '{"rarest": {"sig',
        "",
    ],
)
def test_an_index_that_is_left_over_or_broken_is_not_used(
    left_over: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / crisis_patterns.INDEX).write_text(left_over, encoding="utf-8")
    (tmp_path / crisis_patterns.SOURCE.name).write_text(SOURCE, encoding="utf-8")
    monkeypatch.setattr(crisis_patterns, "SOURCE", tmp_path / crisis_patterns.SOURCE.name)
    rules = crisis_patterns.patterns.__wrapped__()
    alone = parse(SOURCE, checked_before=True)
    assert rules.vocabulary == alone.vocabulary
    assert rules.reader.rarest["signs"] == alone.reader.rarest["signs"]


WORDS_THAT_DECIDE = {
    **{name: words for name, words in vars(crisis_denials).items() if isinstance(words, frozenset)},
    "alive": frozenset().union(*(each for both in crisis_denials._TO_LIVE_ON for each in both)),
    "before a degree": read_message._BEFORE_A_DEGREE,
}


@pytest.mark.parametrize("name", WORDS_THAT_DECIDE)
def test_words_that_decide_are_words_as_they_are_read(name: str) -> None:
    """Another spelling, or a filler, would never be met."""
    words = sorted(WORDS_THAT_DECIDE[name])
    assert [read(f"albany {word} albany", patterns()).words[1:-1] for word in words] == [
        [word] for word in words
    ]
