"""Org, the outline format of Emacs, read and written."""
