"""Selectors: what each asks of the element it means, and whether anything that was seen can be so.

Pseudo-classes always hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tinycss2.ast import Node

from guide.site.css_text import short
from guide.site.seen import Seen

ANY_OF = ("is", "where", "matches", "-webkit-any", "has")


@dataclass(frozen=True, eq=False)
class Question:
    """What a selector asks of the element it means; neighbours are not looked at, what is around it is."""

    names: frozenset[str]
    around: frozenset[str]
    beside: bool  # a neighbour's names are around nothing
    values: tuple[tuple[str, ...], ...]  # (attribute, first sign of the operator, value)
    choices: tuple[tuple[Question, ...], ...]  # of each :is() and its kin, any of these


@dataclass(frozen=True)
class Selector:
    """A selector as short text, what it asks, and the alternatives in its first :is(), each with what it asks."""

    text: str
    asked: Question
    ways: tuple[tuple[str, Question], ...]


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


def possible(question: Question, seen: Seen) -> bool:
    """Return whether an element may be as `question` asks; what was met before stays met, and is asked once."""
    if question not in seen.met:
        met = seen.before is not None and possible(question, seen.before)
        seen.met[question] = met or answer(question, seen)
    return seen.met[question]


def answer(question: Question, seen: Seen) -> bool:
    """Return what possible() does, worked out."""
    if not all(seen.value(*compared) for compared in question.values):
        return False
    if not all(any(possible(one, seen) for one in choice) for choice in question.choices):
        return False
    if question.beside:
        return all(seen.place([name], []) for name in question.names | question.around)
    return seen.place(question.names, question.around)


def selector_of(nodes: list[Node]) -> Selector:
    """Return a selector as it was read."""
    first = next((node for node in nodes if node.type == "function" and node.lower_name in ANY_OF), None)
    ways = tuple((short(part), asked_by(part)) for part in split(first.arguments)) if first else ()
    return Selector(short(nodes), asked_by(nodes), ways)


def asked_by(selector: list[Node]) -> Question:
    """Return what a selector asks."""
    names: set[str] = set()
    around: set[str] = set()
    values: list[tuple[str, ...]] = []
    choices: list[tuple[Question, ...]] = []
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
            values += [(name, *compared)] if compared else []
        elif node.type == "function" and node.lower_name in ANY_OF:
            choices.append(tuple(map(asked_by, split(node.arguments))))
        elif node.type == "whitespace" or (node.type == "literal" and node.value in (">", "+", "~")):
            beside |= node.type == "literal" and node.value != ">"
            around |= names
            names = set()
        before = node.value if node.type == "literal" else ""
    return Question(frozenset(names), frozenset(around), beside, tuple(values), tuple(choices))


def attribute(content: list[Node]) -> tuple[str, ...]:
    """Return the name in an attribute selector, or (name, first sign of the operator, value)."""
    parts = [node.value for node in content if node.type in ("ident", "string", "literal")]
    return (parts[0], parts[1][0], parts[2]) if len(parts) > 2 else (parts[0],)
