"""The commands. A module has `arguments(parser, name)` and `run(args)`, and is imported when it is called."""
