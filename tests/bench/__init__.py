"""What the program costs, as ratios to a floor of the same stack: `python -m tests.bench`, `--counted` for the gate."""
