"""The language of each part of a page: foreign words are marked, so that they are read aloud and set rightly.

Pure: HTML and the page's language in, HTML out. English in a Chinese page counts from two words on (names such as
OKX stand in both languages); Chinese in an English page counts always.
"""

from __future__ import annotations

import re

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
CHINESE = re.compile(rf"[{HAN}「」](?:[{HAN}\u3000-\u303f\uff00-\uffef「」、。，：；？！（）]*[{HAN}「」])?")
LATIN_WORD = r"[A-Za-z][A-Za-z’'.-]*"
ENGLISH = re.compile(rf"{LATIN_WORD}(?:(?:[ \u00a0,/]|&amp;)+{LATIN_WORD})+(?!;)")
TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-zA-Z0-9]+)")
PRE = re.compile(r"<pre>(.*?)</pre>", re.S)
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
UNTOUCHED = {"script", "style", "svg", "pre", "code", "kbd", "textarea", "option", "title"}
FOREIGN = {"zh": ("en", ENGLISH), "en": ("zh", CHINESE)}


def mark_foreign(html: str, locale: str) -> str:
    """Return `html` with each run of the other language marked by `lang`; parts that carry a `lang` stay as they are."""
    other, pattern = FOREIGN[locale]
    html = PRE.sub(lambda match: mark_block(match, locale), html)
    pieces, open_tags = [], []
    for piece in TAG.split(html):
        if piece.startswith("<"):
            track(piece, open_tags)
        elif piece and not any(untouched for _, untouched in open_tags):
            piece = pattern.sub(rf'<span lang="{other}">\g<0></span>', piece)
        pieces.append(piece)
    return "".join(pieces)


def mark_block(match: re.Match, locale: str) -> str:
    """Return a block of preformatted text with the language it is written in, where that is not the page's."""
    language = "zh" if len(re.findall(f"[{HAN}]", match[1])) > 10 else "en"
    return match[0] if language == locale else f'<pre lang="{language}">{match[1]}</pre>'


def track(tag: str, open_tags: list[tuple[str, bool]]) -> None:
    """Keep `open_tags`, a stack of (name, is it left untouched?), in step with `tag`."""
    found = NAME.match(tag)
    if not found or tag.endswith("/>") or found[1].lower() in VOID:
        return
    name = found[1].lower()
    if tag.startswith("</"):
        while open_tags and open_tags.pop()[0] != name:
            pass  # an element left open ends with its parent
    else:
        open_tags.append((name, name in UNTOUCHED or " lang=" in tag))


# Text in the wrong language --------------------------------------------------------------------------------

BLOCK = re.compile(r"<(?:p|li|td|th|dt|dd|h[1-6]|summary|figcaption|label)\b[^>]*>", re.I)
HEADING_ID = re.compile(r"<h[1-6]\b[^>]*\bid=\"([^\"]+)\"")
QUOTATION = re.compile(
    r"<(q|code|pre|small|textarea|svg|script|style|option)\b.*?</\1>"  # others' words, code, notes in both languages
    r"|<p class=\"guide-other\".*?</p>"  # an answer shown in both languages on purpose
    r"|<(th|dt|a|time)\b[^>]*\blang=.*?</\2>"  # names in the other language
    r"|“[^”]*”|「[^」]*」|&#34;.*?&#34;|\"[^\"<>]*\"(?![^<>]*>)|《[^》]*》",
    re.S,
)
ENGLISH_SENTENCE = re.compile(rf"{LATIN_WORD}(?:[ ,;:\u00a0]+{LATIN_WORD}){{7,}}")
CHINESE_SENTENCE = re.compile(rf"[{HAN}](?:[{HAN}，、：；]){{5,}}")


def wrong_language(html: str, locale: str):
    """Yield one line for each sentence of the other language in the guide's own voice in an article.

    Quotations, code, names of laws in 《》 and marked names are left out; what mark_foreign() marked is not, since it
    marks an untranslated sentence just as well.
    """
    text = QUOTATION.sub(" ", html)
    sentence = ENGLISH_SENTENCE if locale == "zh" else CHINESE_SENTENCE
    where = "top"
    for start, end in spans(text):
        heading = HEADING_ID.match(text, start)
        where = heading[1] if heading else where
        found = sentence.search(TAG.sub("", text[start:end]))
        if found:
            yield f"#{where}: {'English' if locale == 'zh' else 'Chinese'} sentence in a page in {locale}: {found[0][:60]!r}"
    han, latin = len(re.findall(f"[{HAN}]", TAG.sub("", text))), len(re.findall(LATIN_WORD, TAG.sub(" ", text)))
    if (locale == "zh") != (han > latin):
        yield f"the page is not in {locale}: {han} Chinese characters, {latin} Latin words"


def spans(html: str) -> list[tuple[int, int]]:
    """Return where each block of text begins and ends."""
    starts = [match.start() for match in BLOCK.finditer(html)]
    return list(zip(starts, [*starts[1:], len(html)]))
