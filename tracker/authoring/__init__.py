"""What only authors of roadmaps need: statistics, and whether links answer."""
