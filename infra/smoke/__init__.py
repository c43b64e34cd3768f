"""``make smoke``: walks a deployed stage from outside, and takes away what that left."""
