"""The form itself, drawn from the clinic and from what was typed."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from ..core.clinic import Clinic, Location, Service, Weekday
from ..intake.models import LONGEST_MESSAGE, ConsultationRequestIn, Screening
from ..intake.rules import CRISIS_PANEL
from .markup import NOTHING, Html, fill, fill_file, join, only_if
from .notices import NEEDED, NOTICES, SUBJECTS, Notice
from .receipt import crisis_markup, empty_crisis, empty_receipt
from .typed import Typed
from .wording import said_time, said_weekday

_MOST_CARDS = 5
"""Up to so many locations are laid out side by side; more are a list to choose from."""

_CALLING_HOURS = (8 * 60, 21 * 60)
"""Nobody may be called earlier or later, in minutes of their day."""

_SCREENING = {
    Screening.HIGH_BLOOD_PRESSURE: "High blood pressure that is not under control",
    Screening.PSYCHOSIS: "A psychosis, now or in the past",
    Screening.SUBSTANCE_USE: "Trouble with alcohol or drugs, now or in the past",
    Screening.PREGNANCY: "Pregnant, or might be",
    Screening.MEDICATION: "Taking medication",
}

_HELP_BEFORE_SENDING = CRISIS_PANEL.model_copy(
    update={
        "text": "Please do not wait for our call. The 988 Suicide & Crisis Lifeline is free, "
        "confidential, and there day and night."
    }
)
"""The panel without what only holds once the request has been sent."""

_FIELDS = (*ConsultationRequestIn.model_fields,)


@dataclass(frozen=True)
class FormState:
    """What a form shows: what was typed, and what has to change."""

    typed: Typed
    shown_at: str
    key: str
    errors: Mapping[str, str] = field(default_factory=dict)
    notice: Notice | None = None
    crisis: bool = False


def form_markup(clinic: Clinic, action: str, state: FormState) -> Html:
    """The form with its notice, and the shapes that its script fills."""
    typed = state.typed
    return fill_file(
        "form.html",
        **_about_fields(state),
        action=action,
        kept=only_if(state.notice is not None, " data-kept"),
        said=json.dumps(NOTICES),
        longest=LONGEST_MESSAGE,
        longest_said=f"{LONGEST_MESSAGE:,}",
        crisis=_crisis_on_top(state),
        notice=_notice(state),
        locations=_locations(clinic.locations, typed),
        services=join(_service(clinic, service, typed) for service in clinic.services),
        days=join(_days(clinic, typed)),
        from_times=_times("call_from", typed, *_CALLING_HOURS),
        until_times=_times("call_until", typed, *_CALLING_HOURS),
        screening=join(_screening(typed)),
        help=crisis_markup(_HELP_BEFORE_SENDING, name="help", live=True),
        shown_at=state.shown_at,
        key=state.key,
        empty_receipt=empty_receipt(),
        empty_crisis=empty_crisis(),
    )


def _about_fields(state: FormState) -> dict[str, str]:
    """For each field its value, tick, error and whether it is wrong, as the template names them."""
    about: dict[str, str] = {}
    for name in _FIELDS:
        error = state.errors.get(name, "")
        about[f"{name}_value"] = state.typed.text(name)
        about[f"{name}_ticked"] = only_if(state.typed.ticked(name), " checked")
        about[f"{name}_error"] = fill(
            '<p class="error" id="{name}-error" data-needed="{needed}" data-subject="{subject}">'
            "{error}</p>",
            name=name,
            needed=NEEDED.get(name, ""),
            subject=SUBJECTS.get(name, ""),
            error=error,
        )
        about[f"{name}_wrong"] = only_if(bool(error), ' aria-invalid="true"')
    return about


def _crisis_on_top(state: FormState) -> Html:
    if not state.crisis:
        return NOTHING
    return crisis_markup(_HELP_BEFORE_SENDING, focused=True)


def _notice(state: FormState) -> Html:
    notice = state.notice or Notice("", "")
    return fill_file(
        "notice.html",
        title=notice.title,
        text=notice.text,
        errors=join(_pointer(name, error) for name, error in state.errors.items()),
        hidden=only_if(state.notice is None, " hidden"),
        focused=only_if(state.notice is not None and not state.crisis, " autofocus"),
    )


def _pointer(name: str, error: str) -> Html:
    if name not in _FIELDS:
        return fill("<li>{error}</li>", error=error)
    return fill('<li><a href="#{name}">{error}</a></li>', name=name, error=error)


def _locations(locations: Collection[Location], typed: Typed) -> Html:
    if len(locations) > _MOST_CARDS:
        options = (
            _option(place.id, place.name, typed.has("location_id", place.id)) for place in locations
        )
        return fill_file("location_list.html", options=join(options))
    return join(
        fill_file(
            "location_card.html",
            # the first one is where a link to this field leads
            id="location_id" if index == 0 else f"location_id-{index}",
            value=place.id,
            name=place.name,
            address=", ".join(place.address),
            ticked=only_if(
                len(locations) == 1 or typed.has("location_id", place.id),
                " checked",
            ),
        )
        for index, place in enumerate(locations)
    )


def _service(clinic: Clinic, service: Service, typed: Typed) -> Html:
    offering = [place for place in clinic.locations if service.is_offered_at(place.id)]
    ticked = typed.has("service_id", service.id)
    if len(offering) == len(clinic.locations):
        return _option(service.id, service.name, ticked)
    return fill(
        '<option value="{id}" data-at="{at}" data-name="{name}"{ticked}>'
        "{name} (only at {where})</option>",
        id=service.id,
        at=" ".join(place.id for place in offering),
        name=service.name,
        where=", ".join(place.name for place in offering),
        ticked=only_if(ticked, " selected"),
    )


def _option(value: str, name: str, ticked: bool) -> Html:
    return fill(
        '<option value="{value}"{ticked}>{name}</option>',
        value=value,
        name=name,
        ticked=only_if(ticked, " selected"),
    )


def _days(clinic: Clinic, typed: Typed) -> Iterable[Html]:
    """The days on which any location is open."""
    open_days = [
        (day, open_at)
        for day in Weekday
        if (open_at := [place.id for place in clinic.locations if place.hours.on(day)])
    ]
    for index, (day, open_at) in enumerate(open_days):
        yield fill(
            '<label class="chip" data-at="{at}"><input type="checkbox" name="call_days" '
            'value="{day}" id="{id}"{ticked}><span><abbr title="{name}">{short}</abbr></span>'
            "</label>",
            at=" ".join(open_at),
            day=day.value,
            id="call_days" if index == 0 else f"call_days-{index}",
            ticked=only_if(typed.has("call_days", day.value), " checked"),
            name=day.value.title(),
            short=said_weekday(day),
        )


def _times(name: str, typed: Typed, first: int, last: int) -> Html:
    texts = [
        (f"{minute // 60:02}:{minute % 60:02}", minute) for minute in range(first, last + 1, 30)
    ]
    return join(_option(text, said_time(minute), typed.has(name, text)) for text, minute in texts)


def _screening(typed: Typed) -> Iterable[Html]:
    for index, (answer, label) in enumerate(_SCREENING.items()):
        yield fill(
            '<label class="tick"><input type="checkbox" name="screening" value="{value}" '
            'id="{id}"{ticked}><span>{label}</span></label>',
            value=answer.value,
            id="screening" if index == 0 else f"screening-{answer.value}",
            label=label,
            ticked=only_if(typed.has("screening", answer.value), " checked"),
        )
