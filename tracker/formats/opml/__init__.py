"""OPML, the outline format of outliners, read and written."""
