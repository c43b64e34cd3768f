"""Frontdesk: the serverless back office of a ketamine-infusion clinic, one package per room."""

import gc

gc.set_threshold(200_000, 20, 100)
"""A start makes some hundred thousand objects, nearly all of which stay. Looking among them for
garbage again and again, as Python does unless told, takes more than a tenth of a cold start; so the
first look comes after it."""

__version__ = "0.1.0"
"""The release, said here alone: pyproject.toml and the API's description read it."""
