"""Decisions about a consultation request. Pure."""

from collections.abc import Collection, Iterator

from ..clinic import Clinic, UnknownLocationError, Urgency, Weekday
from ..clinic.hours import CallWindow
from ..people.adult_rules import age_problem
from ..people.rules import said_phone
from ..platform.errors import FieldProblem
from ..platform.languages import Words, words_of
from ..safety.crisis import reads_as_crisis
from .models import ConsultationRequestIn, CrisisPanel, HelpLine

_WAYS = ("call", "text", "chat", "emergency", "veterans_call", "veterans_text")


_MOST_LOCATIONS = 5
"""So many front desks are named at most where none was chosen: the list is to be taken in."""


def crisis_panel(language: str) -> CrisisPanel:
    """Help for the sender of a request that is kept: they are told that their call comes first."""
    return _panel(words_of(language), "crisis.text")


def panel_before_sending(language: str) -> CrisisPanel:
    """Help for somebody who has sent nothing yet."""
    return _panel(words_of(language), "crisis.text_before_sending")


def panel_without_receipt(
    language: str, *, refused: bool, location_id: str, clinic: Clinic
) -> CrisisPanel:
    """Help for somebody whose request is not known to be kept: no call is promised.

    ``refused`` says that nothing was stored; otherwise nobody knows. The number of the location
    that was chosen stands last, or of a few where none was: talking does not wait for a form.
    """
    panel = _panel(words_of(language), "crisis.text_refused" if refused else "crisis.text_unsure")
    chosen = [location for location in clinic.locations if location.id == location_id]
    desks = [
        HelpLine(
            label=f"{location.name}: {said_phone(location.phone)}", href=f"tel:{location.phone}"
        )
        for location in chosen or clinic.locations[:_MOST_LOCATIONS]
    ]
    return panel.model_copy(update={"lines": [*panel.lines, *desks]})


def _panel(words: Words, text: str) -> CrisisPanel:
    """The numbers of the 988 Suicide & Crisis Lifeline and of the Veterans Crisis Line."""
    return CrisisPanel(
        heading=words.said("crisis.heading"),
        text=words.said(text),
        lines=[
            HelpLine(
                label=words.said(f"crisis.lines.{way}"),
                href=words.said(f"crisis.lines.{way}_href"),
            )
            for way in _WAYS
        ],
    )


def problems_between_fields(form: ConsultationRequestIn, clinic: Clinic) -> Iterator[FieldProblem]:
    """Problems between fields that are each right in themselves."""
    try:
        known = {service.id: service for service in clinic.services_at(form.location_id)}
    except UnknownLocationError:
        yield FieldProblem(("location_id",), "The clinic doesn't have that location.", "unknown")
    else:
        if form.service_id not in known:
            said = "This location doesn't offer that service."
            yield FieldProblem(("service_id",), said, "not-offered")
        elif problem := age_problem(known[form.service_id], is_adult=form.is_adult):
            yield problem
    if (form.call_from is None) != (form.call_until is None):
        missing = "call_until" if form.call_until is None else "call_from"
        yield FieldProblem((missing,), "Please give both times, or neither.", "missing")
    elif form.call_from is not None and form.call_until is not None:
        to_midnight = form.call_until == form.call_until.min
        if not to_midnight and form.call_until <= form.call_from:
            said = "This needs to be later than the first time."
            yield FieldProblem(("call_until",), said, "too-early")


def is_crisis(form: ConsultationRequestIn) -> bool:
    """True if the visitor says, or the text reads, that somebody may come to harm."""
    written = (form.message, form.current_medication)
    return form.thinking_of_self_harm or any(reads_as_crisis(text) for text in written)


def urgency_of(crisis: bool) -> Urgency:
    """Urgency of the call. Screening answers are for the clinician and weigh nothing here."""
    return Urgency.CRISIS if crisis else Urgency.ROUTINE


def wished_window(
    days: Collection[Weekday], start: str | None, end: str | None, zone: str
) -> CallWindow | None:
    """Hours at which a visitor wishes a call, by wall time of ``zone``; None means any time."""
    if start is None and not days:
        return None
    window = {"start": start or "00:00", "end": end or "24:00", "zone": zone}
    return CallWindow.model_validate(window | ({"weekdays": days} if days else {}))
