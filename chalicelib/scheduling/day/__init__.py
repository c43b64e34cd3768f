"""A location's day: published from templates, blocked, withdrawn, and shown bay by bay."""
