"""HTML as a run of tags and text, for changes that leave everything else as it stands."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

TAG = re.compile(r"(<[^>]*>)")
TAG_NAME = re.compile(r"</?([a-zA-Z0-9]+)")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
HEADING = re.compile(r"<h([1-6])\b[^>]*\bid=\"([^\"]+)\"")
BLOCK = re.compile(r"</?(?:p|li|ul|ol|div|h[1-6]|t[dhr]|table|br|dt|dd|summary|details|figure|section)\b[^>]*>")
BEGINNING = re.compile(r"\n\s+")  # of a line, and empty ones before it
ENDS = re.compile(r"\n(?<=\s\n)")  # the end of a line that has a blank before it: seldom, and looked for quickly so
ENDING = re.compile(r"[^\S\n]+\n")
MET = 10_000  # tags to keep in mind
KEPT = re.compile(r"(<pre\b.*?</pre>|<textarea\b.*?</textarea>)", re.DOTALL)


@lru_cache(maxsize=MET)  # most tags of a site are written alike
def name_of(tag: str) -> str:
    """Return the name of a tag in small letters; empty for a comment and the like."""
    found = TAG_NAME.match(tag)
    return found[1].lower() if found else ""


class Shut(dict[str, str]):
    """What stays as it is: by a tag as written, the name of the element it begins; empty for all other tags."""

    def __init__(self, keeps: Callable[[str], bool]):
        super().__init__()
        self.keeps = keeps

    def __missing__(self, tag: str) -> str:
        """Look at a tag that wasn't met before; most tags of a site are written alike."""
        if len(self) > MET:
            self.clear()
        name = name_of(tag)
        begins = tag[1] != "/" and not tag.endswith("/>") and name not in VOID
        self[tag] = name if begins and self.keeps(tag) else ""
        return self[tag]


def with_texts(html: str, shut: Shut, change: Callable[[str, str], str]) -> str:
    """Return `html` with each run of text as `change(text, tag before it)` has it; line ends alone are no text.

    What stands inside an element that is `shut` stays as it is.
    """
    pieces = TAG.split(html)  # text, tag, text, tag …, text
    inside, depth = "", 0  # the name of the shut element around, how many of that name are open in it
    if pieces[0]:
        pieces[0] = change(pieces[0], "")
    for at in range(1, len(pieces), 2):
        tag, text = pieces[at], pieces[at + 1]
        if inside:
            if name_of(tag) == inside and not tag.endswith("/>"):
                depth += -1 if tag[1] == "/" else 1
                inside = inside if depth else ""
        else:
            inside, depth = shut[tag], 1
        if text and not inside and text != "\n":
            pieces[at + 1] = change(text, tag)
    return "".join(pieces)


def plain(html: str) -> str:
    """Return the text of `html`; words of different blocks stay apart."""
    return TAG.sub("", BLOCK.sub(" ", html))


def trimmed(html: str) -> str:
    """Return `html` without empty lines and indentation, a tenth of a page, except where blanks show."""
    return "".join(part if KEPT.match(part) else unindented(part) for part in KEPT.split(html))


def unindented(html: str) -> str:
    """Return `html` without the blanks at the ends of its lines and without empty lines."""
    html = BEGINNING.sub("\n", html)
    return ENDING.sub("\n", html) if ENDS.search(html) else html
