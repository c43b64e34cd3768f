"""The keyring: what is made under the stack's secret, and what it refuses to recognise."""

import base64
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from chalicelib.platform.errors import TokenError
from chalicelib.platform.ids import ID_PATTERN
from chalicelib.platform.tokens import Keyring, token_hash, token_matches

ours = Keyring(lambda: "this stack's secret")
theirs = Keyring(lambda: "another stack's secret")

texts = st.text(max_size=40)
contents = st.dictionaries(texts, texts | st.integers() | st.lists(texts, max_size=3), max_size=4)


class TestDerivedIds:
    @given(value=texts)
    def test_a_derived_id_looks_like_every_other_id_and_is_the_same_each_time(
        self, value: str
    ) -> None:
        derived = ours.derived_id("contact", value)
        assert re.fullmatch(ID_PATTERN, derived)
        assert derived == ours.derived_id("contact", value)

    @given(one=texts, other=texts)
    def test_two_values_have_two_ids(self, one: str, other: str) -> None:
        assume(one != other)
        assert ours.derived_id("contact", one) != ours.derived_id("contact", other)

    def test_an_id_for_one_purpose_is_not_that_for_another(self) -> None:
        number = "+12125550123"
        assert ours.derived_id("contact", number) != ours.derived_id("request", number)

    def test_an_id_cannot_be_worked_out_without_the_secret(self) -> None:
        number = "+12125550123"
        assert ours.derived_id("contact", number) != theirs.derived_id("contact", number)

    def test_purpose_and_value_do_not_run_into_each_other(self) -> None:
        assert ours.derived_id("ab", "c") != ours.derived_id("a", "bc")


class TestBearerTokens:
    def test_the_token_of_a_subject_is_the_same_each_time(self) -> None:
        assert ours.token_for("request", "r1") == ours.token_for("request", "r1")

    def test_each_subject_purpose_and_secret_has_a_token_of_its_own(self) -> None:
        tokens = {
            ours.token_for("request", "r1"),
            ours.token_for("request", "r2"),
            ours.token_for("appointment", "r1"),
            theirs.token_for("request", "r1"),
        }
        assert len(tokens) == 4

    def test_a_token_has_256_bits_and_fits_a_url_as_it_is(self) -> None:
        token = ours.token_for("request", "r1")
        assert len(token) == 43
        assert token.replace("-", "").replace("_", "").isalnum()

    def test_what_is_stored_recognises_the_token_and_does_not_hold_it(self) -> None:
        token = ours.token_for("request", "r1")
        stored = token_hash(token)
        assert token not in stored
        assert token_matches(token, stored)

    @given(guess=texts)
    def test_nothing_else_is_recognised(self, guess: str) -> None:
        assert not token_matches(guess, token_hash(ours.token_for("request", "r1")))


class TestSealedTokens:
    @given(content=contents)
    def test_what_was_sealed_comes_back(self, content: dict[str, object]) -> None:
        assert ours.unseal("claim", ours.seal("claim", content)) == content

    @given(words=st.text("abcdefghijklmnopqrstuvwxyz", min_size=6, max_size=90))
    def test_nobody_without_the_secret_reads_what_is_in_it(self, words: str) -> None:
        veiled, seal = ours.seal("claim", {"of": words}).split(".")
        for part in (veiled, seal):
            assert words.encode() not in base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
        assert veiled != theirs.seal("claim", {"of": words}).split(".")[0]

    def test_two_that_differ_in_one_letter_have_nothing_in_common(self) -> None:
        """One veil over both would show where they differ."""
        one, other = (ours.seal("claim", {"of": "x" * 90 + end}) for end in "ab")
        same = [first for first, second in zip(one, other, strict=True) if first == second]
        assert len(same) < len(one) / 8

    @given(content=contents)
    def test_the_same_content_is_the_same_text_each_time(self, content: dict[str, object]) -> None:
        assert ours.seal("claim", content) == ours.seal("claim", dict(reversed(content.items())))

    @given(content=contents, key_pair=st.integers(min_value=0), other=st.characters())
    def test_a_token_with_any_one_character_changed_is_refused(
        self, content: dict[str, object], key_pair: int, other: str
    ) -> None:
        token = ours.seal("claim", content)
        key_pair %= len(token)
        assume(token[key_pair] != other)
        with pytest.raises(TokenError):
            ours.unseal("claim", token[:key_pair] + other + token[key_pair + 1 :])

    def test_no_other_spelling_of_the_same_bits_is_taken(self) -> None:
        token = ours.seal("claim", {"callback": "c1", "fence": 3})
        alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/="
        altered = {
            token[:key_pair] + other + token[key_pair + 1 :]
            for key_pair in range(len(token))
            for other in alphabet
        }
        for spelling in (altered - {token}) | {
            f"{token}=",
            f"{token}==",
            f"{token}\n",
            f" {token}",
        }:
            with pytest.raises(TokenError):
                ours.unseal("claim", spelling)

    @given(content=contents, kept=st.integers(min_value=0))
    def test_a_token_cut_short_is_refused(self, content: dict[str, object], kept: int) -> None:
        token = ours.seal("claim", content)
        with pytest.raises(TokenError):
            ours.unseal("claim", token[: kept % len(token)])

    @given(anything=st.text(max_size=200))
    def test_text_that_was_never_sealed_is_refused_whatever_it_is(self, anything: str) -> None:
        with pytest.raises(TokenError):
            ours.unseal("claim", anything)

    @pytest.mark.parametrize(
        "odd", ["", ".", "..", "a.b.c", "é.é", "\ud800", "e30.", ".e30", "e30", "e30.e30"]
    )
    def test_odd_text_is_refused(self, odd: str) -> None:
        with pytest.raises(TokenError):
            ours.unseal("claim", odd)

    def test_a_token_of_another_stack_is_refused(self) -> None:
        with pytest.raises(TokenError):
            ours.unseal("claim", theirs.seal("claim", {"fence": 1}))

    def test_a_token_made_for_another_purpose_is_refused(self) -> None:
        with pytest.raises(TokenError):
            ours.unseal("cursor:queue:new-york", ours.seal("claim", {"fence": 1}))

    def test_a_bearer_token_or_a_derived_id_is_no_seal(self) -> None:
        body = ours.seal("claim", {}).partition(".")[0]
        for forged in (ours.token_for("claim", "{}"), ours.derived_id("claim", "{}")):
            with pytest.raises(TokenError):
                ours.unseal("claim", f"{body}.{forged}")

    def test_the_refusal_does_not_repeat_the_token(self) -> None:
        with pytest.raises(TokenError) as refused:
            ours.unseal("claim", "a-token-with-secrets.in-it")
        assert "secrets" not in str(refused.value)


def test_the_secret_is_fetched_at_first_use_and_once() -> None:
    fetched: list[str] = []

    def fetch() -> str:
        fetched.append("once")
        return "a secret"

    keyring = Keyring(fetch)
    assert fetched == []
    keyring.derived_id("contact", "a")
    keyring.seal("claim", {})
    assert fetched == ["once"]
