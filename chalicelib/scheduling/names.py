"""How the things of the clinic's file are named in calls and answers. Pure."""

from typing import Annotated

from pydantic import Field

Name = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]
"""The id of a location, pool, bay or service."""
