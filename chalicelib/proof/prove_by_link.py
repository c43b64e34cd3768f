"""Prove an address by a link that was mailed there, and a button pressed on its page.

A scanner of mails fetches links: that proves nothing. The address and the name are those given with
the thing that the link opens, so nothing is typed, and nothing can be guessed at: no limit of codes
stands in its way.
"""

from typing import NamedTuple

from ..intake.load_request import load_for_visitor as load_request
from ..messaging.link import Opens, mailed_to
from ..people.identity import point_id_of
from ..people.note_asked import note_asked
from ..people.prove_address import note_address_proven
from ..platform.errors import NotFoundError
from ..platform.languages import Language
from ..platform.runtime import Runtime
from ..platform.tokens import token_hash
from ..platform.unit_of_work import VISITOR, Once, UnitOfWork, carry_out, fingerprint
from ..scheduling.appointments.load_appointment import load_for_visitor as load_appointment
from ..scheduling.waitlist.view_entry import ticket_for_visitor
from . import rules, store
from .code import code_token, proof_token
from .errors import LinkTokenMissingError
from .models import AskedCode, LinkIn, ProvenByLink


class _Given(NamedTuple):
    """An address and a name, as they were given with a thing."""

    location_id: str
    email: str | None
    name: str
    language: Language | None = None


def prove_by_link(run: Runtime, link: LinkIn, token: str | None, key: str | None) -> ProvenByLink:
    """The proof of the address that the link was mailed to, for the name given with its thing.

    The same ``key`` again is the same proof. Raises LinkTokenMissingError, and NotFoundError alike
    for a wrong link and for one that did not come by mail.
    """
    if not token:
        raise LinkTokenMissingError
    given = _given_with(run, link.opens, link.thing_id, token)
    email = mailed_to(run.keyring, link.opens, link.thing_id, given.email, token)
    if email is None:
        raise NotFoundError("This link doesn't come from an email of ours, or it's out of date.")
    named = f"link:{link.thing_id}:{key}"
    proof_id = run.keyring.derived_id("proof", named) if key else run.ids.new(run.clock())

    def proven(work: UnitOfWork) -> ProvenByLink:
        new = AskedCode(
            **{**given._asdict(), "email": email},
            proof_id=proof_id,
            token_hash=token_hash(code_token(run, proof_id)),
            asked_at=work.now,
            proven_at=work.now,
            expires_at=int(work.now.timestamp()) + rules.KEPT,
        )
        work.add(store.asked_put(new))
        point_id = point_id_of(run.keyring, email)
        note_asked(work, point_id, (store.KIND, proof_id), new.expires_at, given.name)
        note_address_proven(work, email, given.name)
        work.record(store.KIND, proof_id, "proven-by-link")
        return _told(run, new)

    once = Once(
        store.proof_key(proof_id),
        fingerprint(run.keyring, link),
        lambda item: _told(run, AskedCode.model_validate(item)),
    )
    return carry_out(run, VISITOR, proven, once=once)


def _given_with(run: Runtime, opens: Opens, thing_id: str, token: str) -> _Given:
    """The address and the name given with a thing. Raises NotFoundError."""
    if opens is Opens.REQUEST:
        request = load_request(run, thing_id, token)
        return _Given(request.location_id, request.email, request.name, request.language)
    if opens is Opens.WAITLIST_ENTRY:
        ticket = ticket_for_visitor(run, thing_id, token)
        return _Given(ticket.location_id, ticket.email, ticket.name)
    appointment = load_appointment(run, thing_id, token)
    at, name = appointment.location_id, appointment.name
    return _Given(at, appointment.email, name, appointment.language)


def _told(run: Runtime, asked: AskedCode) -> ProvenByLink:
    return ProvenByLink(
        proof_id=asked.proof_id,
        code_token=code_token(run, asked.proof_id),
        proof_token=proof_token(run, asked.proof_id),
        until=asked.asked_at + rules.PROOF_LASTS,
    )
