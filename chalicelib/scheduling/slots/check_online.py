"""Check whether a visitor may book a service online, by the clinic's setting alone.

What is stored about anybody plays no part: whoever is refused learns nothing of others.
"""

from ...clinic import OnlineBooking, Service
from ...platform.request_token import proves_request
from ...platform.runtime import Runtime
from ..errors import NotBookableOnlineError, RequestFirstError

_BY_VISITORS = frozenset({OnlineBooking.ANYONE, OnlineBooking.AFTER_REQUEST})


def is_online(service: Service) -> bool:
    """True for a service that visitors book by themselves, without an invitation."""
    return service.online in _BY_VISITORS


def is_for_invited(service: Service) -> bool:
    """True for a service that somebody may book online at all; an invitation then opens it."""
    return service.online is not OnlineBooking.NOBODY


def check_online(service: Service, *, is_invited: bool = False) -> None:
    """Raise NotBookableOnlineError for a service that the clinic books itself.

    One for the invited is among them, except for whoever ``is_invited`` to it. What nobody books
    online is closed to them as well: the clinic changed its mind since.
    """
    if not (is_for_invited(service) if is_invited else is_online(service)):
        raise NotBookableOnlineError(by_link=is_for_invited(service))


def check_sender(run: Runtime, service: Service, request_id: str | None, token: str | None) -> None:
    """As ``check_online``; also raises RequestFirstError where a request has to come first.

    The request is one that asked for this service, or for one that this service answers. What
    became of it does not matter.
    """
    check_online(service)
    needs_request = service.online is OnlineBooking.AFTER_REQUEST
    if needs_request and not proves_request(run.keyring, request_id, token, service.answered):
        raise RequestFirstError
