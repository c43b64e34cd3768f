"""A stage's table as it was at an earlier instant: brought up beside, checked, then switched to."""
