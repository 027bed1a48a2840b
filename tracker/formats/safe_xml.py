"""XML from outside, read by expat. A document type is refused, and with it every entity that a file could define."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from tracker.core.errors import RoadmapFileError


class SafeXml:
    """Tells its callers what begins and ends in a text of XML. `what` names the kind of file in errors."""

    def __init__(
        self,
        what: str,
        start: Callable[[str, Mapping[str, str]], None],
        end: Callable[[str], None],
        text: Callable[[str], None],
    ) -> None:
        self._what, self._parser = what, expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = start
        self._parser.EndElementHandler = end
        self._parser.CharacterDataHandler = text

    @property
    def line(self) -> int:
        """The line that is read, counted from 1."""
        return self._parser.CurrentLineNumber

    def parse(self, text: str) -> None:
        """Read all of `text`. Raises `RoadmapFileError` where it is not well-formed."""
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise RoadmapFileError(f"this {self._what} is not well-formed: {reason} (line {error.lineno})") from None
        except UnicodeEncodeError:
            raise RoadmapFileError(f"this {self._what} is not well-formed: it holds half a character") from None

    def _refuse(self, *_declaration: object) -> None:
        raise RoadmapFileError(f"this {self._what} declares a document type; such files are not read, for safety")
