"""Dates to look at, as a visitor's page asks for them. Pure."""

from typing import Annotated

from pydantic import ConfigDict, Field

from ..platform.clock import LocalDate
from ..platform.model import Model


class DaysQuery(Model):
    """Dates to look at."""

    model_config = ConfigDict(extra="forbid")

    start: Annotated[
        LocalDate | None, Field(alias="from", description="Local date; left out, today.")
    ] = None
    end: Annotated[
        LocalDate | None,
        Field(alias="to", description="Local date, meant too; left out, two weeks."),
    ] = None
