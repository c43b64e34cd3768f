"""The panel that leads whoever may be in danger to help."""

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
