"""Several appointments that belong together: planned, booked and moved as one."""
