"""Check what a clinic's file has to say before people in need rely on it."""

from chalicelib.clinic.clinic import Clinic


def missing_in_production(clinic: Clinic) -> list[str]:
    """Sentences on whatever is not said, of each location: who is alerted of a crisis."""
    return [
        f"{location.name} doesn't say who is alerted when somebody may be in danger; set "
        'on_call_email to an address, or to "none" on purpose'
        for location in clinic.locations
        if location.on_call_email is None
    ]
