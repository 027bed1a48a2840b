"""Files in the form todo.txt, read."""
