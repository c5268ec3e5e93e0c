"""A value or quotation that changed was read again: docs/data/checked.yml holds what each fact said on its day.

The record has a hash of both with the day of checking; with the same day a fact cannot say anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from guide.data import Fact, Guide
from guide.permalinks.changed import Texts, read_texts, text_hash, write_texts

RECORD = "docs/data/checked.yml"
COMMAND = "python overrides/hooks/cli.py record"
HEAD = f"# What each fact's value and quotation say, as a hash, and the day they were checked. Written by {COMMAND}.\n"


def fingerprint(fact: Fact) -> str:
    """Return a hash of what a fact takes from its source."""
    return text_hash([str(fact.value), str(fact.quote)])


def not_reread(guide: Guide, record: Texts, today: date) -> Iterator[str]:
    """Yield one line for each fact that says something else than on its day of checking, unless that is today."""
    for fact in guide.facts.values():
        digest, day = record.get(fact.id, ("", date.min))
        if day == fact.checked != today and digest != fingerprint(fact):
            yield (
                f"{guide.origin[id(fact)]}: {fact.id}.checked: '{day}': value or quote changed since that day; "
                f"read the source again and write {today}"
            )


def record_checked(guide: Guide, path: Path, today: date) -> None:
    """Write the record anew; a fact that was changed and not read again stays as it was."""
    record = read_texts(path)
    for fact in guide.facts.values():
        digest, day = record.get(fact.id, ("", date.min))
        if day != fact.checked or fact.checked == today or digest == fingerprint(fact):
            record[fact.id] = (fingerprint(fact), fact.checked)
    write_texts(path, {name: record[name] for name in record if name in guide.facts}, HEAD)
