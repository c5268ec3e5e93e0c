"""Read docs/data into validated models, or say everything that is wrong with it.

The only reader of the data files. Each kind of entry is one file (docs/data/KIND.yml) or a folder of files
(docs/data/KIND/**/*.yml); exchanges and places are one entry a file. Errors are collected over all files, so
that a maintainer sees them in one go: file, line, key, value, reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from yaml import YAMLError

from guide.data.base import Label
from guide.data.blanks import blank_problems, blanks
from guide.data.components import Component
from guide.data.exchanges import Exchange
from guide.data.exits import Exit
from guide.data.facts import Fact, Source
from guide.data.others import OTHERS, files_of, other_problems, read_labels, shown
from guide.data.permalinks import Permalink, Redirect
from guide.data.places import Place
from guide.data.plan import PlanStep
from guide.data.problems import Spot, describe_all, shortened, with_line
from guide.data.reasons import meant
from guide.data.references import reference_problems
from guide.data.support import ChangelogEntry, Reply
from guide.data.terms import Term
from guide.data.tools import ChecklistItem, ChooserQuestion, DataType, Message, MessagePart, PassingHosts
from guide.data.unread import by_themselves, unread_text
from guide.text.yaml_files import content_as_written, parse

# kind of entry: (model, one entry a file?)
KINDS: dict[str, tuple[type[BaseModel], bool]] = {
    "sources": (Source, False),
    "facts": (Fact, False),
    "places": (Place, True),
    "exchanges": (Exchange, True),
    "exits": (Exit, False),
    "data_types": (DataType, False),
    "terms": (Term, False),
    "paths": (ChooserQuestion, False),
    "checklist": (ChecklistItem, False),
    "plan": (PlanStep, False),
    "message_parts": (MessagePart, False),
    "messages": (Message, False),
    "passing_hosts": (PassingHosts, False),
    "components": (Component, False),
    "links": (Permalink, False),
    "moved": (Redirect, False),
    "replies": (Reply, False),
    "changes": (ChangelogEntry, False),
}


class DataError(Exception):
    """The data files are not fit to build from; `problems` has one line for each thing wrong.

    `guide` is what could be read all the same, `unread` the text of the files that are not read in full.
    """

    def __init__(self, problems: list[str], guide: Guide, unread: str):
        self.problems, self.guide, self.unread = problems, guide, unread
        super().__init__(f"{len(problems)} problem(s) in the data:\n" + "\n".join(shortened(problems)))


@dataclass(eq=False)  # each reading of the files is its own: what is made from it can be looked up by it
class Guide:
    """All entries by id, in file order. `origin` tells which file an entry came from, for messages."""

    sources: dict[str, Source] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    exchanges: dict[str, Exchange] = field(default_factory=dict)
    exits: dict[str, Exit] = field(default_factory=dict)
    data_types: dict[str, DataType] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    paths: dict[str, ChooserQuestion] = field(default_factory=dict)
    checklist: dict[str, ChecklistItem] = field(default_factory=dict)
    plan: dict[str, PlanStep] = field(default_factory=dict)
    message_parts: dict[str, MessagePart] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    passing_hosts: dict[str, PassingHosts] = field(default_factory=dict)
    components: dict[str, Component] = field(default_factory=dict)
    links: dict[str, Permalink] = field(default_factory=dict)
    moved: dict[str, Redirect] = field(default_factory=dict)
    replies: dict[str, Reply] = field(default_factory=dict)
    changes: list[ChangelogEntry] = field(default_factory=list)
    labels: dict[str, Label] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)  # fact → its exchange
    origin: dict[int, str] = field(default_factory=dict)

    @property
    def aspects(self) -> set[str]:
        """What the facts of exchanges are grouped by."""
        return {fact.aspect for fact in self.facts.values() if fact.aspect}


def load(folder: Path) -> Guide:
    """Return all entries below `folder`; raise DataError with every problem found."""
    guide = Guide()
    problems = [*unknown_files(folder)]
    for kind in KINDS:
        for path in files_of(folder, kind):
            problems += read_file(path, folder, kind, guide)
    problems += read_labels(folder, guide.labels)
    problems += other_problems(folder)
    texts = {
        shown(path, folder): path.read_text("utf-8", "replace") for path in folder.rglob("*.yml") if path.is_file()
    }
    unread = unread_text(problems, texts)
    found = reference_problems(guide, list(entries(guide)))
    problems += by_themselves(found, unread) if problems else found
    if problems:
        raise DataError([with_line(line, texts.__getitem__) for line in problems], guide, unread)
    give_exchanges_their_facts(guide)
    return guide


def unknown_files(folder: Path) -> Iterator[str]:
    """Yield one line for each file below `folder` that nothing reads."""
    known = (*KINDS, *OTHERS)
    read = {path for kind in known for path in files_of(folder, kind)}
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path not in read):
        top = path.relative_to(folder).parts[0].removesuffix(".yml").removesuffix(".yaml")
        hint = "its name must end in .yml" if top in known else f"known are {', '.join(known)}{meant(top, known)}"
        yield f"{shown(path, folder)}: nothing reads this file; {hint}"


@lru_cache(maxsize=2)
def load_stamped(folder: Path, stamp: tuple[tuple[str, int], ...]) -> Guide:
    """Return load(folder); the same files, unchanged, are read only once (each language is a build of its own)."""
    return load(folder)


def current(folder: Path) -> Guide:
    """Return the entries below `folder` as the files stand now; raise DataError as load() does."""
    stamp = tuple((str(path), path.stat().st_mtime_ns) for path in sorted(folder.rglob("*")))
    return load_stamped(folder, stamp)


@lru_cache(maxsize=500)
def sound_entries(kind: str, text: str) -> tuple[Any, ...]:
    """Return the entries of a file of `kind` with this text; an error where anything is wrong with it."""
    model, single = KINDS[kind]
    content = content_as_written(text)
    rows = [content] if single else content
    if not rows or any(any(blanks(row)) for row in rows):
        raise ValueError("to be described")
    return tuple(model.model_validate(row) for row in rows)


def read_file(path: Path, folder: Path, kind: str, guide: Guide) -> list[str]:
    """Add the entries of one file to `guide`; return one line for each problem."""
    name = shown(path, folder)
    try:
        found = sound_entries(kind, path.read_text("utf-8"))
    except (ValueError, TypeError, YAMLError):  # not UTF-8, not YAML, not this shape
        return read_broken(path, name, kind, guide)
    return [line for entry in found for line in keep_named(guide, kind, entry, name)]


def keep_named(guide: Guide, kind: str, entry: Any, name: str) -> list[str]:
    """Store an entry of the file `name`, which goes by its id where it holds no other."""
    wrong = KINDS[kind][1] and entry.id != Path(name).stem
    problems = [f"{name}: id: {entry.id!r}: must equal the file name"] if wrong else []
    return problems + keep(guide, kind, entry, name)


def read_broken(path: Path, name: str, kind: str, guide: Guide) -> list[str]:
    """Add what can be read of a file to `guide`; return one line for each problem."""
    model, single = KINDS[kind]
    content, problems = parse(path, name)
    if problems:
        return problems
    if content is None:
        return [f"{name}: the file is empty; take it out, or bring its entries back"]
    rows = [content] if single else content
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return [f"{name}: expected {'one entry' if single else 'a list of entries'}, found a {type(content).__name__}"]
    for position, row in enumerate(rows):
        start: tuple[str | int, ...] = () if single else (position,)
        if any(blanks(row)):
            continue  # its blanks are named below; whatever else is wrong shows once they are filled in
        try:
            entry: Any = model.model_validate(row)
        except ValidationError as error:
            problems += describe_all(Spot(path, name, content, start), model, error)
            continue
        problems += keep_named(guide, kind, entry, name)
    return problems + blank_problems(path, name, content)


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


def give_exchanges_their_facts(guide: Guide) -> None:
    """Add the facts that name an exchange, from files of their own, to that exchange's facts."""
    for name, exchange in guide.exchanges.items():
        facts = [fact for fact in guide.facts.values() if fact.exchange == name]
        if facts:
            full = exchange.model_copy(update={"facts": [*exchange.facts, *facts]})
            guide.exchanges[name] = full
            guide.origin[id(full)] = guide.origin[id(exchange)]
        guide.owners |= {fact.id: name for fact in guide.exchanges[name].facts}


def entries(guide: Guide) -> Iterator[tuple[Any, str]]:
    """Yield every entry with the file it came from; a fact that stands inside an exchange's file, with the exchange."""
    inline = {id(fact) for exchange in guide.exchanges.values() for fact in exchange.facts if fact.exchange is None}
    for kind in KINDS:
        shelf = getattr(guide, kind)
        for entry in shelf.values() if isinstance(shelf, dict) else ():
            if kind == "exchanges":
                own = [fact for fact in entry.facts if fact.exchange is None]
                yield entry.model_copy(update={"facts": own}), guide.origin[id(entry)]
            elif id(entry) not in inline:
                yield entry, guide.origin[id(entry)]
