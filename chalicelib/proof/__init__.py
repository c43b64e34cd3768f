"""Proof: a code by email, typed in the browser that asked, opens what came with the address."""
