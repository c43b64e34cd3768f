"""Frontdesk: the rooms, joined. Nothing is decided here."""

from chalice.app import CORSConfig

from chalicelib.platform.http.rooms import Rooms

app = Rooms(
    "frontdesk",
    rooms=(
        "chalicelib.web.jobs_api",
        "chalicelib.web.api",
        "chalicelib.web.visitor_api",
        "chalicelib.find.api",
        "chalicelib.records.api",
        "chalicelib.intake.api",
        "chalicelib.callbacks.api",
        "chalicelib.callbacks.letters_api",
        "chalicelib.scheduling.api.availability",
        "chalicelib.scheduling.api.schedule",
        "chalicelib.scheduling.api.closings",
        "chalicelib.scheduling.api.appointments",
        "chalicelib.scheduling.api.day_steps",
        "chalicelib.scheduling.api.readiness",
        "chalicelib.scheduling.api.times_to_move",
        "chalicelib.scheduling.api.series",
        "chalicelib.scheduling.api.reports",
        "chalicelib.scheduling.api.calendars",
        "chalicelib.scheduling.api.waitlist",
        "chalicelib.scheduling.api.invitations",
        "chalicelib.proof.api",
        "chalicelib.sending.api",
        "chalicelib.people.api",
        "chalicelib.colleagues.api",
        "chalicelib.staff.api",
        "chalicelib.web.desk_api",
    ),
    jobs=(
        "chalicelib.callbacks.jobs",
        "chalicelib.people.jobs",
        "chalicelib.records.jobs",
        "chalicelib.scheduling.jobs",
        "chalicelib.sending.jobs",
    ),
    cors=CORSConfig(
        allow_origin="*",  # no cookies: whoever has no token gets what everybody may see
        allow_headers=[
            "Idempotency-Key",
            "Browser-Id",
            "Request-Token",
            "Visitor-Token",
            "Manage-Token",
            "Code-Token",
            "Proof-Token",
            "If-Match",
            "If-None-Match",
        ],
        expose_headers=["ETag", "Next-Cursor", "Retry-After"],
        max_age=600,
    ),
)
