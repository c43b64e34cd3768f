"""Several days at once: the roster, and how well chairs are used."""
