"""`tracker` and `python -m tracker`."""

import gc
import sys

from tracker.cli.main import run


def main() -> int:
    """Run the program with the arguments of the process; returns the exit code."""
    gc.disable()  # a command and a start leave little behind, and to look for it takes a twentieth; the app enables it
    code = run(sys.argv[1:])
    gc.freeze()  # else the interpreter looks for garbage twice at exit: a tenth of a `status`
    return code


if __name__ == "__main__":
    sys.exit(main())
