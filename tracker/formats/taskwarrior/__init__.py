"""Tasks of Taskwarrior, read."""
