"""The first name and the initial that lists show of somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.name_rules import name_key
from chalicelib.people.rules import first_name_of, last_initial_of

TITLES = [
    *(
        "Dr.",
        "Dr",
        "dr.",
        "DR",
        "Dra.",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Miss",
        "Mx.",
        "Sr.",
        "Sra.",
        "Srta.",
    ),
    *("Prof.", "Rev.", "Señor", "Señora", "Señorita", "Doctor", "Doctora", "Lic.", "Ing.", "Hon."),
]


@pytest.mark.parametrize(
    ("name", "first", "initial"),
    [
        ("Robin Example", "Robin", "E"),
        ("Robin\u00a0Example", "Robin", "E"),
        ("Robin\u3000Example", "Robin", "E"),
        ("  Robin\tExample", "Robin", "E"),
        ("Robin\u2009van\u2009der\u2009Example", "Robin", "E"),
        ("Dr. Robin Example", "Robin", "E"),
        ("Sra. Dra. Robin Example", "Robin", "E"),
        ("Dr. Example", "Example", ""),
        ("Dr.", "Dr.", ""),
        ("Mr. and Mrs. Example", "Example", ""),
        ("Sr. y Sra. Example", "Example", ""),
        ("Mr. & Mrs. Robin Example", "Robin", "E"),
        ("Robin Example Jr.", "Robin", "E"),
        ("Robin Example, Jr.", "Robin", "E"),
        ("Robin Example III", "Robin", "E"),
        ("Robin Example Sr.", "Robin", "E"),
        ("Robin Example, MD, Ph.D.", "Robin", "E"),
        ("Robin Jr.", "Robin", ""),
        ("Jr.", "Jr.", ""),
        ("Example, Robin", "Robin", "E"),
        ("Garcia Example, Robin Lee", "Robin", "E"),
        ("Example, Dr. Robin", "Robin", "E"),
        ("Example, Jr., Robin", "Robin", "E"),
        (", ", ",", ""),
        ("Drake Example", "Drake", "E"),
        ("Don Example", "Don", "E"),
        ("D. Example", "D.", "E"),
        ("Ing Example", "Ing", "E"),
        ("Robin V", "Robin", "V"),
        ("王 小明", "王", "小"),
        ("", "", ""),
        (None, "", ""),
    ],
)
def test_is_the_first_word_that_is_no_title(name: str | None, first: str, initial: str) -> None:
    assert (first_name_of(name), last_initial_of(name)) == (first, initial)


@pytest.mark.parametrize("title", TITLES)
def test_no_title_is_a_first_name(title: str) -> None:
    assert first_name_of(f"{title} Robin Example") == "Robin"
    assert first_name_of(f"{title}\u00a0Robin\u00a0Example") == "Robin"


@pytest.mark.parametrize(
    "title", [*TITLES, "Mister", "Reverend", "Profesora", "Col.", "Fr.", "Doña"]
)
def test_what_is_no_first_name_tells_nobody_apart_either(title: str) -> None:
    assert first_name_of(f"{title} Robin Example") == "Robin"
    assert name_key(f"{title} Robin Example") == name_key("Robin Example")


@pytest.mark.parametrize("degree", ["MD", "M.D.", "PhD", "DDS", "DMD", "RN", "NP", "Esq."])
def test_what_somebody_learned_is_neither_initial_nor_name(degree: str) -> None:
    assert last_initial_of(f"Robin Example {degree}") == "E"
    assert name_key(f"Robin Example {degree}") == name_key("Robin Example")


@given(st.text())
def test_somebody_with_a_name_has_a_first_name_of_one_word(name: str) -> None:
    first = first_name_of(name)
    assert first.split() == ([first] if name.strip() else [])
    assert first in name


@given(
    st.lists(st.sampled_from(TITLES), max_size=3),
    st.lists(st.sampled_from([",", "Jr.", ", Sr", "III", ", M.D.", "PhD"]), max_size=3),
    st.sampled_from([" ", "\u00a0", "\u2009", "\t"]),
)
def test_whatever_stands_before_and_after_a_name_the_name_is_shown(
    titles: list[str], suffixes: list[str], space: str
) -> None:
    name = space.join([*titles, "Robin", "Example", *suffixes])
    assert (first_name_of(name), last_initial_of(name)) == ("Robin", "E")
