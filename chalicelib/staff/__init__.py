"""Members of staff: who may do what, and signing in and out.

The gateway and ``access.py`` decide who may do what. Signing in is for the desk's page, which
speaks to its own origin alone; nothing there opens anything.
"""
