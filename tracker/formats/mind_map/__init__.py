"""Mind maps of FreeMind, Freeplane and Mermaid, read."""
