"""Send what was read of a list to Frontdesk's own API, which stores it. The same again is safe."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chalicelib.people.import_models import MOST_AT_ONCE, ImportedPerson
from infra.import_lists.appointment_rules import ImportedAppointment
from infra.import_lists.call_api import ApiError, Call
from infra.import_lists.findings import ImportedRow, LineProblem

DIFFERS = (
    "Another date of birth is known of this name on this number or address. Nothing was changed."
)
_REFUSED = range(400, 500)


@dataclass
class Sent:
    """The outcome: how many rows are stored, and what was refused on which line."""

    stored: int = 0
    problems: list[LineProblem] = field(default_factory=list)


def send_people(call: Call, rows: Sequence[ImportedRow[ImportedPerson]]) -> Sent:
    """Import the people of a list. Raises ApiError where no call gets through."""
    sent = Sent()
    for some in _in_calls(rows):
        people = [row.told.model_dump(mode="json", exclude_none=True) for row in some]
        answer = call("people/import", {"people": people}, {})
        for row, person in zip(some, answer["people"], strict=True):
            if person["outcome"] == "differs":
                sent.problems.append(LineProblem(row.line, "", DIFFERS))
            else:
                sent.stored += 1
    return sent


def send_appointments(call: Call, rows: Sequence[ImportedRow[ImportedAppointment]]) -> Sent:
    """Book the appointments of a list, as the desk books. A time that cannot be had is named.

    Their patients know of them already: they are reminded, and not told that it was booked.

    Raises ApiError where no call gets through.
    """
    sent = Sent()
    for row in rows:
        body = row.told.model_dump(mode="json", exclude_none=True, exclude={"location_id"})
        body["is_known"] = True
        path = f"locations/{row.told.location_id}/appointments"
        try:
            call(path, body, {"Idempotency-Key": _identity(row.told)})
        except ApiError as refusal:
            if refusal.status not in _REFUSED or refusal.status in (401, 403):
                raise
            sent.problems.append(LineProblem(row.line, "", str(refusal)))
        else:
            sent.stored += 1
    return sent


def _identity(appointment: ImportedAppointment) -> str:
    """The same for the same words, so that a list that is sent again books nothing twice."""
    return hashlib.sha256(f"import {appointment.model_dump_json()}".encode()).hexdigest()


def _in_calls(
    rows: Sequence[ImportedRow[ImportedPerson]],
) -> Iterator[Sequence[ImportedRow[ImportedPerson]]]:
    for start in range(0, len(rows), MOST_AT_ONCE):
        yield rows[start : start + MOST_AT_ONCE]
