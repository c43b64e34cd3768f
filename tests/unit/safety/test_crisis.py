"""The crisis rule: what people write, found and weighed; everyday wording, left alone.

The phrases are data, in the folder beside this file. `held_out_*.txt` were written by somebody who
had not seen the rule. On its first meeting with them the rule found 129 of 157 phrases (82 %) and
tripped on 6 of 160 harmless ones (4 %); the rule was then widened, so these files no longer say how
it does on wording that is new to it. For that, the first figures are the honest ones.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.intake.crisis_help import READ_AT_ONCE
from chalicelib.intake.models import LONGEST_MESSAGE
from chalicelib.safety import read_message, read_word
from chalicelib.safety.crisis import Level, read_signs
from chalicelib.safety.crisis_patterns import parse, patterns
from chalicelib.safety.crisis_phrases import MAX_GAP, MAX_WAYS, PatternError, Phrase

PHRASES = Path(__file__).parent / "crisis"


def phrases(name: str) -> list[str]:
    lines = (PHRASES / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


CRISIS = phrases("crisis")
FRONT = phrases("front")
HARMLESS = phrases("harmless")


def shows_panel(text: str) -> bool:
    """True if the answer to a message carries the crisis panel."""
    return read_signs(text).level is not Level.NONE


def signs_of(text: str) -> tuple[str, ...]:
    """The kinds of sign that speak for the level of a message."""
    return read_signs(text).signs


def comes_first(text: str) -> bool:
    """True if the call for a message comes before all others."""
    return read_signs(text).level is Level.CRISIS


# --- phrase by phrase ----------------------------------------------------------------------------


def test_words_of_danger_bring_the_panel() -> None:
    assert [phrase for phrase in CRISIS if not shows_panel(phrase)] == []


def test_intent_a_plan_means_or_an_attempt_comes_before_all_other_calls() -> None:
    assert [phrase for phrase in FRONT if not comes_first(phrase)] == []


def test_everyday_wording_does_not_bring_the_panel() -> None:
    found = {phrase: signs_of(phrase) for phrase in HARMLESS}
    assert {phrase: signs for phrase, signs in found.items() if signs != ()} == {}


def test_the_files_hold_enough_to_mean_something() -> None:
    assert len(set(CRISIS)) >= 90
    assert len(set(HARMLESS)) >= 70


class Floor(NamedTuple):
    """The least recall and the most false alarms that a pair of files may show."""

    recall: float
    false_alarms: float


@pytest.mark.parametrize(
    ("pair", "floor"),
    [
        ("", Floor(recall=1.0, false_alarms=0.0)),
        # The one alarm left is a business that has "overdose" in its name; the bare word counts.
        ("held_out_", Floor(recall=1.0, false_alarms=0.007)),
    ],
)
def test_recall_and_false_alarms_keep_to_their_floors(
    pair: str, floor: Floor, capsys: pytest.CaptureFixture[str]
) -> None:
    crisis, harmless = phrases(f"{pair}crisis"), phrases(f"{pair}harmless")
    missed = [phrase for phrase in crisis if not shows_panel(phrase)]
    alarms = [phrase for phrase in harmless if shows_panel(phrase)]
    recall = 1 - len(missed) / len(crisis)
    rate = len(alarms) / len(harmless)
    with capsys.disabled():
        print(
            f"\n{pair or 'own_'}phrases: recall {recall:.1%} of {len(crisis)}, "
            f"false alarms {rate:.1%} of {len(harmless)}"
        )
    assert recall >= floor.recall, missed
    assert rate <= floor.false_alarms, alarms


# --- two decisions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "I feel hopeless",
        "I have been a burden for years",
        "ketamine is my last resort",
        "I want to give up",
        "I wish I was dead",
        "everything is pointless",
        "I lost my dad to suicide",
        "I am not suicidal",
    ],
)
def test_a_single_weak_sign_shows_the_panel_and_leaves_the_queue_in_order(text: str) -> None:
    assert read_signs(text).level is Level.PANEL


@pytest.mark.parametrize(
    "text",
    [
        "I feel hopeless and I am a burden to everybody",
        "I wish I was dead. My family would be happier if I was gone.",
        "last resort for me, I keep giving my things away",
    ],
)
def test_two_weak_signs_of_different_kinds_come_first(text: str) -> None:
    assert comes_first(text)


def test_the_same_weak_sign_twice_is_one_sign() -> None:
    assert read_signs("I feel hopeless. So hopeless. It is hopeless.").level is Level.PANEL


def test_two_weak_signs_far_apart_in_a_long_letter_are_no_strong_one() -> None:
    between = "We drove to the lake and had lunch with the neighbors and their four children. " * 8
    text = f"I felt hopeless about the insurance. {between} I feel like a burden on my husband."
    assert read_signs(text).level is Level.PANEL


@pytest.mark.parametrize("word", ["gun", "drown", "jump", "razor", "bridge", "numb", "attempt"])
def test_one_word_of_everyday_use_is_no_sign_alone(word: str) -> None:
    assert not shows_panel(f"There is a word, {word}, in this sentence")


def test_what_is_said_in_two_fields_is_weighed_together() -> None:
    assert read_signs("I feel hopeless", "sertraline, and I am a burden to all").level is (
        Level.CRISIS
    )


@pytest.mark.parametrize(
    ("then", "now"),
    [
        ("I tried to kill myself in 2009", "I tried to kill myself on Sunday"),
        ("I overdosed ten years ago", "I overdosed an hour ago"),
        ("My mother killed herself when I was nine", "My mother says she will kill herself"),
        ("my brother took his own life", "my brother wants to take his own life"),
    ],
)
def test_what_is_long_past_shows_the_panel_and_what_is_now_comes_first(then: str, now: str) -> None:
    assert read_signs(then).level is Level.PANEL
    assert comes_first(now)


def test_a_time_in_another_clause_does_not_make_a_deed_the_past() -> None:
    assert comes_first("I am going to kill myself, my dog died years ago")


@pytest.mark.parametrize(
    "text",
    [
        "I'm not suicidal but I don't want to be here either",
        "No suicidal thoughts, I just want to die",
        "I have no plan to kill myself, I only think about death all day",
    ],
)
def test_a_denial_hides_nothing_else(text: str) -> None:
    assert shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "I have depression but I'm not suicidal, do you take Blue Cross and what does it cost?",
        "Your form asked, so no, I have never had any thoughts of suicide. Do you have Saturdays?",
    ],
)
def test_a_denial_beside_an_ordinary_request_is_no_sign(text: str) -> None:
    assert not shows_panel(text)


# --- what is decided on purpose ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("I am not suicidal", "denied"),
        ("My brother's suicide was six years ago", "thoughts"),
        ("My husband says he'll end his life", "ending-life"),
        ("I tried to overdose in 2019 and it is all coming back", "attempt"),
        ("Is ketamine right for suicidal ideation?", "topic"),
        ("quiero quitarme la vida", "spanish"),
        ("I started cutting again", "self-harm"),
    ],
)
def test_denial_grief_the_past_and_other_people_count(text: str, sign: str) -> None:
    assert sign in signs_of(text)


def test_signs_are_names_from_the_file_and_never_the_visitors_words() -> None:
    known = {phrase.sign for phrase in patterns().signs}
    found = signs_of("I bought a gun and I want to die, nobody would miss me")
    assert {"means", "wish-to-die", "burden"} <= set(found) <= known
    assert len(found) == len(set(found))


def test_an_idiom_does_not_hide_what_the_next_sentence_says() -> None:
    assert comes_first("I'd die for a good night's sleep. Honestly I want to die.")
    assert shows_panel("Kill time, they said. I want to kill. Time does not help. Kill myself.")


def test_an_ambiguous_phrase_counts_once_the_message_speaks_of_distress() -> None:
    assert not shows_panel("The lease runs till May and I want to end it")
    assert shows_panel("The lease runs till May, I am so depressed, I want to end it")


@pytest.mark.parametrize(
    ("text", "is_danger"),
    [
        ("I want to k*ll myself", True),
        ("I want to d*e", True),
        ("I want to f*x myself before the trip", False),
        ("I want to c*ll you about prices", False),
    ],
)
def test_a_star_stands_for_the_letters_that_fit_and_no_others(text: str, is_danger: bool) -> None:
    assert shows_panel(text) is is_danger


@pytest.mark.parametrize(
    "text",
    [
        "I took all my pills because I want to die",
        "I took all my tablets because I want to die",
        "my phone is off and I want to die",
        "I want the pain to stop, took all my meds at once",
        "I want the pain to stop took all my meds at once",
        "I just want it all to stop so took all my meds at once",
        "this is my last message so I have a plan",
        "I want to die, my hair is falling out",
        "nobody would miss me dead, certain of it",
    ],
)
def test_no_idiom_hides_a_sign_that_says_more_than_the_idiom(text: str) -> None:
    assert shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "I've been giving away my things so I'd like to cancel the subscription and end it today",
        "I'd die for a good night's sleep and I've been cutting again",
        "I'd die for a good night's sleep so quiero dormir y no despertar",
        "I have a plan that covers it, my plan is Aetna Silver and I'm so tired of living",
        "I will do it myself online if that is easier because I question if I should keep living",
    ],
)
def test_two_signs_that_an_idiom_seems_to_join_come_first_all_the_same(text: str) -> None:
    assert read_signs(text).level is Level.CRISIS


@pytest.mark.parametrize("section", ["harmless", "harmless over a comma"])
@pytest.mark.parametrize("line", ["tablet ~4 die", "phone|tablet die", "<device> die"])
def test_an_idiom_in_words_that_are_always_rewritten_is_refused(section: str, line: str) -> None:
    source = f"[spelling]\npill: tablet\n[words device]\ntablet\n[{section}]\n{line}\n"
    with pytest.raises(PatternError, match="plain form"):
        parse(source)


@pytest.mark.parametrize(
    "text",
    [
        "A good time to call is after 3 pm",
        "a goooood time to call me is noon",
        "Is a good time to take me Monday?",
        "I am homeless right now and need a sliding scale",
        "My odd hours: I want an odd time, odd on paper",
        "I have $1,800 saved",
        "for $1 since it is a sample",
        "stenosis of L5 and S1 all the time",
        "I have S1 radiculopathy",
        "pain 5h every day, and 5h daily of rest",
        "I take 50mg at 8am and $1 of 1mg",
    ],
)
def test_ordinary_words_prices_times_and_doses_are_no_signs(text: str) -> None:
    assert signs_of(text) == ()


def test_an_ordinary_word_that_the_spelling_rewrites_is_refused() -> None:
    with pytest.raises(PatternError, match="itself"):
        parse("[ordinary]\ntoo\n[spelling]\nto: too\n")


@pytest.mark.parametrize(
    "text", ["i wannna diiie", "killl myself", "i want t0 d1e", "I want to 0d"]
)
def test_drawn_out_letters_and_digits_in_words_of_danger_are_still_seen_through(text: str) -> None:
    assert shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "。。。",
        "今日は予約をお願いします",
        "أريد موعدا يوم الاثنين",
        "🙂🙂🙂",
        "!!!???",
        "'",
        "$",
    ],
)
def test_text_without_words_it_knows_is_no_crisis(text: str) -> None:
    assert not shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "not sure I want to keep living. Do you take Aetna and is there parking?",
        "I'm not sure I want to be alive, how much is a session?",
        "so done with her. Self harm urges are back",
        "I'm not afraid to die, and would like to know what a session costs",
        "kill\nmy\nself",
        "I sleep badly and wake up at 3\nk.m.s",
        "rooms 2, 3, k m s",
        "been self harming since middle school, I volunteer for suicide prevention, our nonprofit",
    ],
)
def test_what_stands_beside_it_takes_no_sign_away(text: str) -> None:
    assert shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "Thoughts of suicide or self harm: none. Sleep: poor.",
        "Have you had thoughts of killing yourself: no. Reason for visit: my knees",
        "Are you thinking about hurting yourself? No. Reason for visit: migraines.",
    ],
)
def test_questions_of_a_form_that_are_answered_with_no_bring_no_panel(text: str) -> None:
    assert not shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "Reasons not to kill myself: none",
        "Can you promise that you won't kill yourself? No.",
        "Have you any idea how much I want to die? No.",
        "my thoughts of suicide are constant and I sleep: never",
        "Can you keep me from killing myself? No.",
        "Can anyone talk me out of killing myself: no",
        "Would you be able to stop yourself from ending your life? No.",
        "Is anybody protecting you from killing yourself this week: no. Price of a session?",
        "Are you safe from killing yourself when you are alone at night? No.",
        "Are you afraid of killing yourself with the pills you have? No.",
        "Options you have besides ending your life this week: none",
        "Any way out for somebody other than killing myself tonight: none",
    ],
)
def test_a_no_at_the_end_of_something_else_denies_nothing(text: str) -> None:
    assert shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "Allergies: latex. Thoughts of self harm? None. Pets? Two parrots.",
        "Suicidal thoughts? No. Homicidal thoughts? Toward my insurer. When is an opening?",
        "Wish to be dead? Nah. Do you take Aetna on Tuesdays?",
        "Suicide attempt? Never. I live with my mother and need a ride on Tuesdays.",
        "Improved. Denies passive or active SI. Requesting transfer of maintenance infusions.",
    ],
)
def test_what_a_form_asks_and_a_no_answers_is_no_sign(text: str) -> None:
    assert not shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kill myself tonight? No. Tomorrow, when the kids are at school. Do you take Aetna?",
        "Suicide tonight? No. Tomorrow after the kids leave for school I'll do it.",
        "How many pills for a suicide? No, really, how many? Do you take Aetna?",
        "Should I attempt suicide again? No, first I have to pay the bill. Is Monday free?",
        "Thoughts of suicide? Yes. Plan? No. Do you take Aetna?",
        "Thoughts of suicide? No. But every night I hold the pills.",
        "Thoughts of self harm? No. Urges? Yes, all day. Is parking free?",
        "Thoughts of self harm? No. Sorry, that was a lie. Do you take Aetna?",
        "Suicide attempts? None. Attempts interrupted by my wife? Two. Do you take Aetna?",
        "Are your thoughts of suicide getting better? No. Do you take Aetna and is parking free?",
        "Do you feel in control of your thoughts of suicide? No. Do you take Aetna?",
        "Have you thought of suicide? no, I mean, yes",
        "Can anything change my wish to die? No. Do you take Aetna and is parking free?",
        "Suicide attempt an accident? No. Do you take Aetna and is parking free?",
        "Thoughts of suicide resolved? No. Do you take Aetna and is parking free?",
        "Thoughts of suicide? No. Maybe a little. Do you take Aetna and is parking free?",
        "Suicidal thoughts? No? Do you take Aetna and is parking free?",
        "Told my wife about thoughts of suicide? No. Do you take Aetna and is parking free?",
        "I am done with her. \nSelf harm is back. Do you take Aetna and is parking free?",
        "Any conditions? No. Any thoughts of suicide? Yes, I took pills yesterday. Allergies? No.",
        "Any thoughts of suicide? Yes",
        "Any history of self harm? Yes, still do it. Is parking free?",
        "Does anyone know you want to die? No. Do you take Aetna?",
        "Does your therapist know you are suicidal? No. Do you take Aetna?",
        "Do you regret that you tried to kill yourself? No. Do you take Aetna?",
        "Is there anything keeping you alive? No.",
        "Smoker: no. Self harm: yes. Alcohol: no.",
        "Self harm? None today. Last night yes. Allergies: none",
        "Main complaint: self harm. Allergies: no. Prior therapy: none",
    ],
)
def test_a_no_to_a_question_that_is_not_a_form_s_denies_nothing(text: str) -> None:
    assert shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "Will I be here tomorrow: no",
        "Will you still be alive next week? No.",
        "Do you want to be alive? No. Do you take Aetna?",
        "Wish to live: none",
        "Plan to be here next week: no",
        "Are you safe? No.",
        "Able to stay safe: no",
        "Do you think you will make it to tomorrow? No.",
    ],
)
def test_a_no_to_living_on_brings_the_panel(text: str) -> None:
    assert shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "Will the desk be open tomorrow? No problem if not.",
        "Is it safe? No idea. How much is a session?",
        "Will the doctor be here next week? No hurry.",
        "Do you live in Albany? No.",
        "Do you take Aetna? No. Are you here on Sundays?",
        "Is the parking safe: no",
    ],
)
def test_a_no_to_an_everyday_question_brings_no_panel(text: str) -> None:
    assert not shows_panel(text)


# --- wherever it stands and however it is typed --------------------------------------------------

UNKNOWN_TO_THE_RULE = ["hello", "Albany", "turnip", "insulated", "umbrella", "seventeen", "Zoë"]
SPACES = st.sampled_from([" ", "  ", "\n", "\t", "\u00a0", " 😔 ", "\r\n", " \u200b"])
SENTENCE_ENDS = st.sampled_from([". ", "\n", "!!! ", "?\n\n", "; ", "... 💙 "])
CASES = st.sampled_from([str, str.upper, str.lower, str.title, str.swapcase])


def test_the_surrounding_words_are_indeed_unknown() -> None:
    assert not {word.lower() for word in UNKNOWN_TO_THE_RULE} & patterns().vocabulary


@given(
    phrase=st.sampled_from(CRISIS),
    before=st.lists(st.sampled_from(HARMLESS), max_size=3),
    after=st.lists(st.sampled_from(HARMLESS), max_size=3),
    end=SENTENCE_ENDS,
    case=CASES,
)
def test_a_phrase_is_found_between_any_harmless_sentences(
    phrase: str, before: list[str], after: list[str], end: str, case: Callable[[str], str]
) -> None:
    assert shows_panel(case(end.join([*before, phrase, *after])))


@given(
    phrase=st.sampled_from(CRISIS),
    before=st.lists(st.sampled_from(UNKNOWN_TO_THE_RULE), max_size=5),
    after=st.lists(st.sampled_from(UNKNOWN_TO_THE_RULE), max_size=5),
    space=SPACES,
)
def test_a_phrase_is_found_within_a_sentence_and_over_any_spacing(
    phrase: str, before: list[str], after: list[str], space: str
) -> None:
    assert shows_panel(space.join([*before, *phrase.split(" "), *after]))


@given(
    phrase=st.sampled_from(CRISIS),
    invisible=st.sampled_from(["\u200b", "\u200d", "\u2060", "\u202e", "\u00ad", "\ufe0f"]),
)
def test_invisible_characters_between_letters_change_nothing(phrase: str, invisible: str) -> None:
    assert shows_panel(invisible.join(phrase))


@given(st.text(max_size=400))
def test_any_text_at_all_gets_an_answer(text: str) -> None:
    reading = read_signs(text)
    assert (reading.level is Level.NONE) is (reading.signs == ())


# --- cost ----------------------------------------------------------------------------------------

AS_LONG_AS_A_MESSAGE_MAY_BE = LONGEST_MESSAGE


def test_no_phrase_leaves_more_open_than_the_limits() -> None:
    rules = patterns()
    for phrase in (*rules.signs, *rules.past, *rules.idioms):
        assert phrase.ways <= MAX_WAYS
        assert all(step.gap <= MAX_GAP for step in phrase.steps)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("want ~99 die", "too much open"),
        ("want ~8 to ~8 die ~8 now", "too much open"),
        ("~2 die", "starts and ends with a word"),
        ("die ~2", "starts and ends with a word"),
        ("maybe? die", "starts and ends with a word"),
        ("want ~2 to? die", "always there"),
        ("really die", "own form"),
        ("dont die", "own form"),
    ],
)
def test_a_phrase_that_could_cost_too_much_or_never_match_is_refused(line: str, why: str) -> None:
    source = f"[fillers]\nreally\n[spelling]\ndo not: dont\n[sign wish]\n{line}\n"
    with pytest.raises(PatternError, match=why):
        parse(source)


def test_no_regular_expression_repeats_a_repetition_without_end() -> None:
    reader = {**vars(read_message), **vars(read_word)}
    expressions = [value for value in reader.values() if isinstance(value, re.Pattern)]
    assert len(expressions) >= 9
    assert not any(_repeats_a_repetition(expression) for expression in expressions)
    assert _repeats_a_repetition(re.compile(r"(?:[ab]+[cd]+)*"))  # the check itself can see one


def _repeats_a_repetition(expression: re.Pattern[str]) -> bool:
    without_classes = re.sub(r"\[[^\]]+\]", "x", expression.pattern)
    return bool(re.search(r"[*+}][^()]*\)(?:[*+]|\{\d*,\})", without_classes))


@pytest.mark.parametrize(
    "unit",
    [
        "want ",
        "i do not want to ",
        "not ",
        "if i am ",
        "k.",
        "s o i ",
        "su",
        "suc*",
        "$'|!",
        "a\u0301",
        "😀",
        "iwantto",
        "aabb",
        "\n",
        "k il ",
        "want to i will not ",
        "\u200b",
        "die my hair, ",
        "a",
        "ab",
        "a.",
        "gave up ",
    ],
)
@pytest.mark.parametrize("length", [AS_LONG_AS_A_MESSAGE_MAY_BE, READ_AT_ONCE])
def test_a_hostile_message_of_full_length_is_read_to_its_end(unit: str, length: int) -> None:
    """It must finish, and what follows the noise is still found."""
    noise = (unit * length)[:length]
    assert not shows_panel(noise)
    assert shows_panel(noise + "\nI want to kill myself")


def test_every_sign_can_be_reached_by_words_that_the_reader_keeps() -> None:
    """A word that is always rewritten, or left out, would make its phrase a dead letter."""
    rules = patterns()
    for phrase in rules.signs:
        for word in _all_words(phrase):
            assert read_message.read(word, rules).words == [word]


def _all_words(phrase: Phrase) -> set[str]:
    return {word for step in phrase.steps for word in step.words}


@pytest.mark.parametrize(
    "text",
    [
        "My commute is suicide at that hour, is there a later time?",
        "I teach people how to ask someone if they're thinking of killing themselves.",
        "Your chat sent me to a suicide hotline when I asked about prices.",
        "At no point has she reported suicidal ideation or self-injury.",
        "No pienso en matarme. ¿Cuánto cuesta?",
        "Nunca he pensado en suicidarme, solo quiero una cita.",
    ],
)
def test_what_speaks_of_it_and_of_nobody_in_danger_puts_nobody_first(text: str) -> None:
    assert read_signs(text).level is not Level.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "My commute is suicide and I want to die.",
        "I teach how to ask someone if they are suicidal, and now I am going to kill myself.",
        "They sent me to a suicide hotline last night and I still have the pills here.",
        "At no point did I stop thinking of suicide.",
        "No pienso en otra cosa que en matarme.",
        "I never tried to take my life before, but tonight I will.",
    ],
)
def test_the_same_words_hide_no_danger_that_stands_beside_them(text: str) -> None:
    assert read_signs(text).level is Level.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "I'm going to kill my husband",
        "I'm going to shoot my boss",
        "i am gonna stab my roommate",
        "I want to hurt my kids",
        "I am going to hurt my husband",
        "I'm going to shoot my coworkers",
        "I want to shoot everybody at the clinic",
        "I'm going to kill my doctor",
        "I am going to hurt the nurse",
        "I'm scared I am going to hurt my baby",
        "im gonna kill him",
    ],
)
def test_who_may_harm_somebody_else_is_shown_help(text: str) -> None:
    assert shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "I don't want to hurt my kids",
        "I'm going to shoot my boss an email about the days off",
        "I will shoot him an email",
        "I want to kill time before the infusion, is there a cafe",
        "We want to shoot some photos of your office for the paper",
        "It will hurt my son if his appointment is moved again",
        "I'll be dead to the world until noon, call after that",
    ],
)
def test_what_only_sounds_like_harm_is_none(text: str) -> None:
    assert read_signs(text).level is Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "I put a gun to my head and I can not stop crying",
        "My phone committed suicide and I want to as well",
        "I will overdose on forms of heroin",
        "I overdosed on mail-order Xanax",
        "I want to die of shame",
    ],
)
def test_no_idiom_hides_what_is_meant(text: str) -> None:
    assert comes_first(text)


@pytest.mark.parametrize(
    "text",
    [
        "my boss is going to kill me, he has a gun",
        "I could die of shame and I mean it",
        "I want to hurt my wife and I was told to take photos of it",
    ],
)
def test_nor_does_it_hide_what_is_weak(text: str) -> None:
    assert shows_panel(text)


@pytest.mark.parametrize(
    "text",
    [
        "Sleep: poor. Passive SI most days. Allergies: latex. Do you take Cigna?",
        "SI daily, no plan. Prior meds: Paxil, Prozac. Prefers afternoons.",
        "PHQ9 total 21, item 9 = 2, nearly every day. Preferred location: north office",
        "Skin: some scars on both arms, self inflicted. Eyes: glasses. Heart: fine.",
        "Known conditions: migraine, reflux, cutting on and off. Left knee replaced.",
        "Se ha hecho daño: sí. Alergias: mariscos. Horario: por la tarde.",
    ],
)
def test_what_a_form_is_answered_with_shows_the_panel(text: str) -> None:
    assert read_signs(text).level is not Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "I have zero intention of harming myself. I'd like the price of a first visit.",
        "He has never said a thing about hurting himself. What is the minimum age?",
        "I don't feel like hurting myself, I only sleep badly. Do you take Medicare?",
        "Please note she has not expressed any wish to harm herself. Do you see seniors?",
        "Screens negative for suicidal ideation, stable, sleeps well. Fax for the referral?",
        "No piensa en hacerse daño, ya le pregunté. ¿Aceptan Medicare?",
        "Niega ideación suicida y duerme bien. ¿Cómo envío el expediente?",
    ],
)
def test_a_denial_in_other_words_is_one_too(text: str) -> None:
    assert read_signs(text).level is Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "I have zero intention of harming myself tonight but I want to die",
        "Screens negative for suicide, but he took all his pills an hour ago",
        "No pienso en hacerme daño pero quiero morir",
        "I was hopeless at texts and now I want to end my life",
        "goodbye to Ohio, I bought the gun and I will use it on myself tonight",
    ],
)
def test_and_hides_nothing_else_either(text: str) -> None:
    assert read_signs(text).level is Level.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "My son took an overdose this afternoon.",
        "Loaded the revolver after breakfast.",
        "Will jump off the building on Sunday.",
        "The hose is already taped to the exhaust.",
        "We are going to die together tonight, my wife and I.",
    ],
)
def test_a_plain_sentence_in_a_letter_about_other_things_comes_first(text: str) -> None:
    before = "The choir sang two carols, the soup was hot and nobody forgot the raffle this year."
    after = "Next meeting is on the ninth, and somebody please bring the folding chairs back."
    assert read_signs(text).level is Level.CRISIS
    assert read_signs(f"{before} {text} {after}").level is Level.CRISIS


@pytest.mark.parametrize(
    "text",
    [
        "I haven't done anything to hurt myself yet, I'm waiting till the kids are asleep.",
        "Thoughts of suicide: no. Plan: yes. Date: Sunday.",
        "Saying goodbye to Ohio and to life.",
        "Answer to item 9: hopeless, no way out.",
        "Is it only a word? sodium nitrite",
        "I feel so negative and suicidal",
        "I don't feel like living",
        "I have never considered ending my life but now I do",
        "My doctor screens for suicide and I lied",
        "I'm giving away my clothes and furniture",
        "I was treated for suicidal ideation last month and it is back",
        "I witnessed a suicide and I can't stop seeing it",
        "I want to be gone",
        "I have pills saved up",
        "mi hija se corta",
    ],
)
def test_nothing_that_sounds_like_a_denial_or_an_idiom_hides_these(text: str) -> None:
    assert read_signs(text).level is not Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "I put the barrel in my mouth this morning.",
        "The engine is running and the garage is shut.",
        "She drank a bunch of nail polish remover.",
    ],
)
def test_nor_is_a_longer_one_hidden_there(text: str) -> None:
    assert read_signs(text).level is Level.CRISIS
    assert read_signs(f"The soup was hot. {text} Bring the folding chairs.").level is not Level.NONE
