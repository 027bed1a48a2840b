"""The terminal in which the app runs: what it can show, what it sends, and how it is restored."""
