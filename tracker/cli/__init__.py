"""The command line: data to stdout, talk to stderr, stable exit codes, and no traceback for anybody."""
