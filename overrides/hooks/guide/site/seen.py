"""What stands in built pages and scripts that a style can meet: names, and which of them stand inside which.

A name is `tag`, `.class`, `#id` or `[attribute]`. What a script's texts name may appear anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

TAG = re.compile(r"<[a-zA-Z/](?:[^>\"]++|\"[^\"]*\")*+>")
PARTS = re.compile(r"<(/?)([a-zA-Z][\w-]*)(.*)>", re.S)
ATTRIBUTE = re.compile(r"([^\s=/\"]+)(?:=\"([^\"]*)\")?")
SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
WORD = re.compile(r"[A-Za-z_-][\w-]*")
TEXT = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`[^`]*`')
BEGINNING = re.compile(r"([\w-]*-)\$\{")
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

CLASSES = (".guide-", ".md-", ".js")
COMPARE: dict[str, Callable[[str, str], bool]] = {
    "^": str.startswith,
    "$": str.endswith,
    "*": str.__contains__,
    "~": lambda found, value: value in found.split(),
    "|": lambda found, value: found.split("-")[0] == value,
}

Names = frozenset[str]
Place = tuple[Names, Names]  # (an element's own names, the names around it)
Tag = tuple[str, Names, str]  # a tag's name, the names of its element, what it does
OPENING, CLOSING, EMPTY = "opening", "closing", "empty"


@dataclass(eq=False)
class Seen:
    """What can be met: all that can be met `before`, and more."""

    before: Seen | None = None
    places: set[Place] = field(default_factory=set)
    values: dict[str, set[str]] = field(default_factory=dict)  # of each attribute
    words: set[str] = field(default_factory=set)  # in the scripts' texts: each may become a class, an id, a value
    tags: set[str] = field(default_factory=set)  # whole texts of the scripts: each may become an element
    names: set[str] = field(default_factory=set)  # [attribute] for each name in the scripts' code
    beginnings: tuple[str, ...] = ()  # of words that scripts put together
    met: dict[Any, bool] = field(default_factory=dict)  # answers to what was asked, see styles.py

    def anywhere(self, name: str) -> bool:
        """Return whether a script may bring `name` to any place."""
        if name.startswith("."):  # script texts are full of words; classes begin alike
            return name.startswith(CLASSES) and (name[1:] in self.words or name[1:].startswith(self.beginnings))
        if name[0] in "#[":
            return name in self.names or name[1:] in self.words
        return name in self.tags

    def value(self, attribute: str, how: str, value: str) -> bool:
        """Return whether `attribute` may have a value that compares to `value` as the operator `how` says."""
        found = self.values.get(attribute, set())
        if how == "=":  # most: a look, where the others read every word
            return value in found or value in self.words
        return any(COMPARE[how](one, value) for one in (*found, *self.words))

    def place(self, names: Iterable[str], around: Iterable[str]) -> bool:
        """Return whether an element may have all `names`, inside elements that have all of `around` between them."""
        own = {name for name in names if not self.anywhere(name)}
        outer = {name for name in around if not self.anywhere(name)}
        if not all(any(self.having(name)) for name in own | outer):  # what stands around has a place of its own too
            return False
        if not own:
            return True
        rarest = min(map(self.having, own), key=lambda lists: sum(map(len, lists)))
        return any(own <= inner and outer <= outside for places in rarest for inner, outside in places)

    def having(self, name: str) -> list[list[Place]]:
        """Return the places of an element that has `name`, those met before apart."""
        own = self.index.get(name, [])
        return [own, *self.before.having(name)] if self.before else [own]

    @cached_property
    def index(self) -> dict[str, list[Place]]:
        """Return the places of each name, without those met before."""
        index: dict[str, list[Place]] = {}
        for place in self.places:
            for name in place[0]:
                index.setdefault(name, []).append(place)
        return index


def seen_in(pages: Iterable[str], scripts: Iterable[str], before: Seen | None = None) -> Seen:
    """Return what stands in the HTML of `pages`, in the scripts inside them and in the code of `scripts`.

    With what was seen `before`, nothing of it needs to be read again.
    """
    seen = united([before] if before else [])
    seen.before, seen.places = before, set()
    code = set(scripts)
    known: dict[str, Tag] = {}  # by a tag as written: most come again and again
    inner: dict[Place, Names] = {}  # the names around what stands inside a place
    for page in pages:
        parts = SCRIPT.split(page)  # HTML, script, HTML …, HTML
        code.update(parts[1::2])
        read_places("".join(parts[::2]), known, inner, seen)
    seen.places = set(inner)
    for script in sorted(code):
        add_script(script, seen)
    return seen


def add_script(script: str, seen: Seen) -> None:
    """Add what a script can bring to a page to `seen`."""
    said = said_in(script)
    seen.names |= said.names
    seen.tags |= said.tags
    seen.words |= said.words
    seen.beginnings += said.beginnings


@cache  # most scripts are on pages of every kind
def said_in(script: str) -> Seen:
    """Return what the texts and the names of a script can bring to a page."""
    kebabs = {CAMEL.sub("-", name).lower() for name in set(WORD.findall(script))}
    texts = TEXT.findall(script)
    return Seen(
        names={f"[{kebab}]" for kebab in kebabs} | {f"[data-{kebab}]" for kebab in kebabs},
        tags={text[1:-1] for text in texts},
        words={word for text in texts for word in WORD.findall(text)},
        beginnings=tuple(start for start in BEGINNING.findall(script) if f".{start}".startswith(CLASSES)),
    )


def united(parts: Iterable[Seen]) -> Seen:
    """Return what was seen in any of `parts`."""
    every = Seen()
    for part in parts:
        every.places |= part.places
        every.words |= part.words
        every.tags |= part.tags
        every.names |= part.names
        every.beginnings = tuple(dict.fromkeys((*every.beginnings, *part.beginnings)))
        for name, found in part.values.items():
            every.values.setdefault(name, set()).update(found)
    return every


def read_places(html: str, known: dict[str, Tag], inner: dict[Place, Names], seen: Seen) -> None:
    """Add the places of a page to `inner`, its tags to `known` and their values to `seen`."""
    stack: list[tuple[str, Names]] = [("", frozenset())]
    for text in TAG.findall(html):
        if text not in known:
            known[text] = read_tag(text, seen)
        name, names, kind = known[text]
        if kind == CLOSING:
            close(stack, name)
            continue
        place = (names, stack[-1][1])
        if place not in inner:
            inner[place] = names | place[1]
        if kind == OPENING:
            stack.append((name, inner[place]))


def read_tag(text: str, seen: Seen) -> Tag:
    """Return a tag as it was read, and note its attributes' values."""
    found = PARTS.match(text)
    closing, name, rest = found.groups() if found else ("", "", "/")
    tag = name.lower()
    if closing:
        return tag, frozenset(), CLOSING
    return tag, named(tag, rest, seen), EMPTY if tag in VOID or rest.endswith("/") else OPENING


def close(stack: list[tuple[str, Names]], tag: str) -> None:
    """Take the innermost open `tag` off the `stack`, with what was left open inside it."""
    if stack[-1][0] == tag or tag in (name for name, _ in stack):
        while stack.pop()[0] != tag:
            pass


def named(tag: str, rest: str, seen: Seen) -> Names:
    """Return the names of an element from its tag and attributes, and note the attributes' values."""
    names = {tag}
    for attribute, value in ATTRIBUTE.findall(rest):
        names.add(f"[{attribute.lower()}]")
        seen.values.setdefault(attribute.lower(), set()).add(value)
        if attribute == "class":
            names.update(f".{name}" for name in value.split())
        if attribute == "id":
            names.add(f"#{value}")
    return frozenset(names)
