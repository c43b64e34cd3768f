"""The pages of a consultation request: the form, the form again, the receipt."""

from typing import Any

from ..core.clock import instant_text, parse_instant
from ..core.http import Answer, Incoming, Problem
from ..core.runtime import Runtime, runtime
from ..intake.crisis import reads_as_crisis
from ..intake.models import Receipt
from .assets import asset_path
from .notices import Notice, errors_by_field, kind_of, notice_for
from .page import page
from .receipt import receipt_markup
from .request_form import FormState, form_markup
from .typed import Typed, typed_in


def first_page(incoming: Incoming, run: Runtime) -> Answer[str]:
    """The form, empty, with a key of its own: however often it is sent, it arrives once."""
    now = run.clock()
    state = FormState(Typed(), shown_at=instant_text(now), key=run.ids.new(now))
    return _form_page(incoming, run, state)


class RequestPages:
    """How a browser without script is answered when it sends the form."""

    def answered(self, incoming: Incoming, content: Any) -> Answer[str]:
        """The receipt as a page."""
        receipt = Receipt.model_validate(content)
        run = runtime()
        return page(
            run.clinic,
            incoming.base_path,
            title="We have your request",
            content=receipt_markup(receipt),
            alarmed=receipt.crisis is not None,
            done=True,
        )

    def refused(self, incoming: Incoming, problem: Problem) -> Answer[str]:
        """The form again, with everything that was typed, and what to change beside the fields."""
        run = runtime()
        typed = typed_in(incoming.body)
        state = FormState(
            typed,
            shown_at=_shown_at(typed, run),
            key=_key(typed, problem, run),
            errors=errors_by_field(problem),
            notice=notice_for(problem),
            crisis=_reads_as_crisis(typed),
        )
        return _form_page(incoming, run, state, state.notice)


def _form_page(
    incoming: Incoming, run: Runtime, state: FormState, notice: Notice | None = None
) -> Answer[str]:
    return page(
        run.clinic,
        incoming.base_path,
        title=f"Not sent yet: {notice.title}" if notice else "Request a consultation",
        content=form_markup(run.clinic, f"{incoming.base_path}requests", state),
        script=incoming.base_path + asset_path("form.js"),
        alarmed=state.crisis,
    )


def _shown_at(typed: Typed, run: Runtime) -> str:
    """When the form was first shown: filling it in began then."""
    try:
        return instant_text(parse_instant(typed.text("started_at")))
    except (ValueError, OverflowError):
        return instant_text(run.clock())


def _key(typed: Typed, problem: Problem, run: Runtime) -> str:
    """The form's own key still, unless that has been used for something else."""
    key = typed.text("idempotency_key")
    spent = kind_of(problem) == "idempotency-conflict" or not 0 < len(key) <= 200
    return run.ids.new(run.clock()) if spent else key


def _reads_as_crisis(typed: Typed) -> bool:
    """Help must not wait until a forgotten field is filled in."""
    written = (typed.text("message"), typed.text("current_medication"))
    return typed.ticked("thinking_of_self_harm") or any(map(reads_as_crisis, written))
