"""What the user adds to a roadmap and changes in it, kept apart from it."""
