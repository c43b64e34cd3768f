"""Errors of counting in opening hours."""

from chalicelib.platform.errors import FrontdeskError


class NeverOpenError(FrontdeskError):
    """A location has no opening for so long that there is nothing to count in."""

    def __init__(self, location_id: str, days: int) -> None:
        super().__init__(f"Location {location_id} has no opening hours within {days} days.")
        self.location_id = location_id
        self.days = days
