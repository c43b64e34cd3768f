"""Frontdesk: the rooms, joined. Nothing is decided here."""

from chalice.app import Chalice, CORSConfig

from chalicelib.callbacks.api import routes as callback_routes
from chalicelib.callbacks.jobs import jobs as callback_jobs
from chalicelib.contacts.api import routes as contact_routes
from chalicelib.intake.api import routes as intake_routes
from chalicelib.scheduling.api.appointments import routes as booking_routes
from chalicelib.scheduling.api.calendars import routes as calendar_routes
from chalicelib.scheduling.api.reports import routes as overview_routes
from chalicelib.scheduling.api.schedule import routes as schedule_routes
from chalicelib.scheduling.api.waitlist import routes as waitlist_routes
from chalicelib.scheduling.jobs import jobs as scheduling_jobs
from chalicelib.staff.api import routes as session_routes
from chalicelib.web.api import describes
from chalicelib.web.api import routes as web_routes
from chalicelib.web.desk_api import routes as desk_routes
from chalicelib.web.jobs_api import routes as job_routes
from chalicelib.web.visitor_api import routes as visitor_routes

app = Chalice(app_name="frontdesk")
app.api.cors = CORSConfig(
    allow_origin="*",  # no cookies: whoever has no token gets what everybody may see
    allow_headers=["Idempotency-Key", "Visitor-Token", "Manage-Token", "If-Match", "If-None-Match"],
    expose_headers=["ETag", "Retry-After"],
    max_age=600,
)

rooms = (
    job_routes,
    web_routes,
    visitor_routes,
    intake_routes,
    callback_routes,
    schedule_routes,
    booking_routes,
    overview_routes,
    calendar_routes,
    waitlist_routes,
    contact_routes,
    session_routes,
    desk_routes,
)
for room in rooms:
    app.register_blueprint(room.blueprint)
app.register_blueprint(callback_jobs)
app.register_blueprint(scheduling_jobs)
describes(*rooms)
