"""Signing in and out, for the desk's page: it speaks to its own origin alone.

The gateway and ``platform.http.staff`` decide who may do what; nothing here opens anything.
"""
