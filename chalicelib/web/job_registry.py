"""The scheduled jobs, of all rooms: what each does, when it runs, and the function that does it."""

from dataclasses import dataclass

from ..callbacks.return_stale_claims import JOB as RETURN_STALE_CLAIMS
from ..callbacks.return_stale_claims import return_stale_claims
from ..people.index_people import JOB as INDEX_PEOPLE
from ..people.index_people import index_people
from ..platform.job_runs import Job
from ..records.erase_people import erase_people
from ..records.erase_person import JOB as ERASE_PEOPLE
from ..scheduling.aftercare.follow_up import follow_up_appointments
from ..scheduling.day.publish import publish_to_horizon
from ..scheduling.job_names import (
    EXPIRE_HOLDS,
    FOLLOW_UP_APPOINTMENTS,
    OFFER_FREED_SLOTS,
    PUBLISH_SLOTS,
    RELEASE_SLOTS,
)
from ..scheduling.slots.expire_holds import expire_holds
from ..scheduling.slots.release_slots import release_slots
from ..scheduling.waitlist.offer_freed_slot import offer_freed_slots
from ..sending.job_names import SEND_MESSAGES
from ..sending.send_messages import send_messages


@dataclass(frozen=True)
class ScheduledJob:
    """A job, for people: its name, what it does, how often, and the job itself.

    A manager has it run in the API's own function. Where that one's role may not do what the job
    does, ``by_hand`` is False: history is taken away by the schedule's function alone.
    """

    name: str
    does: str
    runs: str
    run: Job
    by_hand: bool = True


JOBS = (
    ScheduledJob(
        RETURN_STALE_CLAIMS,
        "Puts calls that someone took and then left back in the queue.",
        "every minute",
        return_stale_claims,
    ),
    ScheduledJob(
        EXPIRE_HOLDS,
        "Releases times that were held for visitors who didn't book them.",
        "every minute",
        expire_holds,
    ),
    ScheduledJob(
        OFFER_FREED_SLOTS,
        "Offers times that opened up to people on the waitlist, after three minutes.",
        "every minute",
        offer_freed_slots,
    ),
    ScheduledJob(
        RELEASE_SLOTS,
        "Opens reserved times to others, and gives the desk times nobody booked by the cut-off.",
        "every 5 minutes",
        release_slots,
    ),
    ScheduledJob(
        FOLLOW_UP_APPOINTMENTS,
        "Asks for calls about unconfirmed escorts, missed appointments, and boosters that are due.",
        "every 5 minutes",
        follow_up_appointments,
    ),
    ScheduledJob(
        SEND_MESSAGES,
        "Sends the emails that are due: receipts, confirmations, reminders.",
        "every minute",
        send_messages,
    ),
    ScheduledJob(
        INDEX_PEOPLE,
        "Lets people who were opened, or who have an appointment, be found by name.",
        "every minute",
        index_people,
    ),
    ScheduledJob(
        ERASE_PEOPLE,
        "Erases people whose erasure a manager confirmed, and whom nobody ever reached.",
        "every 5 minutes",
        erase_people,
        by_hand=False,
    ),
    ScheduledJob(
        PUBLISH_SLOTS,
        "Publishes times from the weekly templates, as far ahead as people can book.",
        "every day at 8:30 UTC",
        publish_to_horizon,
    ),
)
"""In the order in which they are shown."""
