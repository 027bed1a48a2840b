"""Revisions of the server's schema."""
