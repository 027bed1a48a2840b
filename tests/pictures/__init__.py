"""The pictures of the README, and the program that draws them: `python -m tests.pictures`."""
