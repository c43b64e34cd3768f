"""The people inside a callback: who they are, who of them leads, what each is owed. Pure.

A callback is owed to a contact point; in it are the people who turned to the clinic from it, each
with the occasions that came in under their name. What staff took down without a name is the one
person's whose name they took down, where there is just one; else it stands by itself. A name that
anybody can send owns nothing but what came with it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..clinic import Urgency
from ..clinic.hours import CallWindow
from .occasion_models import Answer, Asked, Occasion, Owing, Weighed

_LONGEST_REASON = 300
"""In characters: about as much as is read before a call."""

_GRAVITY = list(Urgency)

AnyAsked = TypeVar("AnyAsked", bound=Asked)


@dataclass(frozen=True)
class Inside(Generic[AnyAsked]):
    """One person inside a callback."""

    person_id: str
    occasions: tuple[AnyAsked, ...]
    """Theirs, the oldest first."""
    unanswered: tuple[AnyAsked, ...]

    @property
    def lead(self) -> AnyAsked:
        """The occasion that speaks for them: the gravest unanswered, the oldest of those."""
        return min(self.unanswered or self.occasions, key=_graver_first)

    @property
    def named(self) -> AnyAsked:
        """The newest occasion that tells a name, or else any."""
        return next((each for each in reversed(self.occasions) if each.first_name), self.lead)

    @property
    def of_another(self) -> AnyAsked | None:
        """The newest that somebody else asked for them: of what is unanswered, if any is.

        Of that, what is as grave as the lead: of a crisis that somebody told of themselves, nobody
        who asks for less is shown as the one who did.
        """
        asked = (each for each in reversed(self.unanswered or self.occasions) if each.by_another)
        return next((each for each in asked if each.urgency is self.lead.urgency), None)

    @property
    def flags(self) -> list[str]:
        """The flags of what is unanswered, each once."""
        return flags_of(self.unanswered)

    @property
    def reason(self) -> str:
        """The reason to call them: the lead's reason, before it what the clinic's own calls add."""
        said = self.lead.reason
        for occasion in self.unanswered:
            if occasion.source.is_ours and occasion.reason not in said:
                said = f"{occasion.reason}; {said}"[:_LONGEST_REASON]
        return said


def people_in(
    occasions: Iterable[AnyAsked], answered: Collection[str]
) -> tuple[Inside[AnyAsked], ...]:
    """The people inside, those who are owed an answer first, the gravest of them first."""
    latest = {each.of: each for each in occasions}
    in_order = sorted(latest.values(), key=lambda each: each.at)
    owner = _owner_of_nameless(in_order)
    by_person: dict[str, list[AnyAsked]] = {}
    for each in in_order:
        is_nobodys = not each.first_name and not each.is_stated
        person_id = owner if owner and is_nobodys else each.person_id
        by_person.setdefault(person_id, []).append(each)
    people = (
        Inside(person_id, tuple(theirs), tuple(each for each in theirs if each.of not in answered))
        for person_id, theirs in by_person.items()
    )
    return tuple(sorted(people, key=lambda person: (not person.unanswered, *_order(person))))


def unanswered_people(people: Iterable[Inside[AnyAsked]]) -> tuple[Inside[AnyAsked], ...]:
    """Those of them who are owed an answer still."""
    return tuple(person for person in people if person.unanswered)


def still_owed_of(people: Iterable[Inside[Occasion]]) -> tuple[Owing, ...]:
    """All that is unanswered, each under the person whose it is counted as."""
    return tuple(
        Owing.model_validate(
            {
                **each.model_dump(include=set(Owing.model_fields)),
                "person_id": person.person_id,
            }
        )
        for person in people
        for each in person.unanswered
    )


def windows_of(still_owed: Iterable[Weighed]) -> tuple[CallWindow, ...]:
    """The hours that any of these occasions allows; none, where one of them allows all."""
    windows = [each.window for each in still_owed]
    known = dict.fromkeys(window for window in windows if window is not None)
    return () if None in windows else tuple(known)


def gravest(still_owed: Iterable[Weighed]) -> Urgency:
    """The gravest urgency of these occasions."""
    return max((each.urgency for each in still_owed), key=_GRAVITY.index, default=Urgency.ROUTINE)


def graver(one: Urgency, other: Urgency) -> Urgency:
    """The graver of two urgencies."""
    return max(one, other, key=_GRAVITY.index)


def flags_of(still_owed: Iterable[Weighed]) -> list[str]:
    """The flags of these occasions, each once."""
    return list(dict.fromkeys(flag for each in still_owed for flag in each.flags))


def is_read_first(still_owed: Iterable[Weighed]) -> bool:
    """True if a sign of danger was read in the words of one of these occasions."""
    return any(each.read_first for each in still_owed)


def keeps_its_call(still_owed: Collection[Weighed]) -> bool:
    """True of what somebody has to call about, whatever its sender booked online since."""
    is_crisis = gravest(still_owed) is Urgency.CRISIS
    return is_crisis or is_read_first(still_owed) or bool(flags_of(still_owed))


def booked_by_those(
    people: Iterable[Inside[AnyAsked]], answers: Mapping[str, Answer]
) -> str | None:
    """The appointment that answered another occasion of one who is owed an answer still."""
    of = (each.of for person in unanswered_people(people) for each in reversed(person.occasions))
    given = (answers[each].of for each in of if each in answers)
    return next((each for each in given if each), None)


def newest_told(occasions: Sequence[Occasion], fact: str) -> Any:
    """A fact as the newest of these occasions told it that told it at all."""
    told = (getattr(each, fact) for each in reversed(occasions))
    return next((value for value in told if value is not None), None)


def names_of_askers(occasions: Iterable[Occasion]) -> list[str]:
    """The names of those who asked for somebody else on these occasions, each once."""
    return list(dict.fromkeys(each.asked_by for each in occasions if each.asked_by))


def may_leave_voicemail(occasions: Iterable[Occasion]) -> bool:
    """True if each of these occasions that says something about it allows it, and one does."""
    said = [each.may_leave_voicemail for each in occasions if each.may_leave_voicemail is not None]
    return bool(said) and all(said)


def _owner_of_nameless(occasions: Sequence[Asked]) -> str | None:
    """The one person whom staff took down by name; None if there are several, or none.

    Of whom somebody else called for, nothing says that the number is theirs.
    """
    told = (each for each in occasions if not (each.is_stated or each.by_another))
    named = {each.person_id for each in told if each.first_name}
    return named.pop() if len(named) == 1 else None


def _graver_first(occasion: Asked) -> tuple[int, bool, object]:
    return (-_GRAVITY.index(occasion.urgency), not occasion.flags, occasion.at)


def _order(person: Inside[AnyAsked]) -> tuple[int, bool, object]:
    owed = person.unanswered or person.occasions
    oldest = min(each.at for each in owed)
    return (-_GRAVITY.index(gravest(owed)), not flags_of(owed), oldest)
