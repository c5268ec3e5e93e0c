"""Read docs/data into validated models, or say everything that is wrong with it.

The only reader of the data files. Each kind of entry is one file (docs/data/KIND.yml) or a folder of files
(docs/data/KIND/*.yml); exchanges and places are one entry a file. Errors are collected over all files, so
that a maintainer sees them in one go: file, key, value, reason. No MkDocs here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from models import (
    ChecklistItem, DataType, Exchange, Fact, Label, Link, Message, MessagePart, Moved, News, PathNode, Place, Reply, Source, Term,
)

# kind of entry: (model, one entry a file?)
KINDS: dict[str, tuple[type[BaseModel], bool]] = {
    "sources": (Source, False),
    "facts": (Fact, False),
    "places": (Place, True),
    "exchanges": (Exchange, True),
    "data_types": (DataType, False),
    "terms": (Term, False),
    "paths": (PathNode, False),
    "checklist": (ChecklistItem, False),
    "message_parts": (MessagePart, False),
    "messages": (Message, False),
    "links": (Link, False),
    "moved": (Moved, False),
    "replies": (Reply, False),
    "changes": (News, False),
}


class DataError(Exception):
    """The data files are not fit to build from; `problems` has one line for each thing wrong."""

    def __init__(self, problems: list[str]):
        self.problems = problems
        super().__init__(f"{len(problems)} problem(s) in the data:\n" + "\n".join(problems))


@dataclass
class Guide:
    """All entries by id, in file order. `origin` tells which file an entry came from, for messages."""

    sources: dict[str, Source] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    exchanges: dict[str, Exchange] = field(default_factory=dict)
    data_types: dict[str, DataType] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    paths: dict[str, PathNode] = field(default_factory=dict)
    checklist: dict[str, ChecklistItem] = field(default_factory=dict)
    message_parts: dict[str, MessagePart] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    moved: dict[str, Moved] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)
    changes: list[News] = field(default_factory=list)
    labels: dict[str, Label] = field(default_factory=dict)
    origin: dict[int, str] = field(default_factory=dict)


def load(folder: Path) -> Guide:
    """Return all entries below `folder`; raise DataError with every problem found."""
    guide = Guide()
    problems: list[str] = []
    for kind in KINDS:
        for path in files_of(folder, kind):
            problems += read_file(path, folder, kind, guide)
    problems += read_labels(folder, guide)
    if not problems:
        problems += [*broken_references(guide), *path_problems(guide)]
    if problems:
        raise DataError(problems)
    return guide


def files_of(folder: Path, kind: str) -> list[Path]:
    """Return the files that hold entries of `kind`: KIND.yml, or KIND/*.yml in name order."""
    single = folder / f"{kind}.yml"
    return ([single] if single.exists() else []) + sorted((folder / kind).glob("*.yml"))


@lru_cache(maxsize=2)
def load_stamped(folder: Path, stamp: tuple[tuple[str, int], ...]) -> Guide:
    """Return load(folder); the same files, unchanged, are read only once (each language is a build of its own)."""
    return load(folder)


def current(folder: Path) -> Guide:
    """Return the entries below `folder` as the files stand now; raise DataError as load() does."""
    stamp = tuple((str(path), path.stat().st_mtime_ns) for path in sorted(folder.rglob("*.yml")))
    return load_stamped(folder, stamp)


def parse(path: Path, name: str) -> tuple[Any, list[str]]:
    """Return the content of a YAML file, and the problem where it cannot be read."""
    try:
        return yaml.load(path.read_text("utf-8"), Loader=StrictLoader), []
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return None, [f"{name}: not readable as YAML: {' '.join(str(error).split())}"]


def read_labels(folder: Path, guide: Guide) -> list[str]:
    """Add the words of the page frame and the tools (mappings of key to both texts) to `guide`."""
    problems: list[str] = []
    for path in files_of(folder, "labels"):
        name = f"docs/data/{path.relative_to(folder).as_posix()}"
        content, found = parse(path, name)
        problems += found
        for key, value in (content or {}).items():
            if key in guide.labels:
                problems.append(f"{name}: {key}: already used in another file of labels")
            try:
                guide.labels[key] = Label.model_validate(value)
            except ValidationError as error:
                problems += [describe(name, f"{key}.", item) for item in error.errors()]
    return problems


def read_file(path: Path, folder: Path, kind: str, guide: Guide) -> list[str]:
    """Add the entries of one file to `guide`; return one line for each problem."""
    model, single = KINDS[kind]
    name = f"docs/data/{path.relative_to(folder).as_posix()}"
    content, problems = parse(path, name)
    if problems:
        return problems
    rows = [content] if single else content or []
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [f"{name}: expected {'one entry' if single else 'a list of entries'}"]
    for position, row in enumerate(rows):
        label = "" if single else f"{row.get('id', position)}."
        try:
            entry = model.model_validate(row)
        except ValidationError as error:
            problems += [describe(name, label, item) for item in error.errors()]
            continue
        if single and entry.id != path.stem:
            problems.append(f"{name}: id: {entry.id!r}: must equal the file name")
        problems += keep(guide, kind, entry, name)
    return problems


def keep(guide: Guide, kind: str, entry: Any, name: str) -> list[str]:
    """Store `entry`, and an exchange's own facts among the facts; an id used twice is a problem."""
    if kind == "changes":
        guide.changes.append(entry)
        return []
    problems = store(getattr(guide, kind), entry, name, guide)
    for fact in entry.facts if kind == "exchanges" else ():
        problems += store(guide.facts, fact, name, guide)
    return problems


def store(shelf: dict[str, Any], entry: Any, name: str, guide: Guide) -> list[str]:
    """Put `entry` on `shelf` under its id."""
    if entry.id in shelf:
        return [f"{name}: id: {entry.id!r}: already used in {guide.origin[id(shelf[entry.id])]}"]
    shelf[entry.id] = entry
    guide.origin[id(entry)] = name
    return []


def describe(name: str, label: str, item: Any) -> str:
    """Return one validation error as `file: key: value: reason`."""
    # what tells the two forms of a half apart (publish) stands in the path as a step of its own: left out
    steps = [str(step) for before, step in zip(("", *item["loc"]), item["loc"]) if not is_form(before, step)]
    key = label + ".".join(steps)
    reason = item["msg"].removeprefix("Value error, ")
    if isinstance(item["input"], (dict, list)):
        return f"{name}: {key.rstrip('.')}: {reason}"
    return f"{name}: {key.rstrip('.')}: {str(item['input'])!r}: {reason}"


def is_form(before: str | int, step: str | int) -> bool:
    """Tell whether a step of an error's path is the form of a place's half rather than a key or a position."""
    return before in ("retention", "erasure") and isinstance(step, int)


def broken_references(guide: Guide) -> Iterator[str]:
    """Yield one line for each id that is named but not there."""
    for entry, name in entries(guide):
        for key, source in named(entry, "sources", "source"):
            if source not in guide.sources:
                yield f"{name}: {key}: {source!r}: no such source"
    for exchange in guide.exchanges.values():
        name = guide.origin[id(exchange)]
        for column, cell in exchange.compare:
            if cell.fact is not None and cell.fact not in guide.facts:
                yield f"{name}: compare.{column}.fact: {cell.fact!r}: no such fact"
        hosts = {source.url.split("/")[2] for source in guide.sources.values() if source.url}
        for contact in exchange.contacts:
            if contact.url and contact.url.split("/")[2] not in hosts:
                yield f"{name}: contacts.{contact.purpose}.url: {contact.url!r}: no source has this host"
        for company in exchange.companies:
            if company.place is not None and company.place not in guide.places:
                yield f"{name}: companies.{company.name}.place: {company.place!r}: no such place"
    yield from broken_tools(guide)
    yield from broken_replies(guide)


LONGEST_PATH = 4  # questions from the start to a page


def path_problems(guide: Guide) -> Iterator[str]:
    """Yield one line for each question of the path chooser that is lost, too far off, or reached in two ways."""
    name = "docs/data/paths.yml"
    answers = [(node.id, answer) for node in guide.paths.values() for answer in node.answers]
    states = Counter([*list(guide.paths)[:1], *(answer.state for _, answer in answers)])
    for key, answer in answers:
        if not answer.ends and answer.to not in guide.paths:
            yield f"{name}: {key}: {answer.to!r}: no such question"
        elif states[answer.state] > 1:
            yield f"{name}: {key}: {answer.state!r}: reached in two ways"
    depth = questions_before(guide.paths)
    for key in guide.paths:
        if depth.get(key, 99) > LONGEST_PATH:
            where = f"question number {depth[key]}, at most {LONGEST_PATH}" if key in depth else "no answer leads here"
            yield f"{name}: {key}: {where}"


def questions_before(paths: dict[str, PathNode]) -> dict[str, int]:
    """Return which question in a row each one is, counted from the first; one that no answer leads to is missing."""
    depth = {key: 1 for key in list(paths)[:1]}
    queue = list(depth)
    for key in queue:  # grows while it is read
        for answer in paths[key].answers:
            if answer.to in paths and answer.to not in depth:
                depth[answer.to] = depth[key] + 1
                queue.append(answer.to)
    return depth


def broken_tools(guide: Guide) -> Iterator[str]:
    """Yield one line for each id that the checklist or a letter names but that is not there, and for parts no letter uses."""
    for item in guide.checklist.values():
        name = guide.origin[id(item)]
        if item.exchange is not None and item.exchange not in guide.exchanges:
            yield f"{name}: {item.id}.exchange: {item.exchange!r}: no such exchange"
        yield from (f"{name}: {item.id}.facts: {fact!r}: no such fact" for fact in item.facts if fact not in guide.facts)
    used = set()
    for message in guide.messages.values():
        used.update(message.parts)
        for part in message.parts:
            if part not in guide.message_parts:
                yield f"{guide.origin[id(message)]}: {message.id}.parts: {part!r}: no such part"
    for part in guide.message_parts.values():
        if part.id not in used:
            yield f"{guide.origin[id(part)]}: {part.id}: no letter uses this part"


def broken_replies(guide: Guide) -> Iterator[str]:
    """Yield one line for each reply text whose link has no permanent address."""
    there = {link.page + ("" if link.anchor == "top" else f"#{link.anchor}") for link in guide.links.values() if link.status == "live"}
    for reply in guide.replies.values():
        if reply.link.removesuffix("#top") not in there:
            yield f"{guide.origin[id(reply)]}: {reply.id}.link: {reply.link!r}: no answer in docs/data/links.yml stands there"


def entries(guide: Guide) -> Iterator[tuple[Any, str]]:
    """Yield every entry with the file it came from."""
    own = {id(fact) for exchange in guide.exchanges.values() for fact in exchange.facts}
    for kind in KINDS:
        shelf = getattr(guide, kind)
        for entry in shelf.values() if isinstance(shelf, dict) else ():
            if id(entry) not in own:  # an exchange's facts are reached through the exchange
                yield entry, guide.origin[id(entry)]


def named(entry: Any, *keys: str, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (key path, id) for each id that `entry`, or a part of it, names under one of `keys`."""
    label = f"{path}{entry.id}." if getattr(entry, "id", None) else path
    for key, value in entry:
        items = value if isinstance(value, list) else [value]
        for position, item in enumerate(items):
            if isinstance(item, BaseModel):
                step = f"{label}{key}." if value is item else f"{label}{key}.{position}."
                yield from named(item, *keys, path=step)
            elif key in keys and item is not None:
                yield label + key, item


class StrictLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML as a person reads it: a key given twice is an error, `no` is a word; dates are left to the models."""


def unique_mapping(loader: StrictLoader, node: yaml.MappingNode, deep: bool = True) -> dict[str, Any]:
    """Build a mapping; raise where a key stands twice."""
    mapping: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = loader.construct_object(key_node, deep=deep)
        if key in mapping:
            raise yaml.MarkedYAMLError(problem=f"key {key!r} stands twice", problem_mark=key_node.start_mark)
        mapping[key] = loader.construct_object(value_node, deep=deep)
    return mapping


StrictLoader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, unique_mapping)
# "no" and "off" stay words (YAML 1.1 would read a country code or an answer as false)
StrictLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in rules
        if not tag.endswith(":timestamp") and (not tag.endswith(":bool") or first in "tTfF")
    ]
    for first, rules in StrictLoader.yaml_implicit_resolvers.items()
}


if __name__ == "__main__":  # python overrides/hooks/data.py: check the data without building
    try:
        found = load(Path(__file__).parents[2] / "docs/data")
    except DataError as error:
        raise SystemExit(str(error)) from None
    print(", ".join(f"{len(getattr(found, kind))} {kind}" for kind in KINDS))
