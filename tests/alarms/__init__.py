"""Alarms, read from the template as it is deployed, and fed with data points."""
