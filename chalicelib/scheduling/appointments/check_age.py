"""Check the age of whom staff book for a service for adults: the desk is asked, nobody refused."""

from ...people.note_person import KNOWN_MINOR, only_if_no_minor
from ...platform.unit_of_work import UnitOfWork
from ..errors import UnderAgeError
from ..slots.bookable import Wanted
from .staff_book_models import BookedForIn


def check_age_known(work: UnitOfWork, given: BookedForIn) -> None:
    """Raise UnderAgeError once it turned out that the person is known to be under 18."""
    if not given.despite_age and work.was_refused(KNOWN_MINOR):
        raise UnderAgeError


def only_if_adult(work: UnitOfWork, want: Wanted, person_id: str) -> None:
    """Collect that the person is not known to be under 18 on that day, which takes no look more."""
    if want.service.adults_only:
        day = want.starts_at.astimezone(want.location.tz).date()
        only_if_no_minor(work, person_id, day)
