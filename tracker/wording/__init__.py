"""Sentences that the command line and the app both show."""
