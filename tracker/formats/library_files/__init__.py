"""The files of the library: skills and roles in TOML."""
