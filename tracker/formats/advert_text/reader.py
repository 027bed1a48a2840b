"""The text of an advert: plain text and Markdown as they are, web pages without their tags, PDF and Word by libraries.

The text is a stranger's: what a terminal would obey is taken out here, at the door.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile

from tracker.core.errors import AdvertError
from tracker.core.text import plain_lines
from tracker.formats.advert_text.page import page_text

LARGEST = 5 * 2**20
"""Bytes; the largest PDF of an advert that was seen has 0.4 MB."""
_MOST_CHARACTERS = 200_000
_MOST_PAGES = 30
_MOST_UNPACKED = 2 * 2**20
"""Bytes of a Word file's texts: an advert has 0.1 MB and is read in 0.1 s, and 2 MB of the shortest lines in 5 s."""
_PAGE = re.compile(r"\s*(?:<!doctype html|<html|<head|<body)", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|strong|b|span|section|table)\b[^>]{0,500}>", re.IGNORECASE)
_FEWEST_TAGS = 4
_COLOURS = re.compile(r"\x1b\[[\d;]*m")
"""Colours of a terminal, in what was copied from one: without them the word behind is a word again."""
_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc); save it as .docx, as PDF or as text"),
    (b"{\\rtf", "an RTF file; save it as text"),
    (b"\x89PNG", "a picture; copy the text of the advert"),
    (b"\xff\xd8\xff", "a picture; copy the text of the advert"),
    (b"GIF8", "a picture; copy the text of the advert"),
)


def advert_text(data: bytes) -> str:
    """The text in a file, its lines kept. Raises `AdvertError` for what cannot be read."""
    if len(data) > LARGEST:
        raise AdvertError(f"this file is larger than {LARGEST >> 20} MB; no advert is")
    for begin, what in _REFUSED:
        if data.startswith(begin):
            raise AdvertError(f"this is {what}")
    if data.lstrip()[:5] == b"%PDF-":
        text = _of_pdf(data)
    elif data.startswith(b"PK"):
        text = _of_word(data)
    else:
        text = _decoded(data)
        if _PAGE.match(text) or len(_TAG.findall(text[:20_000])) >= _FEWEST_TAGS:
            text = page_text(text)
    if len(text) > _MOST_CHARACTERS:
        raise AdvertError("this is far longer than an advert; copy the text of one advert")
    return plain_lines(_COLOURS.sub("", text))


def _decoded(data: bytes) -> str:
    coding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(coding)
    except UnicodeDecodeError:
        raise AdvertError("this is not text in UTF-8; save it as UTF-8 first") from None
    if "\0" in text:
        raise AdvertError("this is not a text file: it holds a NUL byte")
    return text


def _of_pdf(data: bytes) -> str:
    try:
        from pypdf import PdfReader  # an extra, and 200 ms
        from pypdf.errors import PyPdfError
    except ImportError:
        raise AdvertError(_missing("a PDF", "pypdf")) from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is said once, below
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise AdvertError("this PDF is locked by a password; save it without one")
        if len(reader.pages) > _MOST_PAGES:
            raise AdvertError(f"this PDF has more than {_MOST_PAGES} pages; no advert has")
        text = "\n".join(page.extract_text() for page in reader.pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise AdvertError("this PDF is damaged and cannot be read") from error
    if not text.strip():
        raise AdvertError("this PDF holds pictures of text, and no text; copy the text of the advert")
    return text


def _of_word(data: bytes) -> str:
    try:
        from docx import Document  # an extra, and 150 ms
    except ImportError:
        raise AdvertError(_missing("a Word file", "python-docx")) from None
    if _unpacked(data) > _MOST_UNPACKED:
        raise AdvertError("this is far longer than an advert; copy the text of one advert")
    try:
        document = Document(io.BytesIO(data))
        paragraphs = [
            f"- {paragraph.text}" if (paragraph.style and "List" in str(paragraph.style.name)) else paragraph.text
            for paragraph in document.paragraphs
        ]
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    except Exception as error:  # the library raises what its zip and XML parsers raise, without a common ancestor
        raise AdvertError("this is a ZIP file, but no Word file that can be read") from error
    return "\n".join([*paragraphs, *dict.fromkeys(cells)])


def _unpacked(data: bytes) -> int:
    """The bytes of the texts in a Word file, as it says of itself; no more than that is unpacked of any."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return sum(part.file_size for part in parts.infolist() if not part.filename.startswith("word/media/"))
    except (zipfile.BadZipFile, ValueError, NotImplementedError):  # which is said where it is read
        return 0


def _missing(what: str, package: str) -> str:
    return f"this is {what}, which needs {package}: pip install 'roadmap-tracker[adverts]'; or save the advert as text"
