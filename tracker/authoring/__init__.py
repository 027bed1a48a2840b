"""Tools for authors of roadmaps: statistics, and checking whether links answer."""
