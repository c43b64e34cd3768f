"""Ask for the link to a request or an appointment: everybody gets the same answer, at once."""

from ..messaging.models import MessageKind
from ..messaging.send_later import Circumstances, send_later
from ..people.identity import point_id_of
from ..people.note_asked import note_asked
from ..platform.runtime import Runtime
from ..platform.storage.references import reference_id
from ..platform.unit_of_work import VISITOR, Once, UnitOfWork, carry_out, fingerprint
from ..scheduling.appointments.holder import Holder
from ..scheduling.appointments.limit_holder import count_code
from . import link_store as store
from . import rules
from .errors import TooManyLinksError
from .link_models import AskedLink, AskLinkIn, LinkAsked


def ask_link(run: Runtime, given: AskLinkIn, holder: Holder, key: str | None) -> LinkAsked:
    """Have a link sent, if the reference's thing came with this address: that is not told.

    Nothing is looked up before it is sent. It counts as a code that was asked for does. The same
    ``key`` and details again are the same link. Raises TooManyLinksError, which goes by who asks
    alone.
    """
    location = run.clinic.location(given.location_id)
    link_id = run.keyring.derived_id("link", key) if key else run.ids.new(run.clock())

    def asked(work: UnitOfWork) -> LinkAsked:
        count_code(work, holder, link_id, lambda _: TooManyLinksError(location.phone))
        new = AskedLink(
            link_id=link_id,
            reference_id=reference_id(run.keyring, given.reference),
            point_id=point_id_of(run.keyring, given.email),
            language=given.language,
            asked_at=work.now,
            expires_at=int(work.now.timestamp()) + rules.KEPT,
        )
        send_later(
            work,
            MessageKind.LINK,
            to=new.point_id,
            location_id=location.id,
            about=link_id,
            how=Circumstances(language=given.language),
        )
        work.add(store.link_put(new))
        note_asked(work, new.point_id, (store.KIND, link_id), new.expires_at)
        work.record(store.KIND, link_id, "asked")
        return LinkAsked(asked_at=new.asked_at)

    once = Once(
        store.link_key(link_id),
        fingerprint(run.keyring, given),
        lambda item: LinkAsked(asked_at=AskedLink.model_validate(item).asked_at),
    )
    return carry_out(run, VISITOR, asked, once=once)
