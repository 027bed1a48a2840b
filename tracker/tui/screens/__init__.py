"""What fills the terminal. A screen answers the messages of its widgets through the session."""
