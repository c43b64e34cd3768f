"""Finding: whatever the desk types leads to people, appointments and requests."""
