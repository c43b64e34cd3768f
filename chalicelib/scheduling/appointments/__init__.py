"""One appointment: held, booked, looked at and changed."""
