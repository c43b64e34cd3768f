"""Sealed tokens, opened: what tests compare or look through is what stands in them."""

import json
import re
from collections.abc import Iterable
from functools import partial

from chalicelib.platform.errors import TokenError
from chalicelib.platform.tokens import Keyring

KEYRING = Keyring(lambda: "a secret for tests, and for nothing else")
"""What tests seal with."""

SEALED = re.compile(r"(?<![A-Za-z0-9_.-])[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])")
"""What a sealed token looks like. A few other things look so; they do not open."""


def opened(
    text: str, keyring: Keyring = KEYRING, purposes: Iterable[str] = ("hold", "claim")
) -> str:
    """The text, with the content of each token of these purposes in its place, in single quotes."""
    return SEALED.sub(partial(_content, keyring, tuple(purposes)), text)


def _content(keyring: Keyring, purposes: tuple[str, ...], found: re.Match[str]) -> str:
    for purpose in purposes:
        try:
            content = keyring.unseal(purpose, found[0])
        except TokenError:
            continue
        return json.dumps(content, sort_keys=True).replace('"', "'")
    return found[0]
