"""Decisions about a consultation request. Pure."""

from collections.abc import Collection, Iterator
from datetime import datetime

from ..clinic import Clinic, UnknownLocationError, Urgency, Weekday
from ..clinic.hours import CallWindow
from ..people.adult_rules import age_problem
from ..people.rules import said_phone
from ..platform.errors import FieldProblem
from ..platform.languages import Words, words_of
from ..safety.crisis import Level, read_signs
from .ending_rules import Ending
from .front_desk import front_desk_of
from .models import ConsultationRequestIn, CrisisPanel, HelpLine, RequestWithSigns

_WAYS = ("call", "text", "chat", "emergency", "veterans_call", "veterans_text")


_MOST_LOCATIONS = 5
"""So many front desks are named at most where none was chosen: the list is to be taken in."""

_URGENCIES = {
    Level.NONE: Urgency.ROUTINE,
    Level.PANEL: Urgency.URGENT,
    Level.CRISIS: Urgency.CRISIS,
}

_WITHOUT_RECEIPT = {
    Ending.REFUSED: "crisis.text_refused",
    Ending.EARLIER: "crisis.text_earlier",
    Ending.UNKNOWN: "crisis.text_unsure",
    Ending.KEPT: "crisis.text_unsure",
}
"""The words by what is known; of a form that is kept there is a receipt, or else nobody knows."""


def panel_with_receipt(
    danger: Level, language: str, *, is_at_any_hour: bool = False
) -> CrisisPanel | None:
    """Help for the sender of a request that is kept, if any sign was read in it.

    Whose call comes first is told so, and nobody else. ``is_at_any_hour`` says that somebody is
    alerted of it whether the clinic is open or not.
    """
    if danger is Level.NONE:
        return None
    words = words_of(language)
    if danger is Level.PANEL:
        return _panel(words, "crisis.text_read_first")
    return _panel(words, "crisis.text_at_any_hour" if is_at_any_hour else "crisis.text")


def panel_before_sending(language: str) -> CrisisPanel:
    """Help for somebody who has sent nothing yet."""
    return _panel(words_of(language), "crisis.text_before_sending")


def panel_unread(language: str) -> CrisisPanel:
    """Help for whoever gets an answer before anybody has read what they sent.

    What was asked is not known, nor how it ended; nothing is said of either.
    """
    return _panel(words_of(language), "crisis.text_read_first")


def panel_without_receipt(
    language: str, ending: Ending, *, location_id: str, clinic: Clinic, now: datetime
) -> CrisisPanel:
    """Help for somebody whose request is not known to be kept: no call is promised.

    The number of the location that was chosen stands last, or of a few where none was, and the
    text says until when it is open: talking does not wait for a form. None is shown that is
    closed now.
    """
    words = words_of(language)
    panel = _panel(words, _WITHOUT_RECEIPT[ending])
    chosen = [location for location in clinic.locations if location.id == location_id]
    states = [(each, front_desk_of(each, now, language)) for each in chosen or clinic.locations]
    open_now = [(each, desk) for each, desk in states if desk.is_open][:_MOST_LOCATIONS]
    desks = [
        HelpLine(label=f"{each.name}: {said_phone(each.phone)}", href=f"tel:{each.phone}")
        for each, _ in open_now
    ]
    if not desks:
        return panel
    until = open_now[0][1].until if len(desks) == 1 else None
    too = (
        words.said("crisis.desk_too_until", when=until) if until else words.said("crisis.desk_too")
    )
    return panel.model_copy(update={"text": f"{panel.text} {too}", "lines": [*panel.lines, *desks]})


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


def danger_in(form: ConsultationRequestIn) -> Level:
    """The level of what the visitor says, and of what stands in their words."""
    if form.thinking_of_self_harm:
        return Level.CRISIS  # whatever stands beside it
    return read_signs(form.message, form.current_medication).level


def danger_read(request: RequestWithSigns) -> Level:
    """The level of the signs that were read in a request when it came in."""
    if request.crisis:
        return Level.CRISIS
    return Level.PANEL if request.read_first else Level.NONE


def urgency_of(danger: Level) -> Urgency:
    """Urgency of the call. Screening answers are for the clinician and weigh nothing here."""
    return _URGENCIES[danger]


def wished_window(
    days: Collection[Weekday], start: str | None, end: str | None, zone: str
) -> CallWindow | None:
    """Hours at which a visitor wishes a call, by wall time of ``zone``; None means any time."""
    if start is None and not days:
        return None
    window = {"start": start or "00:00", "end": end or "24:00", "zone": zone}
    return CallWindow.model_validate(window | ({"weekdays": days} if days else {}))
