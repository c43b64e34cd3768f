"""Invitations: a link by which one person books one appointment for one service."""
