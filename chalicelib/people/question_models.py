"""Questions to the desk about who somebody is, and the answers that it gave."""

from pydantic import ConfigDict, Field

from ..platform.clock import Instant
from ..platform.model import Model
from .models import Profile
from .question_rules import Doubt


class AskedQuestion(Model):
    """A question to the desk about a form: whether its sender is somebody who is known."""

    question_id: str
    person_id: str = Field(description="Who sent the form, as far as the form says.")
    name: str | None = Field(None, description="The name in the form; absent where none was given.")
    about_id: str = Field(description="Who is known; the same id where the names are the same.")
    about_name: str | None = Field(None, description="Absent where they gave none.")
    doubt: Doubt = Field(description="The reason to ask.")
    stated_email: str | None = Field(
        None, description="The address in the form, where that is what differs."
    )
    known_email: str | None = Field(None, description="The one that is known to be theirs.")


class AnswerIn(Model):
    """An answer to a question."""

    model_config = ConfigDict(extra="forbid")

    is_same: bool = Field(description="The form was sent by the person who is known.")


class QuestionAnswer(Model):
    """An answer as it is kept, with what was asked, so that taking it back is exact."""

    question: AskedQuestion
    is_same: bool
    by: str
    at: Instant
    has_linked: bool = False
    """True if two were noted as one by it; not if they were that before."""

    @property
    def has_new_email(self) -> bool:
        """True if an address was taken for theirs by it."""
        return self.is_same and self.question.doubt is Doubt.OTHER_EMAIL


class KnownProfile(Profile):
    """A person's profile with the answers that the desk gave about their forms, by question."""

    answers: dict[str, QuestionAnswer] = Field(default_factory=dict)

    @property
    def earlier_emails(self) -> set[str | None]:
        """The addresses that were theirs before the desk took others for theirs."""
        return {each.question.known_email for each in self.answers.values() if each.has_new_email}
