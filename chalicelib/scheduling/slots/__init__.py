"""Slots: where they are kept, which are on offer, and when they are given back."""
