"""The styles a built site can use: rules no page, script or state can ever meet are left out, the rest is short.

A selector stays when the classes, ids, elements and attributes it names stand so in a built page, or in a
script's texts; pseudo-classes and media conditions always hold. Text in, text out; no file is read here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import tinycss2
from tinycss2.ast import Declaration, Node

from guide.site.seen import WORD, Seen

GROUPS = ("media", "supports", "container", "layer")
ANY_OF = ("is", "where", "matches", "-webkit-any", "has")
CLOSE = (",", ">", "~")  # take no blanks beside them; "+" may stand in a sum
OLD = ("-webkit-mask", "-ms-", "-moz-")  # no browser of the last two years needs these
READ = re.compile(r"var\(\s*(--[\w-]+)")
OLD_PARTS = re.compile(r"::-webkit-scrollbar|::-ms-")


@dataclass
class Rule:
    """A style rule: its selectors and its declarations, as short text."""

    selectors: list[str]
    declarations: list[tuple[str, str]]  # (name, "value" or "value!important")
    source: tuple[int, int] = (0, 0)  # line and column: tells which rules were one
    ways: dict[str, set[str]] = field(default_factory=dict)  # the alternatives in :is() that each selector can meet


@dataclass
class Group:
    """An at-rule: with rules inside, such as @media, or as it stands, such as @keyframes."""

    head: str
    inside: list[Rule | Group] = field(default_factory=list)
    text: str = ""


def parsed(css: str) -> list[Node]:
    """Return the rules in `css`, as `reduced` takes them."""
    return list(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def reduced(nodes: Iterable[Node], seen: Seen) -> list[Rule | Group]:
    """Return what of parsed `nodes` `seen` can meet, without unread variables; ValueError where a rule is broken."""
    return without_unread(list(kept(nodes, seen)), seen.words)


def without_unread(rules: list[Rule | Group], words: set[str]) -> list[Rule | Group]:
    """Return `rules` without variables and keyframes that none of them reads and no script names in its `words`."""
    while True:
        text = written(rules)
        used = set(READ.findall(text)) | words
        frames = {word for value in re.findall(r"animation(?:-name)?:([^;}]*)", text) for word in WORD.findall(value)}
        fewer = list(without_unused(rules, used, frames))
        if written(fewer) == text:
            return fewer
        rules = fewer


def kept(nodes: Iterable[Node], seen: Seen) -> Iterator[Rule | Group]:
    """Yield what of parsed `nodes` can apply, at-rules with their inside."""
    for node in nodes:
        if node.type == "error":
            raise ValueError(f"styles, line {node.source_line}: {node.message}")
        if node.type == "qualified-rule":
            ways = {short(part): alternatives(part, seen) for part in split(node.prelude) if possible(part, seen)}
            selectors = [selector for selector in ways if not OLD_PARTS.search(selector)]
            declarations = list(declared(node.content))
            if selectors and declarations:
                yield Rule(selectors, declarations, (node.source_line, node.source_column), ways)
        elif node.type == "at-rule" and node.lower_at_keyword in GROUPS and node.content is not None:
            inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            found = list(kept(inside, seen))
            if found:
                yield Group(f"@{node.at_keyword} {short(node.prelude).replace(': ', ':')}", found)
        elif node.type == "at-rule" and node.lower_at_keyword != "charset":
            yield Group(f"@{node.at_keyword} {short(node.prelude)}".strip(), text=short(node.content or []))


def declared(content: list[Node]) -> Iterator[tuple[str, str]]:
    """Yield the name and the value of each declaration in a rule's `content` that today's browsers need."""
    for node in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if node.type == "error":
            raise ValueError(f"styles, line {node.source_line}: {node.message}")
        if isinstance(node, Declaration) and not node.name.startswith(OLD):
            yield node.name, short(node.value) + ("!important" if node.important else "")


def split(prelude: list[Node]) -> Iterator[list[Node]]:
    """Yield the selectors of a list, without the commas between them and the blanks around them."""
    part: list[Node] = []
    for node in (*prelude, None):
        if node is None or node == ",":
            while part and part[-1].type == "whitespace":
                part.pop()
            yield part
            part = []
        elif part or node.type != "whitespace":
            part.append(node)


def possible(selector: list[Node], seen: Seen) -> bool:
    """Return whether an element may be where `selector` says; neighbours are not looked at, what is around it is."""
    names: set[str] = set()
    around: set[str] = set()
    beside = False
    before = ""
    for node in selector:
        if node.type == "ident" and before != ":":
            names.add(f".{node.value}" if before == "." else node.value)
        elif node.type == "hash":
            names.add(f"#{node.value}")
        elif node.type == "[] block":
            name, *compared = attribute(node.content)
            names.add(f"[{name}]")
            if compared and not seen.value(name, *compared):
                return False
        elif (
            node.type == "function"
            and node.lower_name in ANY_OF
            and not any(possible(part, seen) for part in split(node.arguments))
        ):
            return False
        elif node.type == "whitespace" or (node.type == "literal" and node.value in (">", "+", "~")):
            beside |= node.type == "literal" and node.value != ">"
            around |= names
            names = set()
        before = node.value if node.type == "literal" else ""
    if beside:  # a neighbour's names are around nothing
        return all(seen.place([name], []) for name in names | around)
    return seen.place(names, around)


def alternatives(selector: list[Node], seen: Seen) -> set[str]:
    """Return those alternatives in the first :is() of `selector` that can be met."""
    first = next((node for node in selector if node.type == "function" and node.lower_name in ANY_OF), None)
    return {short(part) for part in split(first.arguments) if possible(part, seen)} if first else set()


def attribute(content: list[Node]) -> tuple[str, ...]:
    """Return the name in an attribute selector, or (name, first sign of the operator, value)."""
    parts = [node.value for node in content if node.type in ("ident", "string", "literal")]
    return (parts[0], parts[1][0], parts[2]) if len(parts) > 2 else (parts[0],)


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


def short(nodes: list[Node]) -> str:
    """Return component values as text: one blank where blanks separate, none beside commas and combinators."""
    return re.sub(r"\s+", " ", tinycss2.serialize(list(tight(nodes)))).strip()


def tight(nodes: list[Node]) -> Iterator[Node]:
    """Yield `nodes` without comments and without the blanks beside commas, also inside brackets."""
    shown = [node for node in nodes if node.type != "comment"]
    for at, node in enumerate(shown):
        if node.type == "whitespace" and any(
            near.type == "literal" and near.value in CLOSE
            for near in (*shown[max(at - 1, 0) : at], *shown[at + 1 : at + 2])
        ):
            continue
        for inside in ("arguments", "content"):
            if getattr(node, inside, None):
                setattr(node, inside, list(tight(getattr(node, inside))))
        yield node
