"""One visit: held, booked, looked at and changed."""
