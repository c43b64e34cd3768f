"""The names of those who work here, told to those who work here: who has a call, who did what."""
