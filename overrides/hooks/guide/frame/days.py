"""Days in running text: written as the page's language writes them, and never broken at a line's end.

Pure: HTML and the page's language in, HTML out. The data and the pages keep ISO dates, which are the same everywhere.
"""

from __future__ import annotations

import re

from guide.locales import CHINESE, HAN, LOCALES, written_day
from guide.text.html import TAG, name_of, track

# quotations and code keep what they say; a time element is kept on one line by its own style
UNTOUCHED = {"script", "style", "svg", "pre", "code", "kbd", "textarea", "option", "title", "q", "blockquote"}
ISO = r"(?<![\w./-])((?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\w/-])"
IN_CHINESE = re.compile(rf"{ISO}(?: (?=[{HAN}]))?|((?:19|20)\d\d ?年 ?\d{{1,2}} ?月(?: ?\d{{1,2}} ?日)?)")
IN_OTHERS = re.compile(ISO)


def with_days(html: str, locale: str) -> str:
    """Return `html` with the days in its text written for `locale`, each kept on one line."""
    pieces: list[str] = []
    open_tags: list[tuple[str, bool]] = []
    chinese = LOCALES[locale].script == CHINESE
    for piece in TAG.split(html):
        if piece.startswith("<"):
            track(piece, open_tags, name_of(piece) in UNTOUCHED)
        elif piece and not any(closed for _, closed in open_tags):
            inside_time = bool(open_tags) and open_tags[-1][0] == "time"
            piece = written(piece, locale, chinese, inside_time)
        pieces.append(piece)
    return "".join(pieces)


def written(text: str, locale: str, chinese: bool, inside_time: bool) -> str:
    """Return a run of text with its days written for `locale`; marked, unless a time element does that already."""

    def day(match: re.Match[str]) -> str:
        words = written_day(match[1], locale) if match[1] else match[0].replace(" ", "")
        return words if inside_time else f'<span class="guide-day">{words}</span>'

    return (IN_CHINESE if chinese else IN_OTHERS).sub(day, text)
