"""Pages and their assets, and the API's own description."""
