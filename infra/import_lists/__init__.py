"""How a clinic's lists of people and appointments come in: a dry run, then the same for good."""
