"""Tell from an answer how sending a form ended, so that no word says more than is known. Pure."""

from enum import StrEnum

_CONFLICT = 409


class Ending(StrEnum):
    """The fate of a form, as far as whoever sent it can know."""

    KEPT = "kept"
    """It is stored."""
    REFUSED = "refused"
    """Nothing of this try is stored."""
    EARLIER = "earlier"
    """An earlier version is stored, and this one is not."""
    UNKNOWN = "unknown"
    """It may be stored or not."""


def ending_of(status: int, *, unsure_before: bool = False) -> Ending:
    """The ending that an answer with this status tells of.

    After a failure the write may have been carried out all the same; so may one of the same form
    before, where it is ``unsure_before`` how that ended, though this one is refused.
    """
    if 200 <= status < 300:
        return Ending.KEPT
    if status == _CONFLICT:
        return Ending.EARLIER
    is_refused = 400 <= status < 500 and not unsure_before
    return Ending.REFUSED if is_refused else Ending.UNKNOWN
