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


def check_online(service: Service) -> None:
    """Raises NotBookableOnlineError for a service that the clinic books itself.

    One for the invited is among them: whoever has an invitation does not come this way.
    """
    if not is_online(service):
        raise NotBookableOnlineError


def check_sender(run: Runtime, service: Service, request_id: str | None, token: str | None) -> None:
    """As ``check_online``; also raises RequestFirstError where a request has to come first.

    It does not matter which request it was, nor what became of it.
    """
    check_online(service)
    needs_request = service.online is OnlineBooking.AFTER_REQUEST
    if needs_request and not proves_request(run.keyring, request_id, token):
        raise RequestFirstError
