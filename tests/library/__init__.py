"""The bundled roadmaps: every rule of theirs that a machine can hold, their links, and their numbers."""
