"""Boards of Trello, read."""
