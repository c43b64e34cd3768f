"""Signing in, step by step, and out again."""

from typing import Any

import pytest

from chalicelib.platform.http.problems import Problem
from tests.staff_pool import CODE, MAILED_CODE, SECRET, FakePool

from .conftest import Caller, Reply

PASSWORD = "Only0in1tests"
ANA = "ana@clinic.example"
NEW = "Lighthouse2at3dawn"


def sign_in(visitor: Caller, email: str = ANA, password: str = PASSWORD) -> Reply:
    return visitor.post("/session", {"email": email, "password": password})


def step(visitor: Caller, challenge: Any, route: str, **given: str) -> Reply:
    """Answer a challenge."""
    told = {"session": challenge["session"], "username": challenge["username"]}
    return visitor.post(f"/session/{route}", {"email": ANA, **told, **given})


def challenge_of(reply: Reply, name: str) -> Any:
    assert reply.status == 200, reply.text
    assert "session" not in reply.json
    assert reply.json["challenge"]["name"] == name
    return reply.json["challenge"]


def session_of(reply: Reply) -> Any:
    assert reply.status == 200, reply.text
    return reply.json["session"]


def kind(reply: Reply) -> str:
    problem = Problem.model_validate_json(reply.body)
    assert problem.status == reply.status
    return problem.type.rpartition(":")[2]


def wrong_fields(reply: Reply) -> dict[str, str]:
    assert reply.status == 422, reply.text
    return {error["field"]: error["message"] for error in reply.json["errors"]}


class TestAMemberOfStaff:
    def test_signs_in_with_a_password_and_is_let_in_with_the_token(
        self, visitor: Caller, staff_pool: FakePool
    ) -> None:
        staff_pool.add("ana", PASSWORD, "front-desk")
        session = session_of(sign_in(visitor))
        assert session["staff"] == {"staff_id": "staff-ana", "email": ANA, "roles": ["front-desk"]}
        assert session["expires_in"] == 3600
        desk = Caller(visitor.client, {"Authorization": session["id_token"]})
        assert desk.get("/locations/new-york/queue").status == 200

    def test_may_type_the_address_in_capitals_with_a_space_behind_it(
        self, visitor: Caller, staff_pool: FakePool
    ) -> None:
        staff_pool.add("ana", PASSWORD, "front-desk")
        assert sign_in(visitor, "Ana@Clinic.example ").status == 200

    def test_goes_on_with_the_refresh_token(self, visitor: Caller, staff_pool: FakePool) -> None:
        staff_pool.add("ana", PASSWORD, "front-desk")
        first = session_of(sign_in(visitor))
        again = visitor.post("/session/renew", {"refresh_token": first["refresh_token"]})
        assert again.status == 200
        assert again.json["id_token"] != first["id_token"]
        assert again.json["refresh_token"] == first["refresh_token"]
        assert again.json["staff"] == first["staff"]

    def test_signs_out_and_nothing_can_be_renewed(
        self, visitor: Caller, staff_pool: FakePool
    ) -> None:
        staff_pool.add("ana", PASSWORD, "front-desk")
        body = {"refresh_token": session_of(sign_in(visitor))["refresh_token"]}
        assert visitor.post("/session/end", body).status == 204
        assert visitor.post("/session/end", body).status == 204, "ending it again changes nothing"
        refused = visitor.post("/session/renew", body)
        assert (refused.status, kind(refused)) == (401, "session-over")

    def test_without_a_role_is_told_whom_to_ask(
        self, visitor: Caller, staff_pool: FakePool
    ) -> None:
        staff_pool.add("ana", PASSWORD)
        refused = sign_in(visitor)
        assert (refused.status, kind(refused)) == (403, "not-allowed")
        assert "manager" in refused.json["detail"]


class TestAStranger:
    def test_is_not_told_whether_the_address_or_the_password_is_wrong(
        self, visitor: Caller, staff_pool: FakePool
    ) -> None:
        staff_pool.add("ana", PASSWORD, "front-desk")
        staff_pool.add("ben", PASSWORD, "front-desk", disabled=True)
        replies = [
            sign_in(visitor, password="Wrong0in1tests"),
            sign_in(visitor, email="nobody@clinic.example"),
            sign_in(visitor, email="ben@clinic.example"),
        ]
        told = [{**reply.json, "instance": ""} for reply in replies]
        assert told[0] == told[1] == told[2]
        assert kind(replies[0]) == "wrong-credentials"
        assert replies[0].status == 401

    def test_who_tries_too_often_has_to_wait(self, visitor: Caller, staff_pool: FakePool) -> None:
        staff_pool.add("ana", PASSWORD, "front-desk")
        replies = [sign_in(visitor, password=f"Wrong{n}in1tests") for n in range(6)]
        assert [reply.status for reply in replies] == [401] * 5 + [429]
        assert kind(replies[-1]) == "too-many-tries"

    @pytest.mark.parametrize(
        ("body", "fields"),
        [
            ({}, {"email", "password"}),
            ({"email": "ana", "password": ""}, {"email", "password"}),
            ({"email": ANA, "password": "x", "role": "manager"}, {"role"}),
            ({"email": f"{'a' * 130}@b.example", "password": "x"}, {"email"}),
            ({"email": ["a@b"], "password": 12}, {"email", "password"}),
        ],
    )
    def test_what_cannot_be_right_is_named_by_its_field(
        self, visitor: Caller, staff_pool: FakePool, body: Any, fields: set[str]
    ) -> None:
        assert set(wrong_fields(visitor.post("/session", body))) == fields
        assert staff_pool.calls == []

    def test_gets_nowhere_with_a_session_or_a_token_of_their_own(self, visitor: Caller) -> None:
        made_up = {"name": "", "session": "s" * 40, "username": "staff-ana"}
        for route, given in (
            ("new-password", {"new_password": NEW}),
            ("code", {"code": CODE}),
            ("authenticator", {"code": CODE}),
        ):
            refused = step(visitor, made_up, route, **given)
            assert (refused.status, kind(refused)) == (401, "sign-in-expired")
        refused = visitor.post("/session/renew", {"refresh_token": "r" * 40})
        assert (refused.status, kind(refused)) == (401, "session-over")


class TestTheFirstPassword:
    @pytest.fixture
    def challenge(self, visitor: Caller, staff_pool: FakePool) -> Any:
        """Somebody signed in with the password that they were sent."""
        staff_pool.add("ana", PASSWORD, "front-desk", temporary=True)
        return challenge_of(sign_in(visitor), "NEW_PASSWORD_REQUIRED")

    def test_has_to_be_exchanged_for_one_of_their_own(
        self, visitor: Caller, challenge: Any
    ) -> None:
        assert "12 characters" in challenge["password_needs"]
        session = session_of(step(visitor, challenge, "new-password", new_password=NEW))
        assert session["staff"]["email"] == ANA
        assert sign_in(visitor).status == 401
        assert sign_in(visitor, password=NEW).status == 200

    @pytest.mark.parametrize(
        ("password", "said"),
        [
            ("Ab1", "12 or more characters"),
            ("lighthouse2at3dawn", "a capital letter"),
            ("LIGHTHOUSE2AT3DAWN", "a lowercase letter"),
            ("LighthouseAtTheDawn", "a number"),
            ("lighthouse-at-dawn", "a capital letter and a number"),
            ("Ünïcödé-alône-àt-ñïght٣", "a number"),
        ],
    )
    def test_what_a_new_one_lacks_is_said_beside_it(
        self, visitor: Caller, challenge: Any, password: str, said: str
    ) -> None:
        refused = step(visitor, challenge, "new-password", new_password=password)
        assert said in wrong_fields(refused)["new_password"]
        assert password not in refused.text
        good = step(visitor, challenge, "new-password", new_password=NEW)
        assert good.status == 200, "the sign-in goes on after a mistake"

    def test_one_that_the_pool_itself_refuses_is_said_there_too(
        self, visitor: Caller, challenge: Any, staff_pool: FakePool
    ) -> None:
        staff_pool.members[ANA].had.add(NEW)
        refused = step(visitor, challenge, "new-password", new_password=NEW)
        assert set(wrong_fields(refused)) == {"new_password"}

    def test_is_begun_again_when_that_took_too_long(
        self, visitor: Caller, challenge: Any, staff_pool: FakePool
    ) -> None:
        staff_pool.forget_sessions()
        refused = step(visitor, challenge, "new-password", new_password=NEW)
        assert (refused.status, kind(refused)) == (401, "sign-in-expired")


class TestTheSecondFactor:
    def test_is_asked_of_who_has_an_app(self, visitor: Caller, staff_pool: FakePool) -> None:
        staff_pool.add("ana", PASSWORD, "manager", has_app=True)
        challenge = challenge_of(sign_in(visitor), "SOFTWARE_TOKEN_MFA")
        wrong = step(visitor, challenge, "code", code="000000")
        assert set(wrong_fields(wrong)) == {"code"}
        session = session_of(step(visitor, challenge, "code", code=f" {CODE[:3]} {CODE[3:]}"))
        assert session["staff"]["roles"] == ["manager"]

    def test_a_code_is_good_once(self, visitor: Caller, staff_pool: FakePool) -> None:
        staff_pool.add("ana", PASSWORD, "manager", has_app=True)
        first, second = (challenge_of(sign_in(visitor), "SOFTWARE_TOKEN_MFA") for _ in range(2))
        session_of(step(visitor, first, "code", code=CODE))
        used = step(visitor, second, "code", code=CODE)
        assert "next one" in wrong_fields(used)["code"]

    @pytest.mark.parametrize("code", ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"])
    def test_what_is_no_code_is_refused_unasked(
        self, visitor: Caller, staff_pool: FakePool, code: str
    ) -> None:
        staff_pool.add("ana", PASSWORD, "manager", has_app=True)
        challenge = challenge_of(sign_in(visitor), "SOFTWARE_TOKEN_MFA")
        refused = step(visitor, challenge, "code", code=code)
        assert wrong_fields(refused) == {"code": "The code has six digits."}
        assert staff_pool.operations() == ["InitiateAuth"]

    def test_is_set_up_at_the_first_sign_in_after_the_new_password(
        self, visitor: Caller, staff_pool: FakePool
    ) -> None:
        staff_pool.asks_for_app = True
        staff_pool.add("ana", PASSWORD, "front-desk", temporary=True)
        challenge = challenge_of(sign_in(visitor), "NEW_PASSWORD_REQUIRED")
        challenge = challenge_of(
            step(visitor, challenge, "new-password", new_password=NEW), "MFA_SETUP"
        )
        setup = challenge["setup"]
        assert setup["secret"] == SECRET
        assert setup["uri"] == (
            "otpauth://totp/Harbor%20Light%20Ketamine%3Aana%40clinic.example"
            f"?secret={SECRET}&issuer=Harbor+Light+Ketamine"
        )
        wrong = step(visitor, challenge, "authenticator", code="000000")
        assert set(wrong_fields(wrong)) == {"code"}
        session_of(step(visitor, challenge, "authenticator", code=CODE))
        challenge_of(sign_in(visitor, password=NEW), "SOFTWARE_TOKEN_MFA")


class TestAForgottenPassword:
    def test_is_set_anew_with_a_code_by_e_mail(self, visitor: Caller, staff_pool: FakePool) -> None:
        staff_pool.add("ana", PASSWORD, "front-desk")
        begun = visitor.post("/session/forgotten", {"email": ANA})
        assert "12 characters" in begun.json["password_needs"]
        assert staff_pool.mailed_to == [ANA]
        body = {"email": ANA, "code": MAILED_CODE, "new_password": NEW}
        assert visitor.post("/session/reset", body).status == 204
        assert sign_in(visitor, password=NEW).status == 200

    def test_of_somebody_who_does_not_exist_looks_the_same(
        self, visitor: Caller, staff_pool: FakePool
    ) -> None:
        staff_pool.add("ana", PASSWORD, "front-desk")
        known, unknown = (
            visitor.post("/session/forgotten", {"email": email}) for email in (ANA, "no@b.example")
        )
        assert (known.status, known.body) == (unknown.status, unknown.body)
        body = {"code": "111111", "new_password": NEW}
        refused = [
            visitor.post("/session/reset", {"email": email, **body})
            for email in (ANA, "no@b.example")
        ]
        assert wrong_fields(refused[0]) == wrong_fields(refused[1])
        assert set(wrong_fields(refused[0])) == {"code"}


SECRETS = (PASSWORD, NEW, CODE, "session-0", "refresh-0", ANA)


def test_no_password_code_or_token_is_ever_logged(
    visitor: Caller, staff_pool: FakePool, capsys: pytest.CaptureFixture[str]
) -> None:
    staff_pool.add("ana", PASSWORD, "front-desk", temporary=True)
    challenge = challenge_of(sign_in(visitor), "NEW_PASSWORD_REQUIRED")
    session = session_of(step(visitor, challenge, "new-password", new_password=NEW))
    step(visitor, challenge, "code", code=CODE)
    staff_pool.down = True
    sign_in(visitor)
    visitor.post("/session/renew", {"refresh_token": session["refresh_token"]})
    logged = capsys.readouterr()
    assert '"status": 503' in logged.out
    assert [secret for secret in SECRETS if secret in logged.out + logged.err] == []


def test_a_pool_that_cannot_answer_is_said_to_be_away_for_the_moment(
    visitor: Caller, staff_pool: FakePool
) -> None:
    staff_pool.add("ana", PASSWORD, "front-desk")
    staff_pool.down = True
    refused = sign_in(visitor)
    assert (refused.status, kind(refused)) == (503, "unavailable")
    assert refused.headers["retry-after"]
    staff_pool.down = False
    assert sign_in(visitor).status == 200
