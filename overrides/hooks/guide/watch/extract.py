"""Turn what was fetched into text, and find the days the text states for itself."""

from __future__ import annotations

import calendar
import codecs
import io
import re
import unicodedata
from datetime import date
from itertools import chain

from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

SILENT = ["script", "style", "template", "noscript", "svg", "nav"]
ENOUGH = 40  # letters; a page with fewer is drawn by scripts, or is a scan
CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
MOST_PAGES = 600

# words a text puts beside its own date
CUE = re.compile(
    r"last (?:updated|revised|modified|reviewed)|updated|revised|effective|in force|version|published|as of|posted"
    r"|更新|修订|修訂|修改|生效|施行|发布|發布|公布|公佈|改定|改訂|版本",
    re.IGNORECASE,
)
MONTHS = {
    name.lower(): number
    for number, name in chain(enumerate(calendar.month_name), enumerate(calendar.month_abbr))
    if name
} | {"sept": 9}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
DAYS = (
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?P<y>\d{4}) ?年 ?(?P<m>\d{1,2}) ?月 ?(?P<d>\d{1,2}) ?日"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<m>{MONTH})\.?,? (?P<y>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"\b(?P<m>{MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})\b", re.IGNORECASE),
)
NEAR = 40  # characters between the word and the date, on either side


class NotText(Exception):
    """What was fetched holds no text to read; the message says what it is instead."""


def text_of(body: bytes, content_type: str) -> str:
    """Return the text of a page, trusting its bytes more than its label; raise NotText where there is none."""
    if body.lstrip()[:5] == b"%PDF-":
        text = pdf_text(body)
    elif is_text(body, content_type):
        words = body.decode(charset(body, content_type), "replace")
        text = html_text(words) if looks_like_html(words, content_type) else words
    else:
        raise NotText(f"labelled {content_type.split(';')[0] or 'nothing'}, but holds neither HTML, text nor a PDF")
    if sum(map(str.isalpha, text)) < ENOUGH:
        raise NotText("hardly any text: drawn by scripts, or a scan")
    return text


def is_text(body: bytes, content_type: str) -> bool:
    """Tell whether bytes can be read as text."""
    if CHARSET.search(content_type) and "utf-16" in content_type.lower():
        return True
    return bool(body) and b"\0" not in body and sum(byte < 9 for byte in body[:4096]) == 0


def charset(body: bytes, content_type: str) -> str:
    """Return the encoding the label or the page names, if Python knows it; else UTF-8."""
    named = CHARSET.search(content_type) or CHARSET.search(body[:2048].decode("ascii", "ignore"))
    try:
        return codecs.lookup(named[1]).name if named else "utf-8"
    except LookupError:
        return "utf-8"


def looks_like_html(words: str, content_type: str) -> bool:
    """Tell whether a text is HTML: it says so, or its label does."""
    return "html" in content_type.lower() or bool(
        re.search(r"<(?:!doctype html|html|body|p|div)\b", words[:4096], re.IGNORECASE)
    )


def html_text(html: str) -> str:
    """Return the words of an HTML page, one blank between parts."""
    tree = LexborHTMLParser(html)
    tree.strip_tags(SILENT)
    return " ".join(tree.body.text(separator=" ").split()) if tree.body else ""


def pdf_text(body: bytes) -> str:
    """Return the words of a PDF; raise NotText where it is broken or locked."""
    try:
        pages = PdfReader(io.BytesIO(body)).pages
        texts = [page.extract_text() for _, page in zip(range(MOST_PAGES), pages, strict=False)]
    except Exception as error:  # the reader meets hostile files with errors of every kind
        raise NotText(f"a PDF that cannot be read: {type(error).__name__}") from error
    return " ".join(" ".join(texts).split())


def bare(text: str) -> str:
    """Return `text` as quotations are compared: letters and figures alone, whatever blanks, quote marks and hyphens."""
    text = unicodedata.normalize("NFKC", text).casefold()
    kept = []
    for position, sign in enumerate(text):
        # a point or comma between figures counts: 1.5 years are not 15
        inside = (
            sign in ".," and text[position - 1 : position].isdigit() and text[position + 1 : position + 2].isdigit()
        )
        if inside or unicodedata.category(sign)[0] in "LN" or sign in "%$€£¥<>+":
            kept.append(sign)
    return "".join(kept)


def holds(text: str, quote: str) -> bool:
    """Tell whether `text`, already bare, holds a quotation; what it leaves out ("...") may be anything."""
    start = 0
    for part in filter(None, map(bare, re.split(r"\[?(?:…|\.{3})\]?", quote))):
        found = text.find(part, start)
        if found < 0:
            return False
        start = found + len(part)
    return True


def stated_days(text: str, today: date) -> list[str]:
    """Return the days the text states beside a word such as "last updated", the oldest first; none in a far future."""
    found = set()
    for pattern in DAYS:
        for match in pattern.finditer(text):
            around = text[max(0, match.start() - NEAR) : match.start()] + "\n" + text[match.end() : match.end() + NEAR]
            day = day_of(match)
            if day and CUE.search(around) and date(1990, 1, 1) <= day <= today.replace(year=today.year + 1, day=1):
                found.add(day.isoformat())
    return sorted(found)


def day_of(match: re.Match[str]) -> date | None:
    """Return the day a pattern found, if the calendar has it."""
    month = MONTHS.get(match["m"].lower()) or int(match["m"])
    try:
        return date(int(match["y"]), month, int(match["d"]))
    except ValueError:
        return None
