"""What can be done with consultation requests, one verb each."""

from .review_requests import list_aside, open_request, queue_request, requests_of_callback
from .submit_request import submit_request
from .view_request import view_request

__all__ = [
    "list_aside",
    "open_request",
    "queue_request",
    "requests_of_callback",
    "submit_request",
    "view_request",
]
