"""Several days at once: the roster, and how well bays are used."""
