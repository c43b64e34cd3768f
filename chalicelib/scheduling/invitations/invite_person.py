"""Invite a person to book one service online: staff give them a link, or have it emailed."""

from ...clinic import Location, Service
from ...messaging.models import MessageKind
from ...messaging.send_later import Circumstances, send_later
from ...people.find_profile import find_profile
from ...people.models import Profile
from ...people.note_person import file_under_person
from ...people.rules import first_name_of
from ...platform.errors import FieldProblem, InvalidInputError, NotFoundError
from ...platform.runtime import Runtime
from ...platform.tokens import token_hash
from ...platform.unit_of_work import Once, UnitOfWork, carry_out, fingerprint
from ..slots.bookable import known_service
from ..slots.check_online import is_for_invited
from . import rules, store
from .models import Invitation, InviteIn


def invite_person(
    run: Runtime, staff_id: str, person_id: str, given: InviteIn, key: str | None
) -> Invitation:
    """Make an invitation that is good for one appointment within 14 days.

    The same ``key`` and words again are the same invitation. It is emailed where that is asked, to
    an address that is known, unless the person asked not to be contacted. Raises NotFoundError,
    InvalidInputError, IdempotencyConflictError.
    """
    by_key = run.keyring.derived_id(f"invitation:{staff_id}:{person_id}", key) if key else None
    invitation_id = by_key or run.ids.new(run.clock())

    def invited(work: UnitOfWork) -> Invitation:
        location, service = known_service(run, given.location_id, given.service_id)
        if not is_for_invited(service):
            message = "This service is booked by the clinic itself."
            raise InvalidInputError((FieldProblem(("service_id",), message),))
        profile = find_profile(run, person_id)
        made = _invitation(work, profile, location, service, given, invitation_id)
        work.add(store.invitation_put(made))
        work.record(store.KIND, invitation_id, "invited", service=service.id)
        file_under_person(work, person_id, store.KIND, invitation_id, work.now)
        if made.is_emailed:
            _tell(work, made)
        return made

    asked = fingerprint(run.keyring, given, person_id)
    key_of_it = store.invitation_key(invitation_id)
    once = Once(key_of_it, asked, Invitation.model_validate) if by_key else None
    return carry_out(run, staff_id, invited, once=once)


def invitation_token(run: Runtime, invitation_id: str) -> str:
    """The token that opens an invitation. Only its hash is stored."""
    return run.keyring.token_for("invitation", invitation_id)


def _invitation(
    work: UnitOfWork,
    profile: Profile,
    location: Location,
    service: Service,
    given: InviteIn,
    invitation_id: str,
) -> Invitation:
    if not profile.name:
        raise InvalidInputError((FieldProblem(("person_id",), "Add this person's name first."),))
    if not profile.phone and not profile.email:
        raise NotFoundError("We can't reach that person.")
    may_email = profile.email is not None and profile.do_not_contact_since is None
    return Invitation(
        invitation_id=invitation_id,
        location_id=location.id,
        service_id=service.id,
        point_id=profile.point_id,
        person_id=profile.person_id,
        name=profile.name,
        first_name=first_name_of(profile.name),
        phone=profile.phone,
        email=profile.email,
        is_proven=profile.is_proven,
        is_emailed=given.by_email and may_email,
        language=given.language,
        token_hash=token_hash(invitation_token(work.run, invitation_id)),
        invited_by=work.by,
        invited_at=work.now,
        valid_until=work.now + rules.VALID_FOR,
    )


def _tell(work: UnitOfWork, invitation: Invitation) -> None:
    send_later(
        work,
        MessageKind.INVITATION,
        to=invitation.point_id,
        location_id=invitation.location_id,
        about=invitation.invitation_id,
        how=Circumstances(language=invitation.language),
    )
