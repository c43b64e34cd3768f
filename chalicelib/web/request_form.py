"""The form itself, drawn from the clinic and from what was typed."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from ..clinic import Clinic, Location, Service, Weekday
from ..clinic.words import WEEK
from ..intake.models import LONGEST_MESSAGE, ConsultationRequestIn, CrisisPanel, Screening
from ..intake.rules import panel_before_sending
from ..platform.languages import Words
from .assets import asset_path
from .markup import NOTHING, Html, fill, fill_file, holes_of, join, only_if
from .mine_page import mine_link
from .notices import Notice
from .open_line import open_now_markup
from .receipt import crisis_markup, empty_crisis, empty_receipt
from .typed import Typed
from .view import View
from .wording import said_time, said_weekday

_MOST_CARDS = 5
"""Up to so many locations are laid out side by side; more are a list to choose from."""

_CALLING_HOURS = (8 * 60, 21 * 60)
"""Nobody may be called earlier or later, in minutes of their day."""

_FOLDED = ("call_days", "call_from", "call_until", "screening", "current_medication")
"""Fields that are folded away until somebody wants them."""

_FIELDS = (*ConsultationRequestIn.model_fields,)


UNSURE = "unsure"
"""In the address that a form goes to: it was sent before, and nobody knows how that ended."""


@dataclass(frozen=True)
class FormState:
    """The state of a form: what was typed, and what has to change."""

    typed: Typed
    drawn_at: datetime
    shown_at: str
    key: str
    errors: Mapping[str, str] = field(default_factory=dict)
    notice: Notice | None = None
    is_unsure: bool = False
    """True where what was sent may be stored."""
    crisis: CrisisPanel | None = None


def form_markup(clinic: Clinic, view: View, state: FormState) -> Html:
    """The form with its notice, and the shapes that its script fills."""
    return fill_file(
        view.words,
        "form.html",
        **_about_fields(state),
        **_choices(clinic, view, state),
        more_open=only_if(_is_more_wanted(state), " open"),
        action=f"{view.base_path}requests{f'?{UNSURE}=1' if state.is_unsure else ''}",
        # the page that answers may not be shown within another site's
        target=only_if(view.embedded, ' target="_blank"'),
        kept=only_if(state.notice is not None, " data-kept"),
        longest=LONGEST_MESSAGE,
        longest_said=f"{LONGEST_MESSAGE:,}",
        crisis=_crisis_on_top(view, state),
        notice=_notice(view, state),
        help=crisis_markup(view, panel_before_sending(view.language), name="help", live=True),
        mine=mine_link(view),
        shown_at=state.shown_at,
        key=state.key,
        language=view.language,
        booking=view.base_path + asset_path("book.js"),
        empty_receipt=empty_receipt(view),
        empty_crisis=empty_crisis(view),
    )


def _choices(clinic: Clinic, view: View, state: FormState) -> dict[str, Html]:
    """The choices that there are, as the template names them."""
    words, typed = view.words, state.typed
    return {
        "locations": _locations(words, clinic.locations, state),
        "services": join(_service(words, clinic, service, typed) for service in clinic.services),
        "days": join(_days(words, clinic, typed)),
        "from_times": _times(words, "call_from", typed, *_CALLING_HOURS),
        "until_times": _times(words, "call_until", typed, *_CALLING_HOURS),
        "screening": join(_screening(words, typed)),
    }


def _is_more_wanted(state: FormState) -> bool:
    """True if anything in the folded part was filled in, or has to change."""
    return any(state.typed.text(name) or name in state.errors for name in _FOLDED)


def _about_fields(state: FormState) -> dict[str, str]:
    """For each field its value, tick, error and whether it is wrong, as the template names them."""
    about: dict[str, str] = {}
    for name in _FIELDS:
        error = state.errors.get(name, "")
        about[f"{name}_value"] = state.typed.text(name)
        about[f"{name}_ticked"] = only_if(state.typed.ticked(name), " checked")
        about[f"{name}_error"] = fill(
            '<p class="error" id="{name}-error">{error}</p>',
            name=name,
            error=error,
        )
        about[f"{name}_wrong"] = only_if(bool(error), ' aria-invalid="true"')
    return about


def _crisis_on_top(view: View, state: FormState) -> Html:
    return crisis_markup(view, state.crisis, focused=True) if state.crisis else NOTHING


def _notice(view: View, state: FormState) -> Html:
    notice = state.notice or Notice("", "")
    return fill_file(
        view.words,
        "notice.html",
        title=notice.title,
        text=notice.text,
        errors=join(_pointer(name, error) for name, error in _as_on_the_page(state.errors)),
        number=Html('<a href="tel:988">988</a>'),
        hidden=only_if(state.notice is None, " hidden"),
        focused=only_if(state.notice is not None and not state.crisis, " autofocus"),
    )


def _as_on_the_page(errors: Mapping[str, str]) -> list[tuple[str, str]]:
    """The errors in the order of their fields; what belongs to no field comes last."""
    order = {name: at for at, name in enumerate(holes_of("form.html", "_error"))}
    return sorted(errors.items(), key=lambda error: order.get(error[0], len(order)))


def _pointer(name: str, error: str) -> Html:
    if name not in _FIELDS:
        return fill("<li>{error}</li>", error=error)
    return fill('<li><a href="#{name}">{error}</a></li>', name=name, error=error)


def _locations(words: Words, locations: Collection[Location], state: FormState) -> Html:
    typed = state.typed
    if len(locations) > _MOST_CARDS:
        options = (
            _option(location.id, location.name, typed.has("location_id", location.id))
            for location in locations
        )
        return fill_file(words, "location_list.html", options=join(options))
    return join(
        fill_file(
            words,
            "location_card.html",
            # the first one is where a link to this field leads
            id="location_id" if index == 0 else f"location_id-{index}",
            value=location.id,
            name=location.name,
            address=", ".join(location.address),
            open_now=open_now_markup(words, location, state.drawn_at),
            ticked=only_if(
                len(locations) == 1 or typed.has("location_id", location.id),
                " checked",
            ),
        )
        for index, location in enumerate(locations)
    )


def _service(words: Words, clinic: Clinic, service: Service, typed: Typed) -> Html:
    having = [location for location in clinic.locations if service.is_available_at(location.id)]
    ticked = typed.has("service_id", service.id)
    name = service.name_in(words.language)
    adults = only_if(service.adults_only, " data-adults")
    if len(having) == len(clinic.locations):
        return fill(
            '<option value="{id}" data-online="{online}"{adults}{ticked}>{name}</option>',
            id=service.id,
            adults=adults,
            online=service.online,
            ticked=only_if(ticked, " selected"),
            name=name,
        )
    return fill(
        '<option value="{id}" data-at="{at}" data-name="{name}" data-online="{online}"{adults}'
        "{ticked}>{only_at}</option>",
        id=service.id,
        adults=adults,
        online=service.online,
        at=" ".join(location.id for location in having),
        name=name,
        only_at=words.said(
            "form.only_at",
            service=name,
            where=", ".join(location.name for location in having),
        ),
        ticked=only_if(ticked, " selected"),
    )


def _option(value: str, name: str, ticked: bool) -> Html:
    return fill(
        '<option value="{value}"{ticked}>{name}</option>',
        value=value,
        name=name,
        ticked=only_if(ticked, " selected"),
    )


def _days(words: Words, clinic: Clinic, typed: Typed) -> Iterable[Html]:
    """The days on which any location is open."""
    open_days = [
        (day, open_at)
        for day in Weekday
        if (open_at := [location.id for location in clinic.locations if location.hours.on(day)])
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
            name=words.listed("time.weekdays")[WEEK.index(day)],
            short=said_weekday(words, day),
        )


def _times(words: Words, name: str, typed: Typed, first: int, last: int) -> Html:
    texts = [
        (f"{minute // 60:02}:{minute % 60:02}", minute) for minute in range(first, last + 1, 30)
    ]
    return join(
        _option(text, said_time(words, minute), typed.has(name, text)) for text, minute in texts
    )


def _screening(words: Words, typed: Typed) -> Iterable[Html]:
    for index, answer in enumerate(Screening):
        yield fill(
            '<label class="tick"><input type="checkbox" name="screening" value="{value}" '
            'id="{id}"{ticked}><span>{label}</span></label>',
            value=answer.value,
            id="screening" if index == 0 else f"screening-{answer.value}",
            label=words.said(f"screening.{answer.value}"),
            ticked=only_if(typed.has("screening", answer.value), " checked"),
        )
