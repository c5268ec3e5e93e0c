"""The languages of the guide: the one place that knows them, their folders, scripts and punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
LATIN_WORD = r"[A-Za-z][A-Za-z’'.-]*"


@dataclass(frozen=True)
class Script:
    """How a language is written, as far as it can be told from the letters."""

    name: str
    letter: re.Pattern[str]  # what tells how much of a page is in this script
    run: re.Pattern[str]  # words to mark in a page of another script
    sentence: re.Pattern[str]  # enough words in a row to be a sentence
    spaced: bool  # words stand apart


# Chinese in a page of another script is marked always; Latin from two words on, since names stand in all languages
CHINESE = Script(
    "Chinese",
    re.compile(f"[{HAN}]"),
    re.compile(rf"[{HAN}「」](?:[{HAN}\u3000-\u303f\uff00-\uffef「」、。，：；？！（）]*[{HAN}「」])?"),
    re.compile(rf"[{HAN}](?:[{HAN}，、：；]){{5,}}"),
    spaced=False,
)
LATIN = Script(
    "Latin",
    re.compile(LATIN_WORD),
    re.compile(rf"{LATIN_WORD}(?:(?:[ \u00a0,/]|&amp;)+{LATIN_WORD})+(?!;)"),
    re.compile(rf"{LATIN_WORD}(?:[ ,;:\u00a0]+{LATIN_WORD}){{7,}}"),
    spaced=True,
)


@dataclass(frozen=True)
class Locale:
    """A language the guide is written in; `root` leads from the site's root to its pages."""

    code: str
    name: str
    root: str
    script: Script
    colon: str
    comma: str
    stop: str
    stray: str  # quotation marks and apostrophes that belong to other languages, or to another way to write this one
    space: str  # between two sentences
    enough: int  # characters a first sentence needs to say something; a shorter one ("No.") takes the next along
    sentence: re.Pattern[str]  # where one sentence ends and the next begins
    schema: str  # as schema.org and search engines name it
    territory: str  # as previews of links name it (og:locale)
    iso: str  # three letters (ISO 639-3), as libraries of ZIM files name it
    dictionary: str  # the spelling checker's name for it; empty: none
    day: tuple[str, ...]  # how a year, a year and month, a whole date are written
    alphabet: (
        str  # an encoding that keeps names in the language's order: GB 18030 has common Chinese characters by pinyin
    )

    @cached_property
    def field(self) -> str:
        """The code as a name Python can use: `zh-Hant` → `zh_Hant`."""
        return self.code.replace("-", "_")


LOCALES: dict[str, Locale] = {
    locale.code: locale
    for locale in (
        Locale(
            code="zh",
            name="中文",
            root="",
            script=CHINESE,
            colon="：",
            comma="，",
            stop="。",
            stray='"',
            space="",
            enough=10,
            sentence=re.compile(r"(?<=[。！？])(?![”」）])"),
            schema="zh-CN",
            territory="zh_CN",
            iso="zho",
            dictionary="",
            day=("{0}年", "{0}年{1}月", "{0}年{1}月{2}日"),
            alphabet="gb18030",
        ),
        Locale(
            code="en",
            name="English",
            root="en/",
            script=LATIN,
            colon=": ",
            comma=", ",
            stop=".",
            stray="“”‘’",
            space=" ",
            enough=30,
            sentence=re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])"),
            schema="en",
            territory="en_US",
            iso="eng",
            dictionary="en",
            day=("{0}", "{0}-{1:02}", "{0}-{1:02}-{2:02}"),
            alphabet="utf-8",
        ),
    )
}
CODES = tuple(LOCALES)
DEFAULT = CODES[0]
ALPHABETIC = next(code for code in CODES if LOCALES[code].script.spaced)  # whose names lists are sorted by


def others(code: str) -> tuple[str, ...]:
    """Return the codes of the other languages."""
    return tuple(other for other in CODES if other != code)


def own_first(code: str) -> tuple[str, ...]:
    """Return all codes, `code` in front."""
    return (code, *others(code))


def built(page: str, code: str) -> str:
    """Return the address of a built page (`steps/x.md` → `en/steps/x.html`), from the site's root."""
    return LOCALES[code].root + page.removesuffix(".md") + ".html"


def addresses(page: str) -> dict[str, str]:
    """Return the address of `page` (a path below a language's folder) in each language, from the site's root."""
    return {code: built(page, code) for code in CODES}


def way_up(address: str) -> str:
    """Return the way from the page at `address` to the site's root."""
    return "../" * address.count("/")


@cache  # a page names the same few days again and again
def written_day(day: str, code: str) -> str:
    """Return an ISO date, or the year or year and month alone, as the language writes it."""
    parts = [int(part) for part in day.split("-")]
    return LOCALES[code].day[len(parts) - 1].format(*parts)
