"""The token by which visitors open what is theirs: an appointment, a place on the waitlist,
an invitation.
"""

from ..platform.http import SecurityScheme

MANAGE_TOKEN = SecurityScheme(
    "manage",
    {
        "type": "apiKey",
        "in": "header",
        "name": "Manage-Token",
        "description": "The token from the answer to a booking or to joining the waitlist, or from "
        "the link of an invitation.",
    },
)
