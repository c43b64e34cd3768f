"""Planning an induction: several infusions that belong together, each on a date of its own. Pure.

``plan_series`` is the way in. ``course`` says which plans a wish allows, ``choosing`` which of
them is best and why, ``relaxing`` what is nearest when it allows none.
"""

from .answers import Limit, NearestPlan, NoPlan, Plan
from .choosing import DAYS_WORTH_WAITING
from .plan import plan_series
from .wish import RestWish, SeriesWish

__all__ = [
    "DAYS_WORTH_WAITING",
    "Limit",
    "NearestPlan",
    "NoPlan",
    "Plan",
    "RestWish",
    "SeriesWish",
    "plan_series",
]
