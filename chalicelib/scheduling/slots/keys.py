"""Keys of slots, and of what stands beside them on a day."""

from datetime import date

from ...platform.storage.keys import Key, part_key

KIND = "SLOTS"
CANCELED = "CANCELED"


def slot_key_of(slot_id: str) -> Key:
    """The key of the slot of this id. Raises ValueError for text that is no slot's id."""
    location_id, day, start, bay = slot_id.split("~")
    return part_key(KIND, f"{location_id}#{day}", f"{start}#{bay}")


def canceled_key(location_id: str, day: date, appointment_id: str) -> Key:
    """The key of the line that says on a day that an appointment was canceled online then."""
    return part_key(KIND, f"{location_id}#{day}", f"{CANCELED}#{appointment_id}")
