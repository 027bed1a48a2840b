"""Backups, the doctor, and what could not be read or written."""
