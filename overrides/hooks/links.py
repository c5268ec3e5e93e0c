"""The permanent addresses of answers: where each one stands, what old addresses lead to, and what was ever published.

An address that was given out once works for good. docs/data/links.yml holds one id for each answer, docs/data/moved.yml
what pages and sections became, docs/data/published.yml everything that was ever published. No MkDocs here.

    python overrides/hooks/links.py          say what would break an address
    python overrides/hooks/links.py record   add what is new to docs/data/published.yml
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guide import data
from guide.data import Guide
from guide.data import Permalink, PublishedPermalink, PermalinkText, Redirect
from guide.locales import CODES as LOCALES
from prose import outside_code

ROOT = Path(__file__).parents[2]
RECORD = "docs/data/published.yml"
COMMAND = "python overrides/hooks/links.py record"
HEADING = re.compile(r"^#{1,6}\s+(?P<text>.*?)\s*\{: #(?P<id>[a-z0-9-]+)[^}]*\}\s*$")
MACRO = re.compile(r"\{\{\s*(\w+)\(([^)]*)\)\s*\}\}")
NAME = re.compile(r"""["']([a-z0-9-]+)["']""")
SENTENCE = {"zh": re.compile(r"(?<=[。！？])(?![”」）])"), "en": re.compile(r"(?<=[.!?])\s+(?=[A-Z\"“])")}
ENOUGH = {"zh": 10, "en": 30}  # characters; a shorter first sentence ("No.") takes the next one along
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so


@dataclass(frozen=True)
class Answer:
    """An answer as it stands now, with the words of both languages and its addresses from the site's root."""

    link: Permalink
    url: dict[str, str]
    question: dict[str, str]
    answer: dict[str, str]

    def open_data(self) -> PublishedPermalink:
        """Return the entry of links.json."""
        both = {locale: PermalinkText(url=self.url[locale], question=self.question[locale], answer=self.answer[locale]) for locale in LOCALES}
        return PublishedPermalink(id=self.link.id, since=self.link.since, **both, status=self.link.status, checked=self.link.checked)


# The pages' own words ----------------------------------------------------------------------------------------


def sections(markdown: str) -> dict[str, tuple[str, str]]:
    """Return the headings of a page: id → (heading, first paragraph below it)."""
    found: dict[str, tuple[str, str]] = {}
    name = ""
    for _, line in outside_code(markdown):
        if match := HEADING.match(line):
            name = match["id"]
            found[name] = (match["text"], "")
        elif name and line.strip() and not found[name][1] and not line.startswith(("<", "{")):
            found[name] = (found[name][0], line.strip())
    return found


def spoken(text: str, guide: Guide, locale: str) -> str:
    """Return a line of Markdown as plain text: facts said, source marks and signs left out."""

    def said(match: re.Match) -> str:
        names = NAME.findall(match[2])
        if match[1] == "fact":
            return guide.facts[names[0]].text(locale)
        return str(guide.facts[names[0]].value) if match[1] == "value" else ""

    text = MACRO.sub(said, text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"\*\*|`|\{:[^}]*\}", "", text)
    return re.sub(r"\s+(?=[,.;:!?])", "", re.sub(r"\s+", " ", text)).strip()


def beginning(text: str, locale: str) -> str:
    """Return the first sentence of `text`, with the next one where the first says as little as "No."."""
    parts = [part.strip() for part in SENTENCE[locale].split(text) if part.strip()]
    taken = parts[:1]
    while len(taken) < len(parts) and len("".join(taken)) < ENOUGH[locale]:
        taken = parts[: len(taken) + 1]
    return ("" if locale == "zh" else " ").join(taken)


# The registry ------------------------------------------------------------------------------------------------


def answers(guide: Guide, docs: Path) -> list[Answer]:
    """Return every answer of the registry; words an entry doesn't bring are taken from its page."""
    names = {link.page for link in guide.links.values()}  # many answers share a page: read each once
    pages = {(locale, name): page_sections(docs, locale, name) for name in names for locale in LOCALES}
    return [answer_of(link, guide, pages) for link in guide.links.values()]


def page_sections(docs: Path, locale: str, page: str) -> dict[str, tuple[str, str]]:
    """Return sections() of a page, nothing where there is no such page."""
    path = docs / locale / page
    return sections(path.read_text("utf-8")) if path.exists() else {}


def answer_of(link: Permalink, guide: Guide, pages: dict[tuple[str, str], dict]) -> Answer:
    """Return `link` with its addresses and words."""
    now = guide.links[link.to] if link.to else link
    question, answer, url = {}, {}, {}
    for locale in LOCALES:
        heading, first = pages[locale, link.page].get(link.anchor, ("", ""))
        question[locale] = getattr(link.question, locale) if link.question else spoken(heading, guide, locale)
        answer[locale] = getattr(link.answer, locale) if link.answer else beginning(spoken(first, guide, locale), locale)
        url[locale] = address(now, locale)
    return Answer(link, url, question, answer)


def address(link: Permalink, locale: str) -> str:
    """Return where an answer stands, from the site's root."""
    anchor = link.state or link.anchor
    return built(link.page, locale) + ("" if anchor == "top" else f"#{anchor}")


def built(page: str, locale: str) -> str:
    """Return the address of a built page (`steps/x.md` → `en/steps/x.html`), from the site's root."""
    return ("" if locale == "zh" else f"{locale}/") + page.removesuffix(".md") + ".html"


def home_of(site_url: str | None) -> str:
    """Return the site's address with one slash at the end; empty where none is set."""
    return f"{site_url.rstrip('/')}/" if site_url else ""


def forwards(guide: Guide) -> dict[str, Redirect]:
    """Return what became of old addresses, each followed to where it ends: `page.md` or `page.md#section` → entry."""
    ends: dict[str, Redirect] = {}
    for start, entry in guide.moved.items():
        seen = {start}
        while entry.to and (entry.to in guide.moved) and entry.to not in seen:
            seen.add(entry.to)
            entry = guide.moved[entry.to]
        ends[start] = entry
    return ends


# What must hold ----------------------------------------------------------------------------------------------


def problems(guide: Guide, docs: Path) -> Iterator[str]:
    """Yield what is wrong with the registry as it stands: places that are not there, questions said twice."""
    there = published_now(docs)
    asked: dict[str, str] = {}
    for link in guide.links.values():
        name = f"docs/data/links.yml: {link.id}"
        if link.to is not None and (link.to not in guide.links or guide.links[link.to].to is not None):
            yield f"{name}.to: {link.to!r}: no live answer has this id"
        if link.status == "live" and link.anchor not in there.get(link.page, ()):
            yield f"{name}: {link.page}#{link.anchor} is not there in both languages; give the page and section where the answer stands now"
        if link.question and link.status == "live":
            other = asked.setdefault(link.question.en, link.id)
            if other != link.id:
                yield f"{name}.question: {other} asks the same"
    for start, entry in guide.moved.items():
        page, _, anchor = start.partition("#")
        if (anchor or "top") in there.get(page, ()):
            yield f"docs/data/moved.yml: {start}: is still there; take the line out"
    for start, entry in forwards(guide).items():
        page, _, anchor = (entry.to or "").partition("#")
        if entry.to and (anchor or "top") not in there.get(page, ()):
            yield f"docs/data/moved.yml: {start}: leads to {entry.to}, which is not there"


def published_now(docs: Path) -> dict[str, list[str]]:
    """Return the section ids of each page that both languages have."""
    found = {}
    for path in sorted((docs / "zh").rglob("*.md")):
        page = path.relative_to(docs / "zh").as_posix()
        both = [page_sections(docs, locale, page) for locale in LOCALES]
        found[page] = [name for name in both[0] if name in both[1]]
    return found


def breaks(record: dict[str, Any], guide: Guide, docs: Path) -> Iterator[str]:
    """Yield what was published once and leads nowhere now, and what is new and not recorded, with the remedy."""
    there = published_now(docs)
    for name in record["ids"]:
        if name not in guide.links:
            yield (
                f"{name}: this id was published and is gone from docs/data/links.yml; put it back with status: retired and a reason, "
                "or status: moved and the id it leads to"
            )
    for page, anchors in record["pages"].items():
        if page not in there:
            if page not in guide.moved:
                yield f"{page}: this page was published and is gone; add it to docs/data/moved.yml with the page that replaces it, or a reason"
            continue
        for anchor in anchors:
            if anchor not in there[page] and f"{page}#{anchor}" not in guide.moved:
                yield f"{page}#{anchor}: this section was published and is gone; add it to docs/data/moved.yml with the section that replaces it, or a reason"
    fresh = [name for name in guide.links if name not in record["ids"]]
    fresh += [f"{page}#{anchor}" for page, anchors in there.items() for anchor in anchors if anchor not in record["pages"].get(page, ())]
    if fresh:
        yield f"not recorded as published yet: {', '.join(fresh)}; run: {COMMAND}"


def recorded(record: dict[str, Any], guide: Guide, docs: Path) -> dict[str, Any]:
    """Return `record` with everything new added; nothing is ever taken out."""
    pages = {page: list(anchors) for page, anchors in record["pages"].items()}
    for page, anchors in published_now(docs).items():
        pages[page] = list(dict.fromkeys([*pages.get(page, []), *anchors]))
    return {"ids": list(dict.fromkeys([*record["ids"], *guide.links])), "pages": dict(sorted(pages.items()))}


def read_record(path: Path) -> dict[str, Any]:
    """Return what was ever published; empty before the first time."""
    content = (yaml.safe_load(path.read_text("utf-8")) or {}) if path.exists() else {}
    return {"ids": content.get("ids", []), "pages": content.get("pages", {})}


# For spreadsheets --------------------------------------------------------------------------------------------


def table(rows: list[dict[str, str]]) -> str:
    """Return `rows` as CSV that spreadsheets open right: marked as UTF-8, no cell that would be run as a formula."""
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows({key: f"'{cell}" if cell.startswith(FORMULA) else cell for key, cell in row.items()} for row in rows)
    return "\ufeff" + out.getvalue()


def link_rows(found: list[Answer]) -> list[dict[str, str]]:
    """Return the registry as rows of a table."""
    return [
        {
            "id": answer.link.id, "address": f"go/{answer.link.id}.html", "topic": answer.link.topic,
            **{f"{part}_{locale}": getattr(answer, part)[locale] for locale in LOCALES for part in ("url", "question", "answer")},
            "since": str(answer.link.since), "checked": str(answer.link.checked), "status": answer.link.status,
        }
        for answer in found
    ]


def reply_rows(guide: Guide) -> list[dict[str, str]]:
    """Return the reply texts as rows of a table, lists one item a line."""
    return [
        {
            "id": reply.id, **{
                f"{part}_{locale}": "\n".join(getattr(text, locale) for text in (value if isinstance(value, list) else [value]))
                for part, value in (
                    ("situation", reply.situation), ("check", reply.check), ("reply", reply.reply), ("say", reply.say),
                    ("never_say", reply.never), ("why", reply.why),
                ) for locale in LOCALES
            },
            "link": reply.link, "hand_over": reply.hand,
        }
        for reply in guide.replies.values()
    ]


def main(arguments: list[str]) -> int:
    """Say what would break an address, or record what is new; return the exit code."""
    docs = ROOT / "docs"
    guide = data.load(docs / "data")
    path = ROOT / RECORD
    record = read_record(path)
    if arguments == ["record"]:
        record = recorded(record, guide, docs)
        text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, default_flow_style=None, width=140)
        path.write_text(f"# Everything this guide ever gave an address. Lines are added by {COMMAND}, never taken out.\n{text}", "utf-8")
    found = [*problems(guide, docs), *breaks(record, guide, docs)]
    print("\n".join(found), file=sys.stderr, end="\n" if found else "")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
