"""Scheduling: slots from the weekly templates, and the appointments that are booked into them."""
