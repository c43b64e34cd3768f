"""Frontdesk: the serverless back office of a ketamine-infusion clinic, one package per room."""
