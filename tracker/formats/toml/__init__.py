"""TOML of our own: a roadmap of any depth in one file."""
