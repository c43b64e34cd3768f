"""An erasure as it is asked for, previewed, confirmed and kept."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from ..people.link_models import Alias
from ..platform.clock import Instant
from ..platform.model import Model
from ..platform.values import Reason
from .subject_models import Subject


class ErasureReason(StrEnum):
    """The reason for an erasure. It is one of a list, so that the record of it names nobody."""

    ASKED_BY_PERSON = "asked-by-person"
    ASKED_BY_REPRESENTATIVE = "asked-by-representative"
    FILED_BY_MISTAKE = "filed-by-mistake"
    NO_LONGER_NEEDED = "no-longer-needed"


class PreviewQuery(Model):
    """The reason for which somebody is to be erased."""

    model_config = ConfigDict(extra="forbid")

    reason: ErasureReason


class ConfirmIn(Model):
    """The preview that was read, and that is to be carried out now."""

    model_config = ConfigDict(extra="forbid")

    confirm_token: Annotated[str, Field(min_length=1, max_length=8000)]


class LegalHoldIn(Model):
    """The reason that everything of somebody has to stay for now."""

    model_config = ConfigDict(extra="forbid")

    reason: Reason


class LegalHold(Model):
    """A legal hold: nothing of the person is erased while it stands."""

    person_id: str
    reason: str | None = Field(None, description="Absent once it was taken off.")
    by: str | None = None
    at: Instant | None = None
    is_set: bool


BlockedBy = Literal["legal-hold", "open-callback", "crisis", "appointment-ahead", "waitlist"]


class Blocker(Model):
    """A thing that has to be closed or lifted before somebody can be erased."""

    what: BlockedBy
    of: str = Field(description="The id of the call, the appointment or the waitlist entry.")
    by: str | None = Field(None, description="Who set the legal hold.")
    reason: str | None = Field(None, description="Why it was set.")
    at: Instant | None = None


class Goes(Model):
    """A kind of thing that goes, and how many there are."""

    what: str
    count: int


class Stays(Model):
    """A thing that stays, until when, and why."""

    what: Literal["medical-record", "counts", "audit", "erasure"]
    count: int
    until: Instant | None = Field(None, description="Absent for what stays for good.")
    why: str


class ErasurePreview(Model):
    """The consequences of erasing somebody now. Nothing was changed for it."""

    person_id: str
    people: list[str] = Field(description="Ids of every name and number known to be theirs.")
    reason: ErasureReason
    goes: list[Goes]
    stays: list[Stays]
    blockers: list[Blocker] = Field(description="Nothing can be confirmed while there is any.")
    confirm_token: str | None = Field(
        None, description="Confirms just this, within ten minutes; absent while it is blocked."
    )
    confirm_until: Instant | None = None


class Erasure(Model):
    """An erasure as it is kept: ids and times, so that it can be done again after a restore."""

    model_config = ConfigDict(frozen=True)

    erasure_id: str
    people: tuple[Alias, ...]
    at: Instant
    by: str
    last_filed: Mapping[str, str] | None = None
    """By person, the key of what was filed last under them when it was asked for."""
    done_at: Instant | None = None
    kept_until: Instant | None = None
    """Medical records are kept until then; the erasure is finished once it is past."""

    @property
    def subject(self) -> Subject:
        """The one who is erased by it."""
        return Subject(people=self.people, at=self.at, last_filed=self.last_filed)


class ErasureView(Model):
    """An erasure as managers see it."""

    erasure_id: str
    people: list[str]
    at: Instant
    by: str
    done_at: Instant | None = Field(None, description="Absent until the job has carried it out.")
    kept_until: Instant | None = Field(
        None, description="A medical record is kept until then; absent where none is."
    )


class Erasures(Model):
    """A page of the erasures, the newest first."""

    erasures: list[ErasureView]
    next_cursor: str | None = None
