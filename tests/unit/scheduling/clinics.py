"""Clinics to publish slots for, described in a few words."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from chalicelib.clinic import Clinic, load_clinic

EVERY_DAY = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ALL_DAY = {day: ["00:00-24:00"] for day in EVERY_DAY}


@cache
def _demo() -> dict[str, Any]:
    return load_clinic().model_dump(mode="json", by_alias=True)


def a_service(service_id: str, pool: str, minutes: int, **more: Any) -> dict[str, Any]:
    """A service for anyone; no recovery, no lead time and no escort unless told."""
    return {
        "id": service_id,
        "name": service_id,
        "pool": pool,
        "duration_minutes": minutes,
        "recovery_minutes": 0,
        "lead_time_minutes": 0,
        "escort": False,
        "online": "anyone",
        **more,
    }


def a_pool(pool_id: str, *bays: str) -> dict[str, Any]:
    """A pool of bays."""
    return {"id": pool_id, "bays": [{"id": bay, "name": bay} for bay in bays]}


def a_template(*starts: str, pool: str = "consult", **more: Any) -> dict[str, Any]:
    """The same starts on every day."""
    return {"pool": pool, "weekdays": list(EVERY_DAY), "starts": list(starts), **more}


CONSULT = (a_service("visit", "consult", 60),)


def a_clinic(
    *templates: Mapping[str, Any],
    zone: str = "America/New_York",
    hours: Mapping[str, Sequence[str]] | None = None,
    closures: Sequence[Mapping[str, Any]] = (),
    pools: Sequence[Mapping[str, Any]] = (a_pool("consult", "room-1"),),
    services: Sequence[Mapping[str, Any]] = CONSULT,
    **scheduling: int,
) -> Clinic:
    """A clinic of one location, "harbor", open around the clock, with slots of 60 minutes.

    ``scheduling`` overrides single settings of booking; by default nothing is cut off early.
    """
    location = {
        "id": "harbor",
        "name": "Harbor",
        "zone": zone,
        "phone": "+12125550142",
        "address": ["1 Example Pier"],
        "hours": dict(hours or ALL_DAY),
        "closures": list(closures),
        "pools": list(pools),
        "templates": list(templates),
    }
    settings = {**_demo()["scheduling"], "cut_off_minutes": 0, "horizon_days": 365, **scheduling}
    desk = {**_demo()["desk"], "scripts": []}  # they speak of the demo's own services
    described = {**_demo(), "locations": [location], "services": list(services), "desk": desk}
    return Clinic.model_validate({**described, "scheduling": settings})
