"""New passwords, and the square that an authenticator app reads."""

import re

import segno
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.staff.rules import PASSWORD_NEEDS, SHORTEST_PASSWORD, drawn, lacks
from infra.table_definition import STATEFUL_TEMPLATE
from infra.templates import read_template


def test_what_a_password_needs_is_what_the_user_pool_asks_for() -> None:
    pool = read_template(STATEFUL_TEMPLATE.read_text("utf-8"))["Resources"]["UserPool"][
        "Properties"
    ]
    policy = pool["Policies"]["PasswordPolicy"]
    assert policy["MinimumLength"] == SHORTEST_PASSWORD
    assert str(SHORTEST_PASSWORD) in PASSWORD_NEEDS
    needed = {name for name, is_needed in policy.items() if is_needed is True}
    assert needed == {"RequireLowercase", "RequireUppercase", "RequireNumbers"}


@given(st.text(max_size=40))
def test_a_password_is_good_when_it_has_all_of_that(password: str) -> None:
    kinds = ("[a-z]", "[A-Z]", "[0-9]")
    has_all = len(password) >= 12 and all(re.search(kind, password) for kind in kinds)
    assert (lacks(password) is None) == has_all


@given(st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=5, max_size=5))
def test_each_dark_square_is_drawn_and_no_other(rows: list[list[bool]]) -> None:
    painted: set[tuple[int, int]] = set()
    for stroke in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", drawn(rows)):
        x, y, length, back = map(int, stroke)
        assert length == back
        painted |= {(left, y) for left in range(x, x + length)}
    assert painted == {(x, y) for y, row in enumerate(rows) for x, dark in enumerate(row) if dark}


def test_a_whole_code_takes_few_bytes() -> None:
    rows = segno.make("otpauth://totp/" + "x" * 150, error="m", micro=False).matrix
    assert len(drawn(rows)) < 20_000
