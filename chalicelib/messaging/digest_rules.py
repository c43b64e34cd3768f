"""Rules of the daily digest: the instant of the next one, and the day that it is about. Pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def next_digest_at(now: datetime, zone: ZoneInfo, hour: int) -> datetime:
    """The next time that this hour strikes there, later than now."""
    today = now.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in (0, 1))
    times = (datetime.combine(day, time(hour), zone).astimezone(now.tzinfo) for day in days)
    return next(at for at in times if at > now)


def day_told(now: datetime, zone: ZoneInfo) -> date:
    """The local date that is over: the one before the present one."""
    return now.astimezone(zone).date() - timedelta(days=1)
