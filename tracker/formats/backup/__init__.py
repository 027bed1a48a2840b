"""The backup of everything, written and read."""
