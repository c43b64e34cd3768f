"""Scheduling: slots from the weekly templates, and the visits that are booked into them."""
