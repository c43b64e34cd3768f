"""People: who somebody is to the clinic, how to reach them, and what passed between them."""
