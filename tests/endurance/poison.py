"""What a stranger may write into a field of a file: each kind of trouble, and one place that picks among them."""

from __future__ import annotations

import random
from typing import Any

JAIL = "/JAIL"
"""Stands for the folder that a case is kept in; the suite puts the real path there. Nothing may be written by it."""

TOPICS = {"git/rebase": "Rebase a branch onto main", "docker/compose": "Run several services with Compose"}
"""Topics of the library that files claim to have, and their titles there."""

ESCAPES = (
    "\x1b]52;c;UFdORUQ=\x07",
    "\x1b]52;c;UFdORUQ=\x1b\\",
    "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "\x1b]0;PWNED\x07",
    "\x1bP+q544e\x1b\\",
    "\x1b_Gf=100;UFdORUQ=\x1b\\",
    "\x1b[2J\x1b[31337;7H",
    "\x1b[8;66mPWNED",
    "\x1b[?1049l\x1b[?25h\x1b[?1000l",
    "\x1b[6n\x1b[c",
    "\x1bc\x1b#8\x1b(0",
    "\x1b",
    "\x07\x08\x08\x7f\x0b\x0c",
    "\x9b31337m\x9d52;c;UFdORUQ=\x9c\x90q\x9c",
    "\x85\u2028\u2029",
    "over\rwritten",
    "\u202edesrever\u2066\u2067\u200f\u061c",
    "&#27;[2J&#x9b;31337m&#x1b;]52;c;UFdORUQ=&#7;",
    "\\u001b]52;c;UFdORUQ=\\u0007",
    "\xad\u2060\U000e0041\ufeff\u200b\ufffe\uffff",
)
MARKUP = (
    "[/]",
    "[[/b]",
    "[bold red]loud[/bold red]",
    "[@click=app.quit]click[/]",
    "[link=http://evil.example]here[/link]",
    "[$primary]x[/] \\[ ]",
    "{0} {title!r} %s %n %(x)s",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"'><svg/onload=alert(1)>",
    "]]>&amp;&lt;!--",
)
CALLS = (
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "-2+3+cmd|' /C calc'!A0",
    "\t=1+1",
    f'[[elisp:(shell-command "touch {JAIL}/called")][click]]',
    f"[[shell:touch {JAIL}/called][click]]",
    f"src_sh{{touch {JAIL}/called}}",
    f"\n#+CALL: x()\n#+INCLUDE: {JAIL}/files\n",
    f"$(touch {JAIL}/called)`touch {JAIL}/called`",
)
PATHS = (
    "../../../x",
    "../../../../JAIL-outside/x",
    f"{JAIL}/absolute/x",
    "C:\\x",
    "\\\\server\\share",
    "con",
    "nul.txt",
    ".",
    "..",
    "~/x",
    "a\nb",
    "-rf",
    "--help",
    "x\0y",
    "x/../../../../y",
    "é" * 200,
    "x" * 10_000,
)
IDS = (
    *TOPICS,
    "docker",
    "git",
    "library",
    "data-scientist",
    "g\u0456t/rebase",
    "GIT/REBASE",
    "git/rebase ",
    "git//rebase",
    "ﬁle/ﬁeld",
    "",
    " ",
)
ADDRESSES = (
    "http://[your-server]:8080/",
    "https://[host/x",
    "http://]x",
    "http://exa[mple.com/a",
    "http://[::1",
    "http://[v1.x]/",
    "http://a:99999999/",
    "http://a:port/",
    "http://\u2100.com/",
    "http://a\u2100b:80/",
    "http://xn--/",
    "http://" + "a" * 3000 + "/",
    "http://a/\x1b[2J\x07",
    "http://a/\nb",
    "http://a b/",
    "http://user:secret@evil.example@good.example/",
    "javascript:alert(1)",
    f"file://{JAIL}/files",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example",
    "http://",
    "HTTPS://A/%00%1b",
)
SIZES = (
    "long " * 2000,
    "x" * 100_000,
    "👩‍👩‍👧" * 500,
    "e\u0301\u0301\u0301\u0301" * 1000,
    "(" * 2000,
    "[" * 2000,
    "*" * 2000,
    "`" * 2001,
    "> " * 500,
    "<" * 2000,
    "![" * 800,
    "&" * 2000,
    "#tag " * 500,
)
NUMBERS: tuple[Any, ...] = (
    0,
    -1,
    10**9,
    10**400,
    1e308,
    float("inf"),
    float("nan"),
    -0.0,
    1e-320,
    2**63,
    True,
)
WRONG: tuple[Any, ...] = (None, True, 7, -1.5, 10**400, [], {}, ["x"], [[]], {"x": {"y": []}}, "", "\ud800")

_TEXTS = (ESCAPES, ESCAPES, ESCAPES, MARKUP, CALLS, PATHS, IDS, ADDRESSES, SIZES)


class Poison:
    """Fills the fields of one file. `dose` is the share of fields with trouble.

    Most files are `whole`: their trouble is in texts alone, so that they are taken in and it comes to the screens. In
    the others ids, numbers, marks and sizes are trouble too, and in some of these (`types`) types are wrong.
    """

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.dose = chance.choice((0.15, 0.4, 0.9))
        self.whole = chance.random() < 0.6
        self.types = not self.whole and chance.random() < 0.5
        self._count = 0

    def hit(self, share: float | None = None) -> bool:
        """Whether trouble comes here."""
        return self.chance.random() < (self.dose if share is None else share)

    def text(self, usual: str = "Learn") -> str:
        """A title, a note, a sentence."""
        self._count += 1
        if not self.hit():
            return f"{usual} {self._count}"
        kinds = _TEXTS[:-1] if self.whole else _TEXTS
        trouble = self.chance.choice(self.chance.choice(kinds))[: 300 if self.whole else None]
        return self.chance.choice((trouble, f"{usual} {trouble}", f"{trouble} {usual} {self._count}"))

    def id(self, usual: str = "plan") -> str:
        """An id of a topic, a roadmap, a group."""
        self._count += 1
        if self.whole or not self.hit():
            return f"{usual}/t{self._count}"
        return self.chance.choice(self.chance.choice((IDS, PATHS, ESCAPES, MARKUP)))

    def roadmap_id(self) -> str:
        """An id of a roadmap, which has no slash."""
        trouble = self.id()
        return f"plan-{self._count}" if trouble.startswith("plan/") else trouble

    def address(self) -> str:
        """A web address."""
        return self.chance.choice(ADDRESSES) if self.hit() else f"https://example.org/{self.chance.randrange(99)}"

    def number(self, usual: float = 1.5) -> Any:
        """A number of hours, an order, a version."""
        return self.chance.choice(NUMBERS) if not self.whole and self.hit(self.dose / 3) else usual

    def mark(self) -> str:
        """A mark as our own files write it."""
        right = self.chance.choice(("todo", "doing", "done", "skipped"))
        return self.text() if not self.whole and self.hit(self.dose / 4) else right

    def any(self, usual: Any) -> Any:
        """`usual`, or, in a file with wrong types, now and then something of another type."""
        return self.chance.choice(WRONG) if self.types and self.hit(0.08) else usual

    def line(self, usual: str = "Learn") -> str:
        """A text that stays on its line."""
        return self.text(usual).replace("\n", " ")
