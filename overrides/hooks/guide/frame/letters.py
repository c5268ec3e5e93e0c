"""Ready letters that stand in more than one language: the page's own first, the others folded behind it.

Pure: HTML and the page's language in, HTML out. A letter is a run of preformatted blocks, one a language, as
guide.frame.language has marked them.
"""

from __future__ import annotations

import re

START = '<div class="highlight">'
BLOCK = rf'{START}<pre(?: lang="[^"]+")?>[^<]*+(?:<(?!/pre></div>)[^<]*+)*+</pre></div>'
RUN = re.compile(rf"{BLOCK}(?:\s*{BLOCK})+", re.DOTALL)
ONE = re.compile(rf"{BLOCK}", re.DOTALL)
LANGUAGE = re.compile(r'<pre lang="([^"]+)">')


def own_letters_first(html: str, locale: str, other: str) -> str:
    """Return `html` with the letters in `locale` in front; the same in other languages in a fold named `other`."""
    if html.count(START) < 2:  # most pages: a quick look before a slow one
        return html
    return RUN.sub(lambda run: arranged(ONE.findall(run[0]), locale, other), html)


def arranged(blocks: list[str], locale: str, other: str) -> str:
    """Return a run of letters; as it stands where no two of them are in different languages."""
    own = [block for block in blocks if language_of(block, locale) == locale]
    foreign = [block for block in blocks if block not in own]
    if not own or not foreign:
        return "\n".join(blocks)
    folded = "\n".join(foreign)
    return "\n".join(own) + f'\n<details class="guide-more"><summary>{other}</summary>\n{folded}\n</details>'


def language_of(block: str, locale: str) -> str:
    """Return the language a block is marked with, `locale` where it has no mark."""
    found = LANGUAGE.search(block)
    return found[1] if found else locale
