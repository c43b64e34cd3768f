"""List those who work here, with their names."""

from ..platform.runtime import Runtime
from .models import Colleagues
from .name_rules import told
from .store import load_names


def list_colleagues(run: Runtime) -> Colleagues:
    """Those who opened the desk lately, by the names that they had then: one query."""
    now = run.clock()
    return Colleagues(colleagues=told(each for each in load_names(run.table) if each.is_known(now)))
