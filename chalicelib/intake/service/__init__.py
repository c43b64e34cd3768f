"""What can be done with consultation requests, one verb each."""

from .reviewing import list_aside, open_request, queue_request, requests_of_callback
from .submitting import submit_request
from .viewing import view_request

__all__ = [
    "list_aside",
    "open_request",
    "queue_request",
    "requests_of_callback",
    "submit_request",
    "view_request",
]
