"""Own roadmaps: brought in, linked, changed, updated and taken out again."""
