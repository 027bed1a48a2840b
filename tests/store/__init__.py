"""Tests of the store: one SQLite file behind two doors."""
