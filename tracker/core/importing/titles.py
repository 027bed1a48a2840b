"""Titles as they are compared: the same words are the same title, whatever signs and numbers stand around them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from tracker.core.importing.task_fields import without_fields

_NUMBERING = re.compile(r"(?:q(?:uestion)? ?)?\d{1,6}(?:\.\d{1,6})*[.):](?!\d) *|\d{1,6}(?:\.\d{1,6})+ +")
# What a link leads to, and that it may be left out, in the languages in which checklists have been translated.
_KINDS = (
    "videos? playlist article book pdf paper course podcast audio slides paid free optional reading "
    "vídeos? artículo artigo libro livro curso opcional gratis grátis lista[ -]de[ -]reproducción "  # es, pt
    "vidéos? livre cours facultatif optionnel gratuit kurs buch artikel kostenlos "  # fr, de
    "видео відео книга статья стаття курс плейлист подкаст необязательно "  # ru, uk
    "视频 視頻 影片 文章 书 書 书籍 書籍 论文 論文 课程 課程 播放列表 可选 可選 选修 免费 免費 "  # zh
    "動画 ビデオ 記事 本 講座 コース 再生リスト 任意 無料 비디오 동영상 책 강의 선택 "  # ja, ko
    "فيديو مقال مقالة كتاب دورة اختياري مجاني וידאו ספר קורס बीडियो वीडियो पुस्तक वैकल्पिक "  # ar, he, hi
    "wideo książka opcjonalne video's boek vidéo videolar kitap kurs isteğe[ -]bağlı βίντεο βιβλίο"  # pl, nl, tr, el
)
_TAG = re.compile(
    rf" *[(\[【](?:{'|'.join(_KINDS.split())}|\d{{1,6}} ?/ ?\d{{1,6}}|\d{{1,3}} ?%)[)\]】]".replace("[ -]", " ")
)
# Scripts that put no spaces between words: Chinese, Japanese, Thai, Lao, Burmese, Khmer.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_GAP = re.compile(rf"(?<=[{_UNSPACED}]) +| +(?=[{_UNSPACED}])")
_POINT = "[ ,.!?:;、。・「」『』【】〈〉《》〜~-]"
_POINTS = re.compile(rf"(?<=[{_UNSPACED}]){_POINT}+|{_POINT}+(?=[{_UNSPACED}])")
_BRACKETS = re.compile(r" *[(\[【][^()\[\]【】]*[)\]】]$")
_LABELS = re.compile(r"(?: +[#@+][^\W\d_][\w/-]*)+$")
"""Labels behind a title, as task lists have them: "#study", "@home", "+project"."""
_SHORTCODE = re.compile(r"(?<!\w):[a-z][a-z0-9_+-]*:(?!\w)")  # an emoji by its name, as in :rocket:
_SIGNS = re.compile(r"[*_`~\"'“”‘’]+")

_KEPT = 2**17  # titles: those of a very large roadmap, which an update asks for again and again
_PICTURES = frozenset(("So", "Sk", "Cf"))  # categories of Unicode: emoji, what colours them, what joins them


@lru_cache(maxsize=_KEPT)
def exact(title: str) -> str:
    """The title without markup, emoji and case; numbers stay."""
    text = title.casefold() if title.isascii() else unicodedata.normalize("NFKC", title).casefold()
    if ":" in text:
        text = _SHORTCODE.sub(" ", text)
    if not text.isascii():
        text = "".join(" " if unicodedata.category(sign) in _PICTURES else sign for sign in text)
        text = _GAP.sub("", " ".join(text.split()))
    return " ".join(_SIGNS.sub("", text).split()).strip(" :-–—") or " ".join(title.split())


@lru_cache(maxsize=_KEPT)
def loose(title: str) -> str:
    """The title also without fields of a task, numbering in front of it, tags such as "(video)", labels and counts."""
    text = exact(without_fields(title))
    numbering = _NUMBERING.match(text)
    if numbering and numbering.end() < len(text):
        text = text[numbering.end() :]
    if "(" in text or "[" in text:
        text = " ".join(_TAG.sub("", text).split())
    text = _LABELS.sub("", text)
    if not text.isascii():
        text = _POINTS.sub("", text)
    return text.strip(" :-–—") or exact(title)


@lru_cache(maxsize=_KEPT)
def bare(title: str) -> str:
    """The title also without what stands in brackets behind it: a year, a count, a kind, a translation."""
    text = loose(title)
    return _BRACKETS.sub("", text).strip() or text
