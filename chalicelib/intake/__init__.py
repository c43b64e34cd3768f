"""Consultation requests: what a visitor sends, how it is read, and how it is answered."""
