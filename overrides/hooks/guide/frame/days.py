"""Days in running text: written as the page's language writes them, and never broken at a line's end.

Pure: HTML and the page's language in, HTML out. The data and the pages keep ISO dates, which are the same everywhere.
"""

from __future__ import annotations

import re

from guide.locales import CHINESE, HAN, LOCALES, written_day
from guide.text.html import Shut, name_of, with_texts

# quotations and code keep what they say; a time element is kept on one line by its own style
NAMES = {"script", "style", "svg", "pre", "code", "kbd", "textarea", "option", "title", "q", "blockquote"}
UNTOUCHED = Shut(lambda tag: name_of(tag) in NAMES)
ISO = r"(?<![\w./-])((?:19|20)\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\w/-])"
IN_CHINESE = re.compile(rf"{ISO}(?: (?=[{HAN}]))?|((?:19|20)\d\d ?年 ?\d{{1,2}} ?月(?: ?\d{{1,2}} ?日)?)")
IN_OTHERS = re.compile(ISO)


def with_days(html: str, locale: str) -> str:
    """Return `html` with the days in its text written for `locale`, each kept on one line."""
    pattern = pattern_of(locale)

    def written(text: str, tag: str) -> str:
        if "20" not in text and "19" not in text:  # every day has its century: a quick look before a slow one
            return text
        return pattern.sub(lambda match: day(match, locale, tag.startswith("<time")), text)

    return with_texts(html, UNTOUCHED, written)


def days_written(text: str, locale: str) -> str:
    """Return plain `text` with its days written for `locale`."""
    return pattern_of(locale).sub(lambda match: day(match, locale, inside_time=True), text)


def pattern_of(locale: str) -> re.Pattern[str]:
    """Return what days look like in sentences of `locale`."""
    return IN_CHINESE if LOCALES[locale].script == CHINESE else IN_OTHERS


def day(match: re.Match[str], locale: str, inside_time: bool) -> str:
    """Return a day written for `locale`; marked, unless a time element does that already."""
    words = written_day(match[1], locale) if match[1] else match[0].replace(" ", "")
    return words if inside_time else f'<span class="guide-day">{words}</span>'
