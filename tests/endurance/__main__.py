"""Run the endurance suites by one command and print the table of what was tried, what failed and what was lost."""

from __future__ import annotations

import argparse
import random
import sys

from tests.endurance.result import Result
from tests.endurance.suites import SUITES


def main() -> int:
    """Run the suites that are named, or all; returns 1 when a promise was broken, or nothing was tried."""
    parser = argparse.ArgumentParser(prog="python -m tests.endurance", description=__doc__)
    parser.add_argument("suite", nargs="*", choices=[[], *SUITES], help="which suites; all when left out")
    parser.add_argument("--short", action="store_true", help="as few rounds as CI runs")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6), help="repeat a run")
    args = parser.parse_args()
    print(f"seed {args.seed}")
    print(f"{'suite':<24}{'tried':>8}{'failed':>8}{'lost':>8}", flush=True)
    bad = 0
    for name in args.suite or SUITES:
        suite = SUITES[name]
        result = Result(name)
        with result.counting("the suite ended early"):
            result = suite.run(suite.short if args.short else suite.long, args.seed)
        print(f"{result.suite:<24}{result.tried:>8}{result.failed:>8}{result.lost:>8}", flush=True)
        for note in result.notes:
            print(f"    {note}")
        bad += result.failed + result.lost + (not result.tried)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
