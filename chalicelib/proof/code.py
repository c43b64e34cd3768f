"""The code of a proof, and its two tokens: all of them made anew from its id whenever needed."""

from ..platform.errors import NotFoundError
from ..platform.runtime import Runtime
from ..platform.tokens import token_hash, token_matches
from . import rules, store
from .errors import CodeTokenMissingError, ProofMissingError
from .models import AskedCode


def code_of(run: Runtime, proof_id: str) -> str:
    """The six figures. Whoever has no secret of the stack cannot tell them from any others."""
    drawn = run.keyring.token_for("code", proof_id)
    return rules.figures_of(int.from_bytes(drawn.encode(), "big"))


def code_token(run: Runtime, proof_id: str) -> str:
    """The token of the browser that asked. Only its hash is stored."""
    return run.keyring.token_for("code-asked", proof_id)


def proof_token(run: Runtime, proof_id: str) -> str:
    """The token that typing the code gives. It is worth nothing without the browser's own."""
    return run.keyring.token_for("proof", proof_id)


def asked_by_browser(run: Runtime, proof_id: str, token: str | None) -> AskedCode:
    """The code that was asked for, for the browser that asked.

    Raises CodeTokenMissingError, and NotFoundError alike for a wrong token and a wrong id.
    """
    if not token:
        raise CodeTokenMissingError
    asked = store.load_asked(run.table, proof_id)
    if asked is None or not token_matches(token, asked.token_hash):
        raise NotFoundError("There is no such code, or this token doesn't go with it.")
    return asked


def proven_by_browser(
    run: Runtime, proof_id: str, token: str | None, proof: str | None
) -> AskedCode:
    """The same, once the code was typed, as long as that proves.

    Raises CodeTokenMissingError, ProofMissingError, and NotFoundError alike for what does not hold.
    """
    if not token:
        raise CodeTokenMissingError
    if not proof:
        raise ProofMissingError
    asked = asked_by_browser(run, proof_id, token)
    is_its = token_matches(proof, token_hash(proof_token(run, proof_id)))
    if not is_its or not rules.opens(asked.proven_at, run.clock()):
        raise NotFoundError("This proof has expired. Please ask for a new code.")
    return asked
