"""What tries to break the program: kills, crowds, damage, hostile files, odd terminals, and long use.

`python -m tests.endurance` runs every suite at length and prints what was tried, what failed and what was lost;
`--short` runs what CI runs. Every suite goes through the program's public doors: commands, the app in a
pseudo-terminal, and files.
"""
