"""Confirmed pairs: docs/data/pairs.yml keeps a hash of both twins as last read side by side.

A change to one side alone fails until the pair is confirmed again.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from guide.locales import CODES
from guide.text.yaml_files import content_of

COMMAND = "python overrides/hooks/cli.py confirm"
PAGE_LINE = re.compile(r"(docs/\S+\.md):\d+: ")
PAIR = re.compile(r"docs/\S+\.md")


def fingerprint(path: Path) -> str:
    """Return a short hash of a page's text."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def confirmed(docs: Path) -> dict[str, dict[str, str]]:
    """Return the record of confirmed pairs: page to the hash of each twin."""
    path = docs / "data/pairs.yml"
    record: dict[str, dict[str, str]] = (content_of(path.read_text("utf-8")) or {}) if path.exists() else {}
    return record


def unconfirmed(docs: Path) -> Iterator[str]:
    """Yield one line for each pair that changed since it was last confirmed; that a twin is missing others say."""
    record = confirmed(docs)
    sides = [{path.relative_to(docs / code).as_posix() for path in (docs / code).rglob("*.md")} for code in CODES]
    pages = set.union(*sides)
    for page in sorted(set.intersection(*sides)):
        was = record.get(page)
        now = {locale: fingerprint(docs / locale / page) for locale in CODES}
        changed = [locale for locale in now if not was or was.get(locale) != now[locale]]
        both = " and ".join(f"docs/{locale}/{page}" for locale in CODES)
        remedy = f"read both, then run: {COMMAND} {page}"
        if not was:
            yield f"{both}: never confirmed as twins; {remedy}"
        elif changed:
            side = "both sides" if changed == list(CODES) else f"only {changed[0]}"
            yield f"{both}: {side} changed since the pair was confirmed; {remedy}"
    for page in sorted(set(record) - pages):
        yield f"docs/data/pairs.yml: {page}: no such page; run: {COMMAND} {page}"


def sound_twins(lines: list[str], faults: list[str]) -> Iterator[str]:
    """Yield the `lines` about pairs whose pages have no fault of their own: a wrong name differs from its twin too."""
    wrong = {found[1] for line in faults if (found := PAGE_LINE.match(line))}
    for line in lines:
        pages = set(PAIR.findall(line.partition(": ")[0]))
        if len(pages) < len(CODES) or not pages & wrong:
            yield line


def cannot_confirm(docs: Path, pages: list[str]) -> Iterator[str]:
    """Yield why pages cannot be confirmed: no language has them, or one lacks them."""
    record = confirmed(docs)
    for page in pages:
        there = [code for code in CODES if (docs / code / page).exists()]
        for code in (code for code in CODES if code not in there):
            if not there and page in record:
                continue  # a page that is gone leaves the record
            if there:
                yield f"docs/{there[0]}/{page}: has no twin docs/{code}/{page}; write it, read both, then confirm"
            else:
                yield f"docs/{code}/{page}: no such file; a page goes by its path below docs/{code}"


def confirm(docs: Path, pages: list[str]) -> None:
    """Record the twins of `pages` as they stand now as agreeing, and drop pages that are gone."""
    record = confirmed(docs)
    for page in pages:
        if all((docs / code / page).exists() for code in CODES):
            record[page] = {locale: fingerprint(docs / locale / page) for locale in CODES}
    there = (page for page in sorted(record) if any((docs / code / page).exists() for code in CODES))
    kept = {page: record[page] for page in there}
    head = f"# Twins as last read side by side; written by: {COMMAND} PAGE …\n"
    (docs / "data/pairs.yml").write_text(head + yaml.safe_dump(kept, sort_keys=True), "utf-8")
