"""The root of all models: defined at the start, built when first used.

Building what validates a model takes far longer than defining it, and a process that just started
has some two hundred of them and needs ten for its first answer.
"""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A model of the house. What a model sets of its own is added to what is set here."""

    model_config = ConfigDict(defer_build=True)
