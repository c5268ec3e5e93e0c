"""The languages of the guide: the one place that knows them, their folders and their punctuation."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Locale:
    """A language the guide is written in; `root` leads from the site's root to its pages."""

    code: str
    name: str
    root: str
    colon: str
    comma: str
    stop: str
    space: str  # between two sentences
    enough: int  # characters a first sentence needs to say something; a shorter one ("No.") takes the next along
    sentence: re.Pattern[str]  # where one sentence ends and the next begins
    schema: str  # as schema.org and search engines name it

    @property
    def field(self) -> str:
        """The code as a name Python can use: `zh-Hant` → `zh_Hant`."""
        return self.code.replace("-", "_")


LOCALES: dict[str, Locale] = {
    locale.code: locale
    for locale in (
        Locale(
            "zh",
            "中文",
            "",
            "：",
            "，",
            "。",
            "",
            10,
            re.compile(r"(?<=[。！？])(?![”」）])"),
            "zh-CN",
        ),
        Locale(
            "en",
            "English",
            "en/",
            ": ",
            ", ",
            ".",
            " ",
            30,
            re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])"),
            "en",
        ),
    )
}
CODES = tuple(LOCALES)
DEFAULT = CODES[0]


def others(code: str) -> tuple[str, ...]:
    """Return the codes of the other languages."""
    return tuple(other for other in CODES if other != code)


def built(page: str, code: str) -> str:
    """Return the address of a built page (`steps/x.md` → `en/steps/x.html`), from the site's root."""
    return LOCALES[code].root + page.removesuffix(".md") + ".html"


def addresses(page: str) -> dict[str, str]:
    """Return the address of `page` (a path below a language's folder) in each language, from the site's root."""
    return {code: built(page, code) for code in CODES}
