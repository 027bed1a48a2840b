"""The signs of the app, with a second set for terminals without Unicode."""

from typing import NamedTuple

from tracker.core.progress.measure import Tally
from tracker.core.roadmap.model import Mark


class Glyphs(NamedTuple):
    """One set of signs; each state has its own shape, so colour is never needed to tell them apart."""

    todo: str
    doing: str
    done: str
    skipped: str
    closed: str
    open: str
    chosen: str
    other: str
    full: str
    empty: str
    dots: str
    arrow: str
    dash: str
    check: str
    star: str
    next: str
    none: str
    steps: str

    @property
    def is_unicode(self) -> bool:
        """Whether this is the set for terminals with Unicode."""
        return self is UNICODE

    def cell(self, tally: Tally) -> str:
        """One sign for how much of something is done: the last only at 100 %, the first only at 0."""
        percent = tally.percent or 0
        last = len(self.steps) - 1
        part = min(last - 1, max(int(percent > 0), round(last * percent / 100)))
        return self.steps[last if percent == 100 else part]  # noqa: PLR2004  # per cent

    def column(self, count: int, most: int) -> str:
        """One sign for a number beside the highest of its kind; a space for none."""
        last = len(self.steps) - 1
        return self.steps[max(1, round(last * count / most))] if count else " "

    def mark(self, mark: Mark) -> str:
        """The sign of a mark."""
        return {Mark.TODO: self.todo, Mark.DOING: self.doing, Mark.DONE: self.done, Mark.SKIPPED: self.skipped}[mark]

    def bar(self, tally: Tally, width: int) -> tuple[str, str]:
        """The full and the empty part of a bar: full only at 100 %, empty only at 0."""
        percent = tally.percent or 0
        part = min(width - 1, max(int(percent > 0), round(width * percent / 100)))
        filled = width if percent == 100 else part  # noqa: PLR2004  # per cent
        return self.full * filled, self.empty * (width - filled)


UNICODE = Glyphs("○", "◐", "✓", "–", "▸", "▾", "●", "○", "━", "─", "…", "→", "·", "✓", "★", "→", "·", "·▁▂▃▄▅▆▇█")
ASCII = Glyphs(".", "~", "x", "-", "+", "-", "*", "o", "#", ".", "~", "->", "-", "x", "*", ">", ".", ".123456789#")


_SETS = {"unicode": UNICODE, "ascii": ASCII}
_in_use = [UNICODE]


def use_glyphs(name: str) -> None:
    """Use the set called `name`, "unicode" or "ascii", from now on; a process has one terminal, and so one set."""
    _in_use[:] = [_SETS[name]]


def glyphs() -> Glyphs:
    """The set in use."""
    return _in_use[0]
