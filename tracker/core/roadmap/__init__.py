"""What a roadmap is: its tree, the library it comes from, how it is found, and what must hold for it."""
