"""Decide what an erasure does with each kind of item in the table. Pure.

Every kind is here, also those that hold nothing of anybody: an item of any other kind is a defect,
which the job raises and a test finds.
"""

from collections.abc import Mapping
from enum import StrEnum

from .errors import UnknownKindError


class Fate(StrEnum):
    """The end of an item of somebody who is erased."""

    GOES = "goes"
    """It is deleted."""
    BLANKED = "blanked"
    """It stays for counts and for the audit, without a name, a way to reach anybody, or a word."""
    IDS = "ids"
    """It holds ids, times and counts alone, and stays as it is."""
    NOBODY = "nobody"
    """It is the clinic's own, and holds nothing of who comes to it."""


ANY = "*"
"""Stands for every part of an item collection that is not named."""

_GOES, _BLANKED, _IDS, _NOBODY = Fate.GOES, Fate.BLANKED, Fate.IDS, Fate.NOBODY

KEPT: Mapping[str, Mapping[str, Fate]] = {
    "PERSON": {
        "PERSON": _GOES,
        "EVENT": _BLANKED,
        "PART": _GOES,
        "IMPORT": _GOES,
        "NOTE": _GOES,
        "NOTE-KEY": _GOES,
        "FLAGS": _GOES,
        "INDEX": _GOES,
        "SPAM": _GOES,
        "LEGAL-HOLD": _GOES,
    },
    "POINT": {"PERSON": _GOES, "OPEN": _BLANKED, "POINT": _GOES, "PROOF": _GOES, "LINK": _GOES},
    "FIND": {"PERSON": _GOES},
    "REFERENCE": {"REQUEST": _GOES, "APPOINTMENT": _GOES},
    "REQUEST": {"REQUEST": _GOES, "EVENT": _BLANKED},
    "FLAGGED-FORM": {"FLAGGED-FORM": _GOES},
    "CALLBACK": {"CALLBACK": _BLANKED, "EVENT": _BLANKED, "DONE": _BLANKED},
    "CRISES": {"CRISES": _NOBODY},
    "CLAIM-KEY": {"CLAIM-KEY": _IDS},
    "UNREACHED": {"UNREACHED": _IDS},
    "CALL": {"CALL": _IDS},
    "PROMISES": {"CALLBACK": _IDS},
    "TURN": {ANY: _NOBODY},
    "ALERTED": {"ALERTED": _NOBODY},
    "SLOTS": {"DAY": _NOBODY, "CANCELED": _GOES, ANY: _BLANKED},
    "HOLD": {"HOLD": _IDS},
    "HOLDER": {"HOLDER": _IDS},
    "APPOINTMENT": {"APPOINTMENT": _BLANKED, "EVENT": _BLANKED, "MAIL-FOR-NOTHING": _IDS},
    "SERIES": {"SERIES": _BLANKED, "EVENT": _BLANKED, "MOVED": _IDS},
    "BOOSTER": {"BOOSTER": _GOES},
    "WAITING": {ANY: _GOES},
    "WAITLIST": {"WAITLIST": _GOES, "TICKET": _GOES, "EVENT": _BLANKED},
    "INVITATION": {"INVITATION": _GOES, "EVENT": _BLANKED},
    "CLOSING": {"CLOSING": _NOBODY, "CALL": _IDS, "EVENT": _NOBODY},
    "CLOSINGS": {ANY: _NOBODY},
    "CLOSED": {ANY: _NOBODY},
    "OVERRIDES": {"EVENT": _NOBODY},
    "DAYCONTACTS": {"EVENT": _NOBODY},
    "FEEDS": {ANY: _NOBODY},
    "MESSAGE": {"MESSAGE": _GOES, "EVENT": _BLANKED},
    "MAIL": {"MAIL": _GOES},
    "MAILED": {ANY: _GOES},
    "PROOF": {"PROOF": _GOES, "EVENT": _BLANKED},
    "LINK": {"LINK": _GOES, "EVENT": _BLANKED},
    "PROVEN": {"PROVEN": _GOES},
    "COLLEAGUES": {ANY: _NOBODY},
    "JOB": {"JOB": _NOBODY},
    "LOOKS": {ANY: _IDS},
    "ERASURES": {ANY: _IDS},
    "ERASED": {"ERASED": _IDS},
}
"""By the beginning of the partition's key, and by that of the sort key."""


def fate_of(key: Mapping[str, object]) -> Fate:
    """The end of the item of this key. Raises UnknownKindError."""
    kind, part = (str(key[name]).partition("#")[0] for name in ("pk", "sk"))
    parts = KEPT.get(kind, {})
    fate = parts.get(part) or parts.get(ANY)
    if fate is None:
        raise UnknownKindError(f"nothing is known of items of {kind}")
    return fate
