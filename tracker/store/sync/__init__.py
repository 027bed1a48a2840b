"""Journals joined over a target that several devices reach: a folder, or a server."""
