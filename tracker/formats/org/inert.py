"""Text in an Org file that stays text: no link that Emacs would follow, no code that it would run, and back again.

Org itself names the zero-width space for this. One is put where something live would begin, and one more where one
stands there already, so that what is read back is what was written.
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
    """`text` as Org shows it and never follows or runs it. Addresses of the web stay as they are."""
    return _LIVE.sub(
        lambda found: found[0] if found["word"] in _WEB and found[0][-1] != _GAP else found[0] + _GAP, text
    )


def active(text: str) -> str:
    """What `inactive` was given."""
    return _LIVE.sub(lambda found: found[0].removesuffix(_GAP), text) if _GAP in text else text
