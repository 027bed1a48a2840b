"""JSON of our own, read and written."""
