"""What comes from outside: files and folders, read, shown, and saved when you say so."""
