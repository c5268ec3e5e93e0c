"""Sheets parted: what shows later from what shows at once, and what each kind of page needs beyond the last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

import tinycss2

from guide.site.css_text import short
from guide.site.selectors import ANY_OF, split
from guide.site.styles import READ, Group, Part, Rule, Source, written

MOTION = ("transition", "transition-delay")


def parted(parts: Iterable[Part], marks: re.Pattern[str], head: str = "") -> tuple[list[Part], list[Part]]:
    """Return (the other parts, those whose "condition{selector" bears a mark), each in its old order."""
    others: list[Part] = []
    marked: list[Part] = []
    for part in parts:
        if part.inside is not None:
            for into, inside in zip((others, marked), parted(part.inside, marks, part.head), strict=True):
                into += [replace(part, inside=inside)] if inside else []
        elif part.head:
            others.append(part)
        else:
            for into, wanted in ((marked, True), (others, False)):
                left = [one for one in part.selectors if bool(marks.search(f"{head}{{{one.text}")) == wanted]
                into += [replace(part, selectors=left)] if left else []
    return others, marked


def stilled(parts: Iterable[Part]) -> tuple[list[Part], list[Part]]:
    """Return (`parts` as far as nothing in them moves, what they say of moving), each in its old order.

    What moves less for who wants no motion says so strongly, and stays.
    """
    still: list[Part] = []
    moving: list[Part] = []
    for part in parts:
        if part.inside is not None:
            for into, inside in zip((still, moving), stilled(part.inside), strict=True):
                into += [replace(part, inside=inside)] if inside else []
        elif part.head:
            still.append(part)
        else:
            for into, wanted in ((still, False), (moving, True)):
                left = [one for one in part.declarations if moves(*one) == wanted]
                into += [replace(part, declarations=left)] if left else []
    return still, moving


def moves(name: str, value: str) -> bool:
    """Return whether a declaration says how something moves from one look to another."""
    return name in MOTION and not value.endswith("!important")


def flat(rules: Iterable[Rule | Group]) -> Iterator[Rule | Group]:
    """Yield each rule, out of its groups, and each at-rule that stands for itself."""
    for rule in rules:
        if isinstance(rule, Group) and rule.inside:
            yield from flat(rule.inside)
        else:
            yield rule


def without(rules: Iterable[Rule | Group], others: Iterable[Rule | Group]) -> list[Rule | Group]:
    """Return what `rules` have beyond `others`; both were reduced from one text."""
    there = list(flat(others))
    return list(
        beyond(
            rules,
            {rule.source: rule for rule in there if isinstance(rule, Rule)},
            {rule.head for rule in there if isinstance(rule, Group)},
        )
    )


def beyond(rules: Iterable[Rule | Group], there: dict[Source, Rule], heads: set[str]) -> Iterator[Rule | Group]:
    """Yield `rules` without what their like in `there` have, and without the at-rules in `heads`."""
    for rule in rules:
        if isinstance(rule, Group):
            inside = list(beyond(rule.inside, there, heads))
            if inside or (not rule.inside and rule.head not in heads):
                yield Group(rule.head, inside, rule.text)
            continue
        like = there.get(rule.source, Rule([], []))
        fresh = [one for one in rule.selectors if more(one, rule, like)]
        selectors = [again(one, like.ways.get(one, set()), rule.ways[one]) for one in fresh]
        declarations = [one for one in rule.declarations if one not in like.declarations]
        if selectors:
            yield Rule(selectors, rule.declarations, rule.source)
        if declarations and like.selectors:
            yield Rule(like.selectors, declarations, rule.source)


def with_variables(
    rules: list[Rule | Group], others: list[Rule | Group], source: list[Rule | Group]
) -> list[Rule | Group]:
    """Return `rules` after what they read and `others` don't set: declarations of `source`, where both come from."""
    wanted = set(READ.findall(written(rules)))
    while more := set(READ.findall(written(variables(source, wanted)))) - wanted:
        wanted |= more
    there = {name for rule in flat(others) if isinstance(rule, Rule) for name, _ in rule.declarations}
    return [*variables(source, wanted - there), *rules]


def variables(rules: Iterable[Rule | Group], names: set[str]) -> list[Rule | Group]:
    """Return what of `rules` sets the variables `names`, under its conditions."""
    found: list[Rule | Group] = []
    for rule in rules:
        if isinstance(rule, Group):
            inside = variables(rule.inside, names)
            found += [Group(rule.head, inside)] if inside else []
        else:
            left = [one for one in rule.declarations if one[0] in names]
            found += [Rule(rule.selectors, left, rule.source)] if left else []
    return found


def living(rules: Iterable[Rule | Group]) -> list[Rule | Group]:
    """Return `rules` without declarations that never win: the same selectors say the same property again further down.

    "Again" means without a condition, or under the same one; an important one gives way to an important one alone.
    """
    return alive(list(rules), {}, "")


def alive(rules: list[Rule | Group], said: dict[tuple[str, str, str], bool], head: str) -> list[Rule | Group]:
    """Return living() of `rules` inside `head`; `said` has what stands further down: (head, selector, property)."""
    found: list[Rule | Group] = []
    for rule in reversed(rules):
        if isinstance(rule, Group):
            inside = alive(rule.inside, said, f"{head}{rule.head}{{")
            found += [Group(rule.head, inside, rule.text)] if inside or not rule.inside else []
            continue
        left = [one for one in rule.declarations if not overridden(rule.selectors, *one, said, head)]
        for selector in rule.selectors:
            for name, value in rule.declarations:
                key = (head, selector, name)
                said[key] = said.get(key, False) or value.endswith("!important")
        found += [Rule(rule.selectors, left, rule.source, rule.ways)] if left else []
    return found[::-1]


def overridden(selectors: list[str], name: str, value: str, said: dict[tuple[str, str, str], bool], head: str) -> bool:
    """Return whether each of `selectors` says the property `name` again further down, as strongly as with `value`."""
    strong = value.endswith("!important")
    return all(
        any(
            said.get((where, selector, name), False) or (not strong and (where, selector, name) in said)
            for where in {"", head}
        )
        for selector in selectors
    )


def more(selector: str, rule: Rule, like: Rule) -> bool:
    """Return whether `selector` meets more in `rule` than in its `like`."""
    return selector not in like.selectors or not rule.ways[selector] <= like.ways[selector]


def again(selector: str, before: set[str], now: set[str]) -> str:
    """Return `selector` for what it meets `now` and not `before`: it weighs the same and leaves the rest alone."""
    if not before or not now - before:
        return selector
    nodes = tinycss2.parse_component_value_list(selector)
    first = next(node for node in nodes if node.type == "function" and node.lower_name in ANY_OF)
    parts = [short(part) for part in split(first.arguments)]
    first.arguments = tinycss2.parse_component_value_list(
        ",".join(f"{part}:not(*)" if part in before else part for part in parts)
    )
    return short(nodes)
