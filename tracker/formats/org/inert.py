"""Making text inactive in an Org file: Emacs follows no link and runs no code in it. And reading it back.

The Org manual names the zero-width space for this. One is put where a link or code would begin. Where one stands
there already, one more is put, so that reading removes only ours.
"""

from __future__ import annotations

import re

_GAP = "\u200b"
_WEB = frozenset(("http", "https"))
_LIVE = re.compile(
    rf"(?<![^\W_])(?P<word>[^\W_]++){_GAP}*(?=:\S)"  # a bare link: elisp:(…), shell:…
    rf"|\[{_GAP}*(?=\[)"  # a link in brackets
    rf"|(?:src|call){_GAP}*(?=_)"  # code in a line, and a call of it
    rf"|\{{{_GAP}*(?=\{{)"  # a macro
)


def inactive(text: str) -> str:
    """`text` with zero-width spaces, so that Org shows it and never follows or runs it. Web addresses stay the same."""
    return _LIVE.sub(
        lambda match: match[0] if match["word"] in _WEB and match[0][-1] != _GAP else match[0] + _GAP, text
    )


def active(text: str) -> str:
    """The text from which `inactive` made `text`."""
    return _LIVE.sub(lambda match: match[0].removesuffix(_GAP), text) if _GAP in text else text
