"""The routes to the schedule, one module for each subject."""
