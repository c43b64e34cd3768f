"""The pages of a consultation request: the form, the form again, the receipt."""

from typing import Any

from ..intake.crisis_help import WithoutReceipt, panel_beside_refusal
from ..intake.ending_rules import Ending
from ..intake.models import Receipt
from ..platform.clock import instant_text, parse_instant
from ..platform.http import Answer, Incoming, Problem
from ..platform.runtime import Runtime, runtime
from .markup import Html
from .notices import Notice, errors_by_field, kind_of, notice_for
from .page import Frame, Script, page
from .receipt import receipt_markup
from .request_form import UNSURE, FormState, form_markup
from .typed import Typed, typed_in
from .view import View, view_for

_SCRIPT = Script(
    "form.js",
    (
        "typing",
        "notice",
        "perhaps",
        "error",
        "crisis.text_unsure",
        "crisis.text_earlier",
        "crisis.text_refused",
        "crisis.desk_too",
        "receipt.title",
        "link",
        "first",
        "times",
        "book",
        "visit",
        "wait",
    ),
)


def first_page(view: View, run: Runtime) -> Answer[str]:
    """The form, empty, with a key of its own: however often it is sent, it arrives once."""
    now = run.clock()
    state = FormState(Typed(), now, shown_at=instant_text(now), key=run.ids.new(now))
    return _form_page(view, run, state, view.words.said("form.page_title"))


class RequestPages:
    """Answers for a browser without script that sends the form."""

    def answered(self, incoming: Incoming, content: Any) -> Answer[str]:
        """The receipt as a page."""
        receipt = Receipt.model_validate(content)
        view = _view(incoming, typed_in(incoming.body))
        return page(
            runtime().clinic,
            view,
            title=view.words.said("receipt.title"),
            content=receipt_markup(view, receipt),
            frame=Frame(alarmed=receipt.crisis is not None, done=True, at=runtime().clock()),
        )

    def refused(self, incoming: Incoming, problem: Problem) -> Answer[str]:
        """The form again, with everything that was typed, and what to change beside the fields."""
        run = runtime()
        typed = typed_in(incoming.body)
        view = _view(incoming, typed)
        sent = WithoutReceipt(
            problem.status, incoming.content_type, incoming.body, UNSURE in incoming.query
        )
        notice = notice_for(view.words, problem, sent.ending)
        state = FormState(
            typed,
            run.clock(),
            shown_at=_shown_at(typed, run),
            key=_key(typed, problem, run),
            errors=errors_by_field(view.words, problem),
            notice=notice,
            is_unsure=sent.ending is Ending.UNKNOWN,
            crisis=panel_beside_refusal(  # help must not wait until a forgotten field is filled in
                sent, run.clinic, run.clock(), view.language
            ),
        )
        title = _title_of(view, sent.ending, notice)
        return _form_page(view, run, state, title)


def _title_of(view: View, ending: Ending, notice: Notice) -> str:
    """The page's title: that nothing was sent is said only where that is known."""
    if ending is not Ending.REFUSED:
        return notice.title
    return view.words.said("form.refused_title", what=notice.title)


def _view(incoming: Incoming, typed: Typed) -> View:
    """In the language of the form that was sent."""
    return view_for(incoming, typed.text("language"))


def _form_page(view: View, run: Runtime, state: FormState, title: str) -> Answer[str]:
    content: Html = form_markup(run.clinic, view, state)
    return page(
        run.clinic,
        view,
        title=title,
        content=content,
        script=_SCRIPT,
        frame=Frame(
            alarmed=state.crisis is not None,
            switch=state.notice is None,  # it would lead away from what was typed
            at=state.drawn_at,
        ),
    )


def _shown_at(typed: Typed, run: Runtime) -> str:
    """Instant at which the form was first shown: filling it in began then."""
    try:
        return instant_text(parse_instant(typed.text("started_at")))
    except (ValueError, OverflowError):
        return instant_text(run.clock())


def _key(typed: Typed, problem: Problem, run: Runtime) -> str:
    """The form's own key still, unless that has been used for something else."""
    key = typed.text("idempotency_key")
    spent = kind_of(problem) == "idempotency-conflict" or not 0 < len(key) <= 200
    return run.ids.new(run.clock()) if spent else key
