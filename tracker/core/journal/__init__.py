"""What happened and what it amounts to: events, state, commands, undo and merging."""
