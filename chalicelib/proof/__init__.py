"""Proof of an address, by a code or by a link, and the things that it opens."""
