"""When each answer last said something else: docs/data/texts.yml holds a hash of its words and the day they changed.

An answer's words are its question, its short answer, and in every language the facts its section states and what macros
draw there; for an exchange's page all its facts, companies, addresses and click paths, for a place every figure of its
law. Copy-editing around them tells nobody anything new, so it changes no day.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from guide.data import Guide
from guide.locales import CODES
from guide.permalinks.drawn_words import call_words, law_words, page_words
from guide.permalinks.registry import Answer, answers
from guide.render.pages import drawn_pages
from guide.render.place_pages import page_name
from guide.text.calls import calls
from guide.text.markdown import HEADING, outside_code
from guide.text.once import once, text_of
from guide.text.yaml_files import content_of

RECORD = "docs/data/texts.yml"
COMMAND = "python overrides/hooks/cli.py record"
HEAD = f"# What each answer last said, as a hash, and since when: shown in every list and feed. Written by {COMMAND}.\n"
PLAIN = re.compile(r"[a-z][\w. -]*\w")
LENGTH = 12  # digits of a hash: enough to tell two texts of one answer apart

Texts = dict[str, tuple[str, date]]  # id → (hash, day of the last change)


def text_hashes(guide: Guide, docs: Path) -> dict[str, str]:
    """Return the hash of what each answer says now."""
    bodies = section_bodies(guide, docs)
    return {answer.link.id: text_hash(words_of(answer, guide, bodies)) for answer in answers(guide, docs)}


def text_hash(words: list[str]) -> str:
    """Return a short hash of `words`, the same wherever they are hashed."""
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:LENGTH]


def section_bodies(guide: Guide, docs: Path) -> dict[tuple[str, str], str]:
    """Return the Markdown of each section that an answer leads to, in the first language: (page, anchor) → text."""
    code = CODES[0]
    drawn = drawn_pages(guide, code)
    found: dict[tuple[str, str], str] = {}
    for page in {link.page for link in guide.links.values()}:
        path = docs / code / page
        text = drawn[page] if page in drawn else text_of(path) if path.exists() else ""
        found |= {(page, anchor): body for anchor, body in bodies_of(text).items()}
    return found


def bodies_of(markdown: str) -> dict[str, str]:
    """Return the text under each heading with an id, up to the next heading."""
    bodies: dict[str, list[str]] = {}
    name = ""
    for _, line in outside_code(markdown):
        if match := HEADING.match(line):
            name = match["id"]
        elif name:
            bodies.setdefault(name, []).append(line)
    return {anchor: "\n".join(lines) for anchor, lines in bodies.items()}


def words_of(answer: Answer, guide: Guide, bodies: Mapping[tuple[str, str], str]) -> list[str]:
    """Return everything that makes an answer say what it says, a piece an item."""
    link = answer.link
    words = [text[code] for text in (answer.question, answer.answer) for code in CODES]
    for macro, names in calls(bodies.get((link.page, link.anchor), "")):
        words += call_words(macro, names, guide)
    if link.anchor == "top":
        words += page_words(link.page, guide)
    for place in guide.places.values():
        if page_name(place.id) == link.page:
            words += law_words(place)
    return [*words, link.status, *([link.reason[code] for code in CODES] if link.reason else [])]


# The record --------------------------------------------------------------------------------------------------


def read_texts(path: Path) -> Texts:
    """Return the record at `path`; empty before the first time."""
    content = (content_of(path.read_text("utf-8")) or {}) if path.exists() else {}
    return {name: (str(digest), day) for name, (digest, day) in content.items()}


def write_texts(path: Path, texts: Texts, head: str = HEAD) -> None:
    """Write the record as read_texts() reads it, an answer a line, so that two changes seldom meet."""
    lines = [f"{keyed(name)}: ['{digest}', {day}]\n" for name, (digest, day) in sorted(texts.items())]
    path.write_text(head + "".join(lines), "utf-8")


def keyed(name: str) -> str:
    """Return a name as a key of a YAML file: in quotation marks where it has signs that could mean something there."""
    return name if PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def recorded_texts(texts: Texts, now: Mapping[str, str], since: Mapping[str, date], today: date) -> Texts:
    """Return the record with every new text: the first one counts from the answer's first day, a later from today."""
    found = dict(texts)
    for name, digest in now.items():
        if name not in texts:
            found[name] = (digest, since[name])
        elif texts[name][0] != digest:
            found[name] = (digest, today)
    return found


def stale_texts(texts: Texts, now: Mapping[str, str]) -> Iterator[str]:
    """Yield what the record does not know yet, with the remedy."""
    new = [name for name in now if name not in texts]
    if new:
        yield f"{RECORD}: these answers are not recorded yet: {', '.join(new)}; run: {COMMAND}"
    stale = [name for name, digest in now.items() if name in texts and texts[name][0] != digest]
    if stale:
        yield f"{RECORD}: these answers say something else than recorded: {', '.join(stale)}; run: {COMMAND}"


@once
def changed_days(guide: Guide, docs: Path) -> dict[str, date]:
    """Return the day each answer last changed, as recorded; its first day where nothing is recorded yet."""
    texts = read_texts(docs / "data" / "texts.yml")
    return {name: texts[name][1] if name in texts else link.since for name, link in guide.links.items()}
