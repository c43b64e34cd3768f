"""``make audit``: the templates before strangers' rules for security, and for health data."""
