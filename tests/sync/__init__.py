"""Syncing over a folder and over a server."""
