"""Markdown, read and written: checklists of other people, and our own."""
