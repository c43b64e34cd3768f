"""Several visits that belong together: planned, booked and moved as one."""
