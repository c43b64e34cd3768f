"""The one adapter between HTTP and plain typed functions.

A room's ``api.py`` makes ``Routes`` and decorates functions with it; app.py registers them.
"""

from .answers import Answer, NoContent
from .guards import Guard, SecurityScheme, user_pool_authorizer
from .incoming import Incoming
from .pages import Pages
from .problems import Problem
from .routes import Form, Routes, Tag

__all__ = [
    "Answer",
    "Form",
    "Guard",
    "Incoming",
    "NoContent",
    "Pages",
    "Problem",
    "Routes",
    "SecurityScheme",
    "Tag",
    "user_pool_authorizer",
]
