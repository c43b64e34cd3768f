"""A published schedule to begin with: hundreds of tests begin with some days of a location."""

from chalicelib.platform.runtime import Runtime
from chalicelib.scheduling.day.publish import publish
from chalicelib.scheduling.slots.schemas import DaysIn
from tests.prepared import prepared


def publish_days(run: Runtime, location_id: str, first: str, last: str) -> None:
    """Have some days of a location published, as the use case does."""

    def as_the_use_case_does() -> None:
        publish(run, location_id, DaysIn.model_validate({"from": first, "to": last}))

    prepared(run, f"{location_id} from {first} to {last}", as_the_use_case_does)
