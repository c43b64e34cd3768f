"""Check a stage's email: what is set up, and what is still missing, in plain words."""
