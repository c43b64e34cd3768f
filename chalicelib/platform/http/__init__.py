"""The one adapter between HTTP and plain typed functions.

A room's ``api.py`` makes ``Routes`` and decorates functions with it; app.py registers them.
"""

from .answers import Answer, NoContent
from .incoming import Incoming
from .pages import Pages
from .problems import Problem
from .routes import Access, Routes
from .staff import FRONT_DESK, MANAGER, Staff

__all__ = [
    "FRONT_DESK",
    "MANAGER",
    "Access",
    "Answer",
    "Incoming",
    "NoContent",
    "Pages",
    "Problem",
    "Routes",
    "Staff",
]
