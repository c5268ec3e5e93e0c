"""What changed was read again: docs/data/checked.yml holds what each entry took from its source on its day of checking.

Of a fact that is its value and quotation; of a place's law, an exchange's company and an exit it is every figure, day,
choice and quotation, not the words around them. With the same day, none of it can be something else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from guide.checks.due import dated_parts
from guide.data import Access, CommonlyReported, Company, Confirmed, Dated, Exit, Fact, Guide, Localized, NextLaw
from guide.permalinks.changed import Texts, read_texts, text_hash, write_texts

RECORD = "docs/data/checked.yml"
COMMAND = "python overrides/hooks/cli.py record"
HEAD = f"# What each entry took from its source, as a hash, and the day it was checked. Written by {COMMAND}.\n"
PARTS = (Confirmed, CommonlyReported, Access, NextLaw, Company, Exit)  # besides facts
BESIDE = {"checked", "recheck_days", "sources", "status", "publish"}  # how sure it is and since when, not what it is


@dataclass(frozen=True)
class Read:
    """What was read in a source: its name in the record, its file, what messages call it, the entry, what changed."""

    key: str
    file: str
    name: str
    entry: Dated
    what: str

    @property
    def hash(self) -> str:
        """A hash of what the entry takes from its source."""
        entry = self.entry
        if isinstance(entry, Fact):
            return text_hash([str(entry.value), str(entry.quote)])
        return text_hash([json.dumps(bare(entry), default=str, sort_keys=True)])


def all_read(guide: Guide) -> Iterator[Read]:
    """Yield what was read in a source: each fact, and of places, exchanges and exits what readers act on."""
    for fact in guide.facts.values():
        yield Read(fact.id, guide.origin[id(fact)], fact.id, fact, "value or quote")
    whole: list[Any] = [*guide.places.values(), *guide.exchanges.values(), *guide.exits.values()]
    for entry in whole:
        for key, part in dated_parts(entry):
            if isinstance(part, PARTS):
                name = part.name if isinstance(part, Company) else key.rsplit(".", 1)[-1]
                yield Read(key, guide.origin[id(entry)], name, part, what_of(part))


def what_of(part: Dated) -> str:
    """Return what of an entry counts, in words."""
    return {Company: "name, place or residents", Exit: "places, kind or days"}.get(type(part), "a figure or the quote")


def bare(part: BaseModel) -> dict[str, Any]:
    """Return what an entry says without its words, what it leaves out, and parts that are checked apart."""
    fields = type(part).model_fields
    return {
        key: stripped(value)
        for key, value in part
        if key not in BESIDE and counts(value) and value != fields[key].default
    }


def counts(value: Any) -> bool:
    """Tell whether a value is more than words, or a list of them, and is not checked apart."""
    first = value[0] if isinstance(value, list) and value else value
    return not isinstance(first, (Localized, Dated))


def stripped(value: Any) -> Any:
    """Return a value with bare() parts in place of models."""
    if isinstance(value, list):
        return [stripped(item) for item in value]
    return bare(value) if isinstance(value, BaseModel) else value


def not_reread(guide: Guide, record: Texts, today: date) -> Iterator[str]:
    """Yield one line for each entry that says something else than on its day of checking, unless that is today."""
    for read in all_read(guide):
        digest, day = record.get(read.key, ("", date.min))
        if day == read.entry.checked != today and digest != read.hash:
            yield (
                f"{read.file}: {read.name}.checked: '{day}': {read.what} changed since that day; "
                f"read the source again and write {today}"
            )


def record_checked(guide: Guide, path: Path, today: date) -> None:
    """Write the record anew; an entry that was changed and not read again stays as it was."""
    record, found = read_texts(path), list(all_read(guide))
    for read in found:
        digest, day = record.get(read.key, ("", date.min))
        if day != read.entry.checked or read.entry.checked == today or digest == read.hash:
            record[read.key] = (read.hash, read.entry.checked)
    there = {read.key for read in found}
    write_texts(path, {name: record[name] for name in record if name in there}, HEAD)
