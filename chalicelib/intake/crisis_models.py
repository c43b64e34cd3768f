"""The panel that leads whoever may be in danger to help."""

from pydantic import Field

from ..platform.model import Model


class HelpLine(Model):
    """One way to get help at once."""

    label: str
    href: str


class CrisisPanel(Model):
    """Shown before all else to whoever may be in danger."""

    heading: str
    text: str
    lines: list[HelpLine]


class FrontDesk(Model):
    """The state of a front desk when this was said: nobody in danger is sent to a closed line."""

    is_open: bool
    said: str = Field(description="As people say it: open until when, or when it opens.")
    until: str | None = Field(None, description="When that changes, as people say it.")


class WithHelp(Model):
    """An answer to whoever sent a request, with help where a sign of danger was read in it."""

    crisis: CrisisPanel | None = Field(None, description="Help; absent where no sign was read.")
    is_called: bool = Field(
        description="The clinic calls about what was written or checked, whatever is booked since."
    )
    put_first: bool = Field(False, description="True if its call comes before all others.")
    front_desk: FrontDesk | None = Field(
        None, description="Only beside help: if the location can be called now."
    )
