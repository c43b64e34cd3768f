"""Names are compared in one form: what is spelling goes, what tells two people apart stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.people.name_rules import is_latin, name_key, name_parts


class TestOneName:
    @pytest.mark.parametrize(
        "written",
        [
            ["Maria Lopez", "MARIA LOPEZ", "  maria   lopez ", "Lopez, Maria", "López María"],
            ["José Núñez", "Jose Nunez", "Jose\u0301 Nu\u0301n\u0303ez", "JOSÉ NÚÑEZ"],
            ["O'Brien", "OBrien", "O’Brien", "O`Brien", "O´Brien", "OʼBrien", "o＇brien"],
            ["'t Hooft", "’T Hooft", "t Hooft"],
            ["Ann-Marie Cole", "Ann Marie Cole", "Ann–Marie Cole", "ann‑marie cole"],
            [
                "Dr. Ann Cole",
                "ann cole",
                "Mrs Ann Cole",
                "Ann Cole, MD",
                "Ann Cole M.D.",
                "Ms. Cole, Ann",
            ],
            ["Prof. Dr. Ann Cole Ph.D.", "Ann Cole"],
            ["Sr. Juan Paz", "Señor Juan Paz", "Juan Paz", "Paz, Sr. Juan", "Ing. Juan Paz"],
            ["Sra. Ana Paz", "Srta Ana Paz", "Doña Ana Paz", "Dra. Ana Paz", "Señora Ana Paz"],
            [
                "John Doe Sr.",
                "John Doe, Sr",
                "Doe, John, Senior",
                "Mr. John Doe Snr",
                "Doe Sr., John",
            ],
            ["John Doe Jr", "John Doe, Jr.", "Doe, John Jr", "John Doe Junior", "Doe Jr., John"],
            ["John Doe II", "John Doe, 2nd", "JOHN DOE ii"],
            ["Ｊｏｈｎ Doe", "John\u200b Doe", "Jo\u00adhn Doe", "\u202bJohn Doe\u202c"],
            ["Łukasz Żółty", "Lukasz Zolty"],
            ["Groß", "GROSS", "gross"],
            ["IŞIK", "ışık", "Isik"],
            ["Sørensen", "Sorensen", "SØRENSEN"],
            ["J.R. Doe", "J R Doe", "J. R. Doe"],
            ["Мар'яна", "Мар’яна"],
            ["Ἀλέξανδρος", "ἈΛΈΞΑΝΔΡΟΣ"],
            ["Anna ❤️", "Anna", "❤️Anna"],
        ],
        ids=lambda written: written[0],
    )
    def test_however_it_is_written_has_one_key(self, written: list[str]) -> None:
        assert {name_key(name) for name in written} == {name_key(written[0])}

    @given(
        words=st.lists(st.sampled_from(["maria", "jose", "nunez", "obrien", "ann"]), min_size=2),
        data=st.data(),
    )
    def test_decorated_and_shuffled_is_its_plain_words_sorted(
        self, words: list[str], data: st.DataObject
    ) -> None:
        """The oracle: the key is known before the name is written in one of its many ways."""
        written = [decorated(data, word) for word in data.draw(st.permutations(words))]
        title = data.draw(st.sampled_from(["", "Dr. ", "Sra. ", "mr ", "Prof. Dr. "]))
        ending, key = data.draw(st.sampled_from([("", ""), (", Jr.", "jr"), (" Sr", "sr")]))
        gap = data.draw(st.sampled_from([" ", "  ", "-", "\u00a0", " \t"]))
        expected = " ".join(sorted([*words, key] if key else words))
        assert name_key(title + gap.join(written) + ending) == expected


def decorated(data: st.DataObject, word: str) -> str:
    """The word in other capitals, with marks, or an apostrophe within."""
    signs = [
        data.draw(st.sampled_from([sign, sign.upper(), f"{sign}\u0301", f"{sign}\u0303"]))
        for sign in word
    ]
    cut = data.draw(st.integers(1, len(signs) - 1))
    between = data.draw(st.sampled_from(["", "", "'", "’", "\u200d"]))
    return "".join(signs[:cut]) + between + "".join(signs[cut:])


class TestTwoNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("John Doe Jr", "John Doe Sr"),
            ("John Doe", "John Doe Jr"),
            ("John Doe II", "John Doe III"),
            ("John Doe III", "John Doe IV"),
            ("Juan Paz hijo", "Juan Paz padre"),
            ("Maria Lopez", "Mario Lopez"),
            ("Don Cole", "Cole"),
            ("Ing Wei", "Wei"),
            ("Md Rahman", "Rahman"),
            ("Lopez Junior", "Lopez"),
            ("Dona Paz", "Paz"),
            ("王小明", "李小明"),
            ("Ольга Иванова", "Елена Иванова"),
            ("Андрей", "Андреи"),
            ("Ѐва", "Ева"),
            ("מֹשֶׁה", "מָשֶׁה"),
            ("ハナ", "バナ"),
            ("मिना", "मीना"),
            ("ก้อง", "กอง"),
            ("★", "☆"),
            ("Dr", "Sir"),
            ("Sr", "Jr"),
            ("John Doe", "John John Doe"),
            ("", "Ann"),
        ],
    )
    def test_keep_two_keys(self, one: str, other: str) -> None:
        assert name_key(one) != name_key(other)

    def test_without_latin_letters_are_not_all_one_person(self) -> None:
        names = [
            "王小明",
            "王小红",
            "김철수",
            "김영희",
            "Ольга",
            "Елена",
            "محمد",
            "فاطمة",
            "ひろし",
            "आशा",
        ]
        assert len({name_key(name) for name in names}) == len(names)


class TestNothingIsLost:
    @given(st.text())
    def test_a_name_that_can_be_seen_never_comes_to_nothing(self, name: str) -> None:
        assert bool(name_key(name).strip()) == bool(name.strip())

    @pytest.mark.parametrize(
        "name", ["Mr", "Dr. Dr.", "Sr.", "Jr.", "'", "-", "★", "❤️", ",", "\u200b"]
    )
    def test_one_of_titles_or_symbols_alone_keeps_itself(self, name: str) -> None:
        assert name_key(name)

    @pytest.mark.parametrize("name", [None, "", "  ", "\t\u3000"])
    def test_no_name_has_no_key(self, name: str | None) -> None:
        assert name_key(name) == ""

    @given(st.text(st.characters(categories=["Lo", "Lu", "Ll", "Lm", "Nd"])))
    def test_no_other_script_loses_a_letter(self, name: str) -> None:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
        kept = [sign for sign in folded if unicodedata.category(sign)[0] == "L"]
        others = sorted(sign for sign in kept if not is_latin(sign) and sign not in "ʹʻʼʽʾʿˈꞌ")
        assert [sign for sign in sorted(name_key(name)) if sign in others] == others

    @given(
        st.text(
            st.characters(min_codepoint=0x900, max_codepoint=0x1000, categories=["Lo", "Mc", "Mn"])
        )
    )
    def test_no_other_script_loses_a_mark_on_a_letter(self, name: str) -> None:
        signs = unicodedata.normalize("NFKC", name)
        first = next((at for at, sign in enumerate(signs) if sign.isalpha()), len(signs))
        assert name_key(f"x {name}") == " ".join(sorted(filter(None, ["x", signs[first:]])))


def test_the_words_are_told_first_to_last() -> None:
    assert name_parts("Cole, Dr. Ann Marie, Jr.") == (("ann", "marie", "cole"), "jr")
