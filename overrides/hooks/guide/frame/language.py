"""The language of each part of a page: foreign words are marked, so that they are read aloud and set rightly.

Pure: HTML and the page's language in, HTML out. What counts as words of a language is the matter of its script.
"""

from __future__ import annotations

import re
from functools import cache

from guide.locales import LOCALES
from guide.text.html import Shut, name_of, with_texts

PRE = re.compile(r"<pre>(.*?)</pre>", re.DOTALL)
NAMES = {"script", "style", "svg", "pre", "code", "kbd", "textarea", "option", "title"}
ENOUGH = 10  # letters of a script that make preformatted text one of its language


@cache
def foreign(locale: str) -> re.Pattern[str]:
    """Return the pattern of words in another script than that of `locale`, a group for each language."""
    here = LOCALES[locale].script
    found = {other.script.name: other for other in reversed(LOCALES.values()) if other.script != here}
    return re.compile("|".join(f"(?P<{other.field}>{other.script.run.pattern})" for other in found.values()))


def mark_foreign(html: str, locale: str) -> str:
    """Return `html` with each run of another language marked by `lang`; parts that carry a `lang` stay as they are."""
    html = PRE.sub(lambda match: mark_block(match, locale), html)
    words = foreign(locale)
    if not words.search(html):  # many an English page: a quick look before a slow one
        return html
    return with_texts(html, UNTOUCHED, lambda text, _: words.sub(mark_run, text))


def mark_run(match: re.Match[str]) -> str:
    """Return words of another language, marked."""
    code = next(locale.code for locale in LOCALES.values() if locale.field == match.lastgroup)
    return f'<span lang="{code}">{match[0]}</span>'


def untouched(tag: str) -> bool:
    """Tell whether what stands inside `tag` is left as it is."""
    return name_of(tag) in NAMES or " lang=" in tag


UNTOUCHED = Shut(untouched)


def mark_block(match: re.Match[str], locale: str) -> str:
    """Return a block of preformatted text with the language it is written in, where that is not the page's."""
    language = written_in(match[1])
    return match[0] if language == locale else f'<pre lang="{language}">{match[1]}</pre>'


def written_in(text: str) -> str:
    """Return the language of `text`: one whose words run together where enough of its letters are there."""
    found = sorted(LOCALES.values(), key=lambda locale: locale.script.spaced)
    return next(
        locale.code for locale in found if locale.script.spaced or len(locale.script.letter.findall(text)) > ENOUGH
    )
