"""Frontdesk: the serverless back office of a ketamine-infusion clinic, one package per room."""

import gc

gc.set_threshold(50_000, 20, 100)
"""A start makes some hundred thousand objects that stay. Looking among them for garbage again and
again, as Python does unless told, is a tenth of a cold start."""
