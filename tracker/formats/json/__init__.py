"""Our own JSON export, read and written."""
