"""Tell the clinic how the day before went: numbers and a link, and nobody's name."""

from datetime import date, datetime

from ..callbacks.count_unreachable import count_unreachable
from ..callbacks.report_service_level import service_level
from ..messaging.digest_rules import day_told, next_digest_at
from ..messaging.link import desk_link
from ..messaging.models import Message, MessageKind, Telling
from ..messaging.send_due import Tellers
from ..platform.local_time import said_day
from ..platform.runtime import Runtime
from ..scheduling.reports.service import figures
from ..scheduling.slots.schemas import DaysIn


def _tell(run: Runtime, message: Message, known: str | None, now: datetime) -> Telling | None:
    """The day before, and the next one a day later; None once the address is not in the file."""
    location = run.clinic.location(message.location_id)
    number = int(message.about)
    if number >= len(location.digest_emails):
        return None
    day, hour = day_told(now, location.tz), run.clinic.messages.digest_hour
    counted = _counted(run, location.id, day)
    next_at = next_digest_at(now, location.tz, hour)
    is_quiet = not location.open_minutes_on(day) and not any(counted.values())
    return Telling(
        email=location.digest_emails[number],
        is_by_staff=True,
        person_id="",
        words={
            **{name: str(count) for name, count in counted.items()},
            "when": said_day(day),
            "link": desk_link(run),
        },
        news=day.isoformat(),
        not_before=next_at if is_quiet else None,
        again_at=next_at,
    )


def _counted(run: Runtime, location_id: str, day: date) -> dict[str, int]:
    promised = service_level(run, location_id, day, day).days[0]
    used = figures(run, location_id, DaysIn.model_validate({"from": day, "to": day})).days[0]
    return {
        "late": promised.broken,
        "empty": used.slots_unused,
        "missing": used.appointments.noshow,
        "unreachable": count_unreachable(run, location_id, day),
    }


TELLERS: Tellers = {MessageKind.DIGEST: _tell}
