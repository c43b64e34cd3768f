"""What can be done with consultation requests, one verb each."""

from .list_spam import list_spam
from .open_request import open_request, requests_of_callback
from .queue_spam import queue_spam
from .submit_request import submit_request
from .view_request import view_request

__all__ = [
    "list_spam",
    "open_request",
    "queue_spam",
    "requests_of_callback",
    "submit_request",
    "view_request",
]
