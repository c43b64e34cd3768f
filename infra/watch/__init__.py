"""What watches over a stage: alarms, a dashboard, and where calls go that failed for good.

Added to the packaged template of the API stack, so that a new function or job has its own at once.
"""
