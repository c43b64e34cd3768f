"""Contacts: who a person is to the clinic, how to reach them, and what passed between them."""
