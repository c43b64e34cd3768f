"""List what a proof opens: the things given with its address and its name, and nothing else."""

from ..intake.list_given import requests_given
from ..people.given_with import aliases_given
from ..people.identity import identify
from ..people.keep_commitments import load_ahead
from ..people.note_person import load_profile
from ..platform.runtime import Runtime
from ..scheduling.appointments.list_given import appointments_given
from ..scheduling.waitlist.list_given import entries_given
from .models import AskedCode, ProvenThings


def list_proven(run: Runtime, asked: AskedCode) -> ProvenThings:
    """Appointments ahead, requests and places on the waitlist, and a wish not to be contacted.

    What was given with a phone number *and* this address stands under the number; it is theirs too.
    What was given with the number alone is not.
    """
    email, name = asked.email, asked.name
    identity = identify(run.keyring, None, email, name)
    aliases = aliases_given(run, email, name)
    ahead = [load_ahead(run, each.point_id, each.person_id) for each in aliases]
    profile = load_profile(run, identity.point_id, identity.person_id)
    return ProvenThings(
        appointments=appointments_given(run, ahead, email),
        requests=requests_given(run, [each.person_id for each in aliases], email),
        waitlist=entries_given(run, ahead, email),
        do_not_contact=profile is not None and profile.do_not_contact_since is not None,
    )
