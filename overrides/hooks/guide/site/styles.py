"""The styles a built site can use: rules no page, script or state can ever meet are left out, the rest is short.

A selector stays when the classes, ids, elements and attributes it names stand so in a built page, or in a
script's texts; pseudo-classes and media conditions always hold. Text in, text out; no file is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

import tinycss2
from tinycss2.ast import Declaration, Node

from guide.site.css_text import short
from guide.site.seen import WORD, Seen
from guide.site.selectors import Selector, possible, selector_of, split

GROUPS = ("media", "supports", "container", "layer")
OLD = ("-webkit-mask", "-ms-", "-moz-")  # no browser of the last two years needs these
READ = re.compile(r"var\(\s*(--[\w-]+)")
OLD_PARTS = re.compile(r"::-webkit-scrollbar|::-ms-")


Source = tuple[str, int, int]  # a sheet's text, line and column


class BrokenStyles(ValueError):
    """A rule that cannot be read, in this line of the text."""

    def __init__(self, node: Node):
        self.line, self.reason = node.source_line, node.message.partition(", got {")[0]
        super().__init__(f"styles, line {self.line}: {self.reason}")


@dataclass
class Rule:
    """A style rule: its selectors and its declarations, as short text."""

    selectors: list[str]
    declarations: list[tuple[str, str]]  # (name, "value" or "value!important")
    source: Source = ("", 0, 0)  # tells which rules were one
    ways: dict[str, set[str]] = field(default_factory=dict)  # the alternatives in :is() that each selector can meet


@dataclass
class Group:
    """An at-rule: with rules inside, such as @media, or as it stands, such as @keyframes."""

    head: str
    inside: list[Rule | Group] = field(default_factory=list)
    text: str = ""


@dataclass
class Part:
    """A rule or an at-rule of a sheet as it was read, whatever is met: each set of pages takes its own from it."""

    source: Source
    selectors: list[Selector] = field(default_factory=list)
    declarations: list[tuple[str, str]] = field(default_factory=list)
    head: str = ""  # of an at-rule
    inside: list[Part] | None = None  # the rules in a condition
    text: str = ""  # what stands in another at-rule


@lru_cache(maxsize=20)  # read once to be checked, once to be reduced
def parsed(css: str) -> tuple[Part, ...]:
    """Return the rules in `css`, as `reduced` takes them; BrokenStyles where one is broken."""
    return tuple(parts_of(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True), css))


def parts_of(nodes: Iterable[Node], css: str) -> Iterator[Part]:
    """Yield each rule and at-rule among `nodes`, which stand in `css`."""
    for node in nodes:
        source = (css, node.source_line, node.source_column)
        if node.type == "error":
            raise BrokenStyles(node)
        if node.type == "qualified-rule":
            selectors = [selector_of(part) for part in split(node.prelude)]
            today = [one for one in selectors if not OLD_PARTS.search(one.text)]
            yield Part(source, today, list(declared(node.content)))
        elif node.type == "at-rule" and node.lower_at_keyword in GROUPS and node.content is not None:
            inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            head = f"@{node.at_keyword} {short(node.prelude).replace(': ', ':')}"
            yield Part(source, head=head, inside=list(parts_of(inside, css)))
        elif node.type == "at-rule" and node.lower_at_keyword != "charset":
            head = f"@{node.at_keyword} {short(node.prelude)}".strip()
            yield Part(source, head=head, text=short(node.content or []))


def possible_parts(parts: Iterable[Part], seen: Seen) -> list[Part]:
    """Return `parts` with the selectors that `seen` can meet alone: what meets less needs to look at no others."""
    found = []
    for part in parts:
        inside = None if part.inside is None else possible_parts(part.inside, seen)
        selectors = [one for one in part.selectors if possible(one.asked, seen)]
        if inside or selectors or (part.head and part.inside is None):
            found.append(replace(part, selectors=selectors, inside=inside))
    return found


def reduced(parts: Iterable[Part], seen: Seen) -> list[Rule | Group]:
    """Return what of `parts` `seen` can meet, without unread variables."""
    return without_unread(list(kept(parts, seen)), seen.words)


def without_unread(rules: list[Rule | Group], words: set[str]) -> list[Rule | Group]:
    """Return `rules` without variables and keyframes that none of them reads and no script names in its `words`."""
    text = written(rules)
    while True:
        used = set(READ.findall(text)) | words
        frames = {word for value in re.findall(r"animation(?:-name)?:([^;}]*)", text) for word in WORD.findall(value)}
        rules = list(without_unused(rules, used, frames))
        before, text = text, written(rules)
        if text == before:
            return rules


def kept(parts: Iterable[Part], seen: Seen) -> Iterator[Rule | Group]:
    """Yield what of `parts` can apply, at-rules with their inside."""
    for part in parts:
        if part.inside is not None:
            found = list(kept(part.inside, seen))
            if found:
                yield Group(part.head, found)
        elif part.head:
            yield Group(part.head, text=part.text)
        else:
            ways = {
                one.text: {text for text, asked in one.ways if possible(asked, seen)}
                for one in part.selectors
                if possible(one.asked, seen)
            }
            if ways and part.declarations:
                yield Rule(list(ways), part.declarations, part.source, ways)


def declared(content: list[Node]) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each declaration in a rule's `content` that today's browsers need."""
    for node in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if node.type == "error":
            raise BrokenStyles(node)
        if isinstance(node, Declaration) and not node.name.startswith(OLD):
            yield node.name, short(node.value) + ("!important" if node.important else "")


def without_unused(rules: Iterable[Rule | Group], variables: set[str], frames: set[str]) -> Iterator[Rule | Group]:
    """Yield `rules` without the variables outside `variables` and the keyframes outside `frames`."""
    for rule in rules:
        if isinstance(rule, Rule):
            left = [
                (name, value) for name, value in rule.declarations if not name.startswith("--") or name in variables
            ]
            if left:
                yield Rule(rule.selectors, left, rule.source, rule.ways)
        elif rule.inside:
            inside = list(without_unused(rule.inside, variables, frames))
            if inside:
                yield Group(rule.head, inside)
        elif not rule.head.startswith(("@keyframes", "@-webkit-keyframes")) or rule.head.split()[-1] in frames:
            yield rule


def written(rules: Iterable[Rule | Group]) -> str:
    """Return `rules` as text without needless characters; neighbours under the same condition share it."""
    parts: list[str] = []
    condition = ""
    for rule in rules:
        head = rule.head if isinstance(rule, Group) and rule.inside else ""
        if head != condition:
            parts.append("}" if condition else "")
            parts.append(f"{head}{{" if head else "")
            condition = head
        if isinstance(rule, Rule):
            parts.append(
                f"{','.join(rule.selectors)}{{{';'.join(f'{name}:{value}' for name, value in rule.declarations)}}}"
            )
        else:
            parts.append(written(rule.inside) if rule.inside else f"{rule.head}{{{rule.text}}}")
    return "".join(parts) + ("}" if condition else "")
