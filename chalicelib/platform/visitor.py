"""The name by which histories know a patient, or somebody who may become one. Pure."""

VISITOR = "visitor"
"""The one who does something, when it is a patient, or somebody who may become one."""
